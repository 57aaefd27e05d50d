import { isGitSpace, lowerCaseAscii, trimGit } from './gitText';

/** What git itself writes below a message; one such line makes a block of trailers of a paragraph with other lines. */
const GIT_PREFIXES = ['Signed-off-by: ', '(cherry picked from commit '];

/** A block that has such a line may hold three other lines for each trailer. */
const OTHER_LINES_PER_TRAILER = 3;

const COMMENT = '#';
const SEPARATOR = ':';
const CONFLICTS = 'Conflicts:\n';
/** Below this line `git commit --verbose` shows what is committed. */
const CUT_LINE = '# ------------------------ >8 ------------------------\n';

/**
 * Finds trailers just as git does that is told of none by its configuration.
 *
 * @param message - without a NUL and without empty lines at its start
 * @param key - what stands before the colon, in small letters
 * @returns the values of the trailers with this key, in any case, unfolded, in order
 */
export function findTrailers(message: string, key: string): string[] {
  const end = findMessageEnd(message);
  const start = findBlockStart(message, end);
  return joinContinuations(message.slice(start, end))
    .filter(trailer => {
      const token = trailer.slice(0, findSeparator(trailer));
      return lowerCaseAscii(trimGit(token)) === key;
    })
    .map(trailer => {
      const value = trailer.slice(findSeparator(trailer) + 1);
      return trimGit(trimGit(value).replace(/\n[ \t\n\r]*/g, ' '));
    });
}

/** Where comments, empty lines and an old list of conflicts begin that only follow the message. */
function findMessageEnd(message: string): number {
  const end = findCutLine(message);
  // Git, too, takes 0 for "none": what begins with the message itself is never ignored.
  let ignored = 0;
  let inConflicts = false;
  for (let bol = 0; bol < end; bol = nextLine(message, bol)) {
    if (message[bol] === COMMENT || message[bol] === '\n') {
      ignored ||= bol;
    } else if (message.startsWith(CONFLICTS, bol)) {
      inConflicts = true;
      ignored ||= bol;
    } else if (!(inConflicts && message[bol] === '\t') && ignored) {
      ignored = 0;
      inConflicts = false;
    }
  }
  return ignored || end;
}

function findCutLine(message: string): number {
  if (message.startsWith(CUT_LINE)) {
    return 0;
  }
  const index = message.indexOf(`\n${CUT_LINE}`);
  return index === -1 ? message.length : index + 1;
}

/**
 * Where the block of trailers begins: the last paragraph, unless it is the first one too, if all of its lines are trailers
 * or if one is of a kind that git knows and there are not too many other lines.
 */
function findBlockStart(message: string, end: number): number {
  const titleEnd = findTitleEnd(message, end);
  let empty = true;
  let known = false;
  let trailers = 0;
  let others = 0;
  /** Indented lines, which belong to the line before them, whatever that is. */
  let continuations = 0;
  for (
    let bol = lastLine(message, end);
    bol >= titleEnd;
    bol = lastLine(message, bol)
  ) {
    if (message[bol] === COMMENT) {
      others += continuations;
      continuations = 0;
    } else if (isBlankLine(message, bol)) {
      if (!empty) {
        others += continuations;
        const enough = known
          ? trailers * OTHER_LINES_PER_TRAILER >= others
          : trailers > 0 && others === 0;
        return enough ? nextLine(message, bol) : end;
      }
    } else {
      empty = false;
      const byGit = GIT_PREFIXES.some(prefix =>
        message.startsWith(prefix, bol),
      );
      if (byGit || findSeparator(message, bol) > bol) {
        trailers++;
        continuations = 0;
        known ||= byGit;
      } else if (isGitSpace(message[bol])) {
        continuations++;
      } else {
        others += 1 + continuations;
        continuations = 0;
      }
    }
  }
  return end;
}

function findTitleEnd(message: string, end: number): number {
  let bol = 0;
  while (
    bol < end &&
    (message[bol] === COMMENT || !isBlankLine(message, bol))
  ) {
    bol = nextLine(message, bol);
  }
  return bol;
}

/** The trailers of a block, each with the lines that continue it. */
function joinContinuations(block: string): string[] {
  const trailers: string[][] = [];
  let last: string[] | undefined;
  for (let bol = 0; bol < block.length; bol = nextLine(block, bol)) {
    const line = block.slice(bol, nextLine(block, bol));
    if (last && isGitSpace(line[0])) {
      last.push(line);
    } else {
      last = findSeparator(line) > 0 ? [line] : undefined;
      if (last) {
        trailers.push(last);
      }
    }
  }
  return trailers.map(lines => lines.join(''));
}

/**
 * @param start - where a line begins
 * @returns where the colon after a word, and perhaps spaces, is; -1 if the line does not begin so
 */
function findSeparator(text: string, start: number = 0): number {
  let spaces = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (character === SEPARATOR) {
      return index;
    }
    if (index > start && (character === ' ' || character === '\t')) {
      spaces = true;
    } else if (spaces || !/[A-Za-z0-9-]/.test(character)) {
      return -1;
    }
  }
  return -1;
}

function isBlankLine(text: string, start: number): boolean {
  let index = start;
  while (text[index] !== '\n' && isGitSpace(text[index])) {
    index++;
  }
  return index >= text.length || text[index] === '\n';
}

/** Where the line after the one at `start` begins, or the text ends. */
function nextLine(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  return newline === -1 ? text.length : newline + 1;
}

/** Where the last line before `end` begins; -1 if there is none. */
function lastLine(text: string, end: number): number {
  if (end === 0) {
    return -1;
  }
  // A newline at the very end belongs to the last line.
  return end === 1 ? 0 : text.lastIndexOf('\n', end - 2) + 1;
}
