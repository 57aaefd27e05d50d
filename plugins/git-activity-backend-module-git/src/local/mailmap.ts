import {
  askGit,
  CommitAuthor,
  CommitSourceError,
  GitQuestion,
  isObjectName,
  MappedAuthor,
} from 'backstage-plugin-git-activity-node';

/** Whether git reads `Name <email>` back as what it was; anything else could also break the pairing of lines. */
function isContact({ name, email }: CommitAuthor): boolean {
  return !/[<\n\0]|[ \t\r]$/.test(name) && !/[>\n\0]/.test(email);
}

function formatContact({ name, email }: CommitAuthor): string {
  return name ? `${name} <${email}>` : `<${email}>`;
}

/** Reads what git prints; a mapped name holds no `<`. */
function parseContact(line: string): CommitAuthor {
  const start = line.indexOf('<');
  return {
    name: line.slice(0, Math.max(0, start - 1)),
    email: line.slice(start + 1, -1),
  };
}

/**
 * Looks authors up in a `.mailmap` by git's own rules, and in no other mailmap.
 *
 * @param options - `mailmapId` is the id of the blob
 * @returns those that it maps to somebody else
 */
export async function mapAuthors(
  options: Pick<GitQuestion, 'gitDir' | 'signal'> & {
    mailmapId: string;
    authors: CommitAuthor[];
  },
): Promise<MappedAuthor[]> {
  const { gitDir, signal, mailmapId } = options;
  const authors = options.authors.filter(isContact);
  if (authors.length === 0) {
    return [];
  }
  if (!isObjectName(mailmapId)) {
    throw new CommitSourceError('head-unknown', 'There is no such .mailmap.');
  }
  const output = await askGit({
    gitDir,
    signal,
    args: ['-c', `mailmap.blob=${mailmapId}`, 'check-mailmap', '--stdin'],
    input: authors.map(author => `${formatContact(author)}\n`).join(''),
    // A mailmap that cannot be read is complained about, and then nobody is mapped.
    complaintsFail: true,
  });
  const lines = output.split('\n');
  if (lines.length !== authors.length + 1) {
    throw new CommitSourceError(
      'broken',
      'Git did not answer for every author that was looked up in the .mailmap.',
    );
  }
  return authors
    .map((author, index) => ({ author, mapped: parseContact(lines[index]) }))
    .filter(
      ({ author, mapped }) =>
        author.name !== mapped.name || author.email !== mapped.email,
    );
}
