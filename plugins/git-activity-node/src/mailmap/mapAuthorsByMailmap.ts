import { CommitAuthor, MappedAuthor } from '../CommitSource';
import {
  cutAtNul,
  lowerCaseAscii,
  trimGit,
  trimGitEnd,
} from '../commits/gitText';
import { Turns } from '../turns/Turns';

/** Whom an entry means; what it does not name stays as it is written in the commit. */
type Proper = Partial<Pick<CommitAuthor, 'name' | 'email'>>;

/** What a mailmap says of one email address, which is compared in small letters. */
interface MailmapEntry {
  /** Whatever the name in the commit is. */
  anyName: Proper;
  /** For some names in the commit, in small letters. */
  byName: Map<string, Proper>;
}

/**
 * Looks authors up in a `.mailmap` just as `git check-mailmap` does.
 *
 * @param mailmap - the content of the file
 * @param authors - as written in commits; their `login` changes nothing
 * @returns those that it maps to another name or email, in the order given
 * @public
 */
export async function mapAuthorsByMailmap(
  mailmap: string,
  authors: CommitAuthor[],
): Promise<MappedAuthor[]> {
  const turns = new Turns();
  const entries = await parseMailmap(mailmap, turns);
  const mappings = await turns.map(authors.filter(isContact), author => ({
    author,
    mapped: mapAuthor(entries, author),
  }));
  return mappings.filter(
    ({ author, mapped }) =>
      author.name !== mapped.name || author.email !== mapped.email,
  );
}

/** Whether git could have read this from a commit; nothing else is ever looked up. */
function isContact({ name, email }: CommitAuthor): boolean {
  return !/[<\n\0]/.test(name) && !/[>\n\0]/.test(email);
}

function mapAuthor(
  entries: Map<string, MailmapEntry>,
  author: CommitAuthor,
): CommitAuthor {
  const entry = entries.get(lowerCaseAscii(author.email));
  const proper =
    entry?.byName.get(lowerCaseAscii(trimGitEnd(author.name))) ??
    entry?.anyName;
  return {
    name: proper?.name ?? author.name,
    email: proper?.email ?? author.email,
  };
}

async function parseMailmap(
  mailmap: string,
  turns: Turns,
): Promise<Map<string, MailmapEntry>> {
  const entries = new Map<string, MailmapEntry>();
  await turns.forEach(cutAtNul(mailmap).split('\n'), line => {
    const first = line.startsWith('#') ? undefined : readContact(line);
    if (first && first.email !== '') {
      const second = readContact(first.rest);
      addEntry(entries, { proper: first, written: second });
    }
  });
  return entries;
}

/** Later lines override what earlier ones say of the same name and email, as far as they say anything. */
function addEntry(
  entries: Map<string, MailmapEntry>,
  line: { proper: Contact; written?: Contact },
): void {
  const { proper, written } = line;
  const key = lowerCaseAscii((written ?? proper).email);
  const entry = entries.get(key) ?? { anyName: {}, byName: new Map() };
  entries.set(key, entry);
  const name = proper.name === undefined ? {} : { name: proper.name };
  const email = written ? { email: proper.email } : {};
  if (written?.name === undefined) {
    entry.anyName = { ...entry.anyName, ...name, ...email };
  } else {
    entry.byName.set(lowerCaseAscii(written.name), { ...name, ...email });
  }
}

interface Contact {
  name?: string;
  email: string;
  /** What comes after it on the line. */
  rest: string;
}

function readContact(text: string): Contact | undefined {
  const left = text.indexOf('<');
  const right = text.indexOf('>', left + 1);
  if (left === -1 || right === -1) {
    return undefined;
  }
  return {
    name: trimGit(text.slice(0, left)) || undefined,
    email: text.slice(left + 1, right),
    rest: text.slice(right + 1),
  };
}
