import { CommitAuthor, SourceCommit } from '../CommitSource';

/**
 * What is taken of one commit at most, whoever wrote it and wherever it comes from. Lengths are in UTF-16 code units, which are the
 * same for every source.
 *
 * @public
 */
export const COMMIT_BOUNDS = {
  /** Of a longer message only the subject is read, since only the last paragraph of all of it tells co-authors. */
  messageLength: 200_000,
  /** A longer subject ends with `…`, and so do names, emails and logins. */
  subjectLength: 1_000,
  nameLength: 255,
  emailLength: 320,
  loginLength: 255,
  /** Those beyond are only counted. */
  coAuthors: 100,
} as const;

const ELLIPSIS = '…';

/**
 * Cuts what a commit carries down to {@link COMMIT_BOUNDS}, and notes in `coAuthorsCut` whom it leaves out. What is within them stays
 * as it is.
 *
 * @public
 */
export function boundCommit(commit: SourceCommit): SourceCommit {
  return {
    ...commit,
    author: boundAuthor(commit.author),
    ...boundCoAuthors(commit),
    subject: boundText(commit.subject, COMMIT_BOUNDS.subjectLength),
  };
}

/**
 * Cuts the texts of an author down to {@link COMMIT_BOUNDS}.
 *
 * @public
 */
export function boundAuthor(author: CommitAuthor): CommitAuthor {
  const { name, email, login = '' } = author;
  const { nameLength, emailLength, loginLength } = COMMIT_BOUNDS;
  // Most commits share their author's object with others, and most are within the bounds.
  return name.length <= nameLength &&
    email.length <= emailLength &&
    login.length <= loginLength
    ? author
    : {
        name: boundText(name, nameLength),
        email: boundText(email, emailLength),
        ...(login !== '' && { login: boundText(login, loginLength) }),
      };
}

/** The first co-authors, and how many there are beside them. */
export function boundCoAuthors({
  coAuthors,
  coAuthorsCut,
}: Pick<SourceCommit, 'coAuthors' | 'coAuthorsCut'>): Pick<
  SourceCommit,
  'coAuthors' | 'coAuthorsCut'
> {
  const more = coAuthors.length - COMMIT_BOUNDS.coAuthors;
  if (more <= 0) {
    return { coAuthors: coAuthors.map(boundAuthor) };
  }
  return {
    coAuthors: coAuthors.slice(0, COMMIT_BOUNDS.coAuthors).map(boundAuthor),
    coAuthorsCut: coAuthorsCut === null ? null : more + (coAuthorsCut ?? 0),
  };
}

/** A text that ends with `…` if it is too long, and never in the midst of a character. */
export function boundText(text: string, maxLength: number): string {
  if (text.length <= maxLength) {
    return text;
  }
  const end = maxLength - ELLIPSIS.length;
  const isPair = /[\ud800-\udbff]/.test(text[end - 1]);
  return detach(text.slice(0, isPair ? end - 1 : end)) + ELLIPSIS;
}

/** The same text on its own: a part of a text keeps all of it in memory. */
export function detach(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
