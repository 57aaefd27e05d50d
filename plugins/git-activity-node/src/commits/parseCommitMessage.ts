import { CommitAuthor } from '../CommitSource';
import { parseCoAuthors } from './coAuthors';
import { cutAtNul, trimGitEnd } from './gitText';
import { findTrailers } from './trailers';

const CO_AUTHORED_BY = 'co-authored-by';
const CO_AUTHORED_BY_ANYWHERE = /co-authored-by/i;

/**
 * What {@link parseCommitMessage} reads.
 *
 * @public
 */
export interface ParsedCommitMessage {
  /** As git's `%s` gives it: the first paragraph on one line. */
  subject: string;
  /** From the `Co-authored-by` trailers, in order, without repetitions. */
  coAuthors: CommitAuthor[];
}

/**
 * Reads a whole commit message just as git does that has no configuration of trailers: the same as `%s` and
 * `%(trailers:key=Co-authored-by,valueonly,unfold)`.
 *
 * @public
 */
export function parseCommitMessage(message: string): ParsedCommitMessage {
  const text = cutAtNul(message);
  const title: string[] = [];
  let start: number | undefined;
  for (let bol = 0; bol < text.length; ) {
    const newline = text.indexOf('\n', bol);
    const eol = newline === -1 ? text.length : newline;
    const line = trimGitEnd(text.slice(bol, eol));
    if (line !== '') {
      start ??= bol;
      title.push(line);
    } else if (start !== undefined) {
      break;
    }
    bol = eol + 1;
  }
  return {
    subject: title.join(' '),
    // Looking for a block of trailers takes longer than all the rest, and few messages have one that counts.
    coAuthors:
      start !== undefined && CO_AUTHORED_BY_ANYWHERE.test(text)
        ? parseCoAuthors(
            findTrailers(text.slice(start), CO_AUTHORED_BY).join('\n'),
          )
        : [],
  };
}
