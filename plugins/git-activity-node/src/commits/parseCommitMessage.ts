import { CommitAuthor } from '../CommitSource';
import { parseCoAuthors } from './coAuthors';
import { cutAtNul, trimGitEnd } from './gitText';
import { findTrailers } from './trailers';

const CO_AUTHORED_BY = 'co-authored-by';

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
 * Reads a whole commit message, as a host's API gives it, just as git does: the same as `%s` and
 * `%(trailers:key=Co-authored-by,valueonly,unfold)` of a git that is told of this trailer by `trailer.co-authored-by.key`.
 *
 * @public
 */
export function parseCommitMessage(message: string): ParsedCommitMessage {
  const lines = cutAtNul(message).split('\n');
  const start = lines.findIndex(line => trimGitEnd(line) !== '');
  if (start === -1) {
    return { subject: '', coAuthors: [] };
  }
  const title: string[] = [];
  for (let index = start; index < lines.length; index++) {
    const line = trimGitEnd(lines[index]);
    if (line === '') {
      break;
    }
    title.push(line);
  }
  const text = lines.slice(start).join('\n');
  return {
    subject: title.join(' '),
    coAuthors: parseCoAuthors(findTrailers(text, CO_AUTHORED_BY).join('\n')),
  };
}
