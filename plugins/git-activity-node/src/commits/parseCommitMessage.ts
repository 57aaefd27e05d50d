import { SourceCommit } from '../CommitSource';
import { boundCoAuthors, boundText, COMMIT_BOUNDS, detach } from './bounds';
import { parseCoAuthors } from './coAuthors';
import { cutAtNul, trimGitEnd } from './gitText';
import { findTrailers } from './trailers';

const CO_AUTHORED_BY = 'co-authored-by';
const CO_AUTHORED_BY_ANYWHERE = /co-authored-by/i;

/** What is cut out of a message that is longer is copied, so that it does not keep all of the message in memory. */
const LONG_MESSAGE_LENGTH = 10_000;

/**
 * What {@link parseCommitMessage} reads.
 *
 * @public
 */
export type ParsedCommitMessage = Pick<
  SourceCommit,
  'subject' | 'coAuthors' | 'coAuthorsCut'
>;

/**
 * Reads a commit message just as git does that has no configuration of trailers: the same as `%s` and
 * `%(trailers:key=Co-authored-by,valueonly,unfold)`, within {@link COMMIT_BOUNDS}.
 *
 * @param message - all of it, or at least more than the bound
 * @public
 */
export function parseCommitMessage(message: string): ParsedCommitMessage {
  const text = cutAtNul(message);
  const { subject, start } = readTitle(text);
  if (text.length > COMMIT_BOUNDS.messageLength) {
    return { subject: detach(subject), coAuthors: [], coAuthorsCut: null };
  }
  // Looking for a block of trailers takes longer than all the rest, and few messages have one that counts.
  const values = CO_AUTHORED_BY_ANYWHERE.test(text)
    ? findTrailers(text.slice(start), CO_AUTHORED_BY)
    : [];
  const parsed = {
    subject,
    ...boundCoAuthors({ coAuthors: parseCoAuthors(values.join('\n')) }),
  };
  return text.length > LONG_MESSAGE_LENGTH ? detachAll(parsed) : parsed;
}

/** The first paragraph on one line, and where it begins. */
function readTitle(text: string): { subject: string; start: number } {
  const { subjectLength } = COMMIT_BOUNDS;
  const title: string[] = [];
  let start = text.length;
  // With the space that joins each line to the one before it.
  let length = -1;
  for (let bol = 0; bol < text.length && length <= subjectLength; ) {
    const newline = text.indexOf('\n', bol);
    const eol = newline === -1 ? text.length : newline;
    const line = trimGitEnd(text.slice(bol, eol));
    if (line !== '') {
      start = Math.min(start, bol);
      title.push(line);
      length += line.length + 1;
    } else if (title.length > 0) {
      break;
    }
    bol = eol + 1;
  }
  return { subject: boundText(title.join(' '), subjectLength), start };
}

function detachAll(parsed: ParsedCommitMessage): ParsedCommitMessage {
  return {
    ...parsed,
    subject: detach(parsed.subject),
    coAuthors: parsed.coAuthors.map(({ name, email }) => ({
      name: detach(name),
      email: detach(email),
    })),
  };
}
