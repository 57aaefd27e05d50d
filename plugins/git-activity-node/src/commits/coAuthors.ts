import { CommitAuthor } from '../CommitSource';

/** As git itself reads a person: the name up to the first `<`, the email up to the first `>` after that. */
const PERSON = /^([^<]*)<([^>]*)>/;

/**
 * Reads the values of `Co-authored-by` trailers, one a line. What has no `<…>` is nobody; the same person twice is one.
 *
 * @public
 */
export function parseCoAuthors(lines: string): CommitAuthor[] {
  const people = new Map<string, CommitAuthor>();
  for (const line of lines.split('\n')) {
    const [, name = '', email = ''] =
      PERSON.exec(line)?.map(part => part.trim()) ?? [];
    if (name || email) {
      const key = `${name}\0${email}`;
      people.set(key, people.get(key) ?? { name, email });
    }
  }
  return [...people.values()];
}
