import {
  boundAuthor,
  COMMIT_BOUNDS,
  CommitAuthor,
  CommitSourceError,
  ParsedCommitMessage,
  parseCommitMessage,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import { LRUCache } from 'lru-cache';

/**
 * What `git log` prints of each commit; every field ends with a NUL, which none of them can hold.
 *
 * The author's seconds are asked for twice, because git prints the offset only together with the seconds, and prints 0 for
 * seconds that are too many for it to make a date of. Git is not asked for trailers: which they are would be for the repository's own
 * configuration to decide, and finding them takes git longer than printing the message.
 */
export const LOG_FORMAT = [
  '%H',
  '%P',
  '%at',
  '%ad', // with --date=raw: seconds and offset
  '%ct',
  '%an',
  '%ae',
  '%B',
].join('%x00');

const FIELDS = 8;
/** The last one. */
const MESSAGE = FIELDS - 1;
const NUL = 0;
const SPACE = 32;
const PLUS = 43;
const MINUS = 45;
const DIGIT_ZERO = 48;
const LESS_THAN = 60;
/** Space, tab, newline and carriage return. */
const WHITE_SPACE = [32, 9, 10, 13];
const EMPTY_LINE = Buffer.from('\n\n');

const MINUTES_PER_HOUR = 60;

/** Authors recur; sharing one object for each saves most of the work and of the memory, and a bound keeps it so. */
const MAX_SHARED_AUTHORS = 10_000;

/** No character of UTF-8 takes more bytes for each of its UTF-16 code units, nor does a byte that belongs to none. */
const BYTES_PER_CODE_UNIT = 3;
/** More of a field is never looked at, which keeps the beginning of any message that is too long, and tells that it is. */
const MAX_FIELD_BYTES = BYTES_PER_CODE_UNIT * (COMMIT_BOUNDS.messageLength + 1);
/** None can be left out, since they prove that all of a history was read; the largest merge that anybody made has 66 parents. */
const MAX_PARENTS_BYTES = 65 * 4_000;

/**
 * Parses the output of `git log -z` in {@link LOG_FORMAT} as it comes, in one pass over the bytes. Strings are cut from the
 * bytes one by one, so that keeping one of them never keeps a whole chunk in memory. Whatever a commit holds, no more than its
 * beginning is kept of each field.
 */
export class CommitParser {
  /** The beginning of a commit whose end has not come yet. */
  #pending: Buffer[] = [];
  /** How much of that has not been cut down. */
  #uncut = 0;
  /** Whether the field that has not ended is too long already, so that the rest of it is passed over. */
  #isSkipping = false;
  readonly #authors = new LRUCache<string, CommitAuthor>({
    max: MAX_SHARED_AUTHORS,
  });

  /**
   * @param chunk - the next bytes, cut anywhere
   * @returns the commits that end in them
   */
  push(chunk: Buffer): SourceCommit[] {
    const end = chunk.indexOf(NUL);
    if (!this.#isSkipping || end !== -1) {
      this.#pending.push(this.#isSkipping ? chunk.subarray(end) : chunk);
      this.#uncut += chunk.length;
    }
    // A field longer than a chunk must not be copied again with each of its chunks.
    if (end === -1 && this.#uncut <= MAX_FIELD_BYTES) {
      return [];
    }
    const bytes =
      this.#pending.length === 1
        ? this.#pending[0]
        : Buffer.concat(this.#pending);
    const commits: SourceCommit[] = [];
    const ends: number[] = new Array(FIELDS).fill(0);
    let start = 0;
    while (findEnds(bytes, start, ends)) {
      commits.push(this.#readCommit(bytes, start, ends));
      start = ends[MESSAGE] + 1;
    }
    this.#hold(bytes.subarray(start));
    return commits;
  }

  #hold(bytes: Buffer): void {
    this.#isSkipping = false;
    this.#pending = bytes.length > 0 ? [bytes] : [];
    this.#uncut = bytes.length;
    if (bytes.length > MAX_FIELD_BYTES) {
      const fields = cutFields(bytes);
      this.#isSkipping = fields[fields.length - 1].length === MAX_FIELD_BYTES;
      this.#pending = [Buffer.concat(fields)];
      this.#uncut = 0;
    }
  }

  #readCommit(bytes: Buffer, start: number, ends: number[]): SourceCommit {
    const [sha, parents, time, date, committed, , email, message] = ends;
    const authoredAt = readSeconds(bytes, parents + 1, time);
    const name = bytes.toString('latin1', start, sha);
    if (parents - sha > MAX_PARENTS_BYTES) {
      throw new CommitSourceError(
        'broken',
        `The commit ${name} has more parents than anybody can have merged.`,
      );
    }
    return {
      sha: name,
      parents:
        parents === sha + 1
          ? []
          : bytes.toString('latin1', sha + 1, parents).split(' '),
      author: this.#readAuthor(bytes, committed + 1, email),
      authoredAt,
      utcOffset:
        authoredAt === undefined
          ? undefined
          : readUtcOffset(bytes, time + 1, date),
      committedAt: readSeconds(bytes, date + 1, committed),
      ...readMessage(bytes.subarray(email + 1, message)),
    };
  }

  /** Name and email stand side by side, with a NUL between them. */
  #readAuthor(bytes: Buffer, start: number, end: number): CommitAuthor {
    const key = bytes.toString('utf8', start, end);
    const shared = this.#authors.get(key);
    if (shared) {
      return shared;
    }
    const [name, email] = key.split('\0');
    const author = boundAuthor({ name, email });
    if (author.name === name && author.email === email) {
      this.#authors.set(key, author);
    }
    return author;
  }
}

/**
 * Finds where the fields of a commit end.
 *
 * @returns false if they do not all end in these bytes
 */
function findEnds(bytes: Buffer, start: number, ends: number[]): boolean {
  let field = 0;
  let index = start;
  for (; field < MESSAGE && index < bytes.length; index++) {
    if (bytes[index] === NUL) {
      ends[field++] = index;
    }
  }
  // By far the longest field, which the platform searches faster than a loop.
  ends[MESSAGE] = field === MESSAGE ? bytes.indexOf(NUL, index) : -1;
  return ends[MESSAGE] !== -1;
}

/** Some beginnings of fields with what ends each, none longer than is looked at. */
function cutFields(bytes: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  for (let start = 0; ; ) {
    const end = bytes.indexOf(NUL, start);
    const field = bytes.subarray(start, end === -1 ? bytes.length : end);
    fields.push(field.subarray(0, MAX_FIELD_BYTES));
    if (end === -1) {
      return fields;
    }
    fields.push(bytes.subarray(end, end + 1));
    start = end + 1;
  }
}

/** Reads no more than the title if nobody can be named as a co-author, which takes a `<`: most messages have none. */
function readMessage(message: Buffer): ParsedCommitMessage {
  let end = -1;
  // Of one that may be too long, what is known is decided in one place for all sources.
  const isShort = message.length <= COMMIT_BOUNDS.messageLength;
  if (isShort && message.indexOf(LESS_THAN) === -1) {
    let title = 0;
    while (WHITE_SPACE.includes(message[title])) {
      title++;
    }
    end = message.indexOf(EMPTY_LINE, title);
  }
  return parseCommitMessage(
    message.toString('utf8', 0, end === -1 ? message.length : end),
  );
}

/** A number of digits; undefined if there are none, or more than a number holds exactly. */
function readSeconds(
  bytes: Buffer,
  start: number,
  end: number,
): number | undefined {
  const value = readDigits(bytes, start, end);
  return start < end && value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

function readDigits(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index++) {
    value = value * 10 + (bytes[index] - DIGIT_ZERO);
  }
  return value;
}

/** Reads minutes from the likes of `1700000000 +0530`; git prints odd ones with more digits, such as `+51800`. */
function readUtcOffset(
  bytes: Buffer,
  start: number,
  end: number,
): number | undefined {
  const sign = bytes.indexOf(SPACE, start) + 1;
  if (sign <= start || sign >= end) {
    return undefined;
  }
  const digits = readDigits(bytes, sign + 1, end);
  const minutes = Math.trunc(digits / 100) * MINUTES_PER_HOUR + (digits % 100);
  if (bytes[sign] === PLUS) {
    return minutes;
  }
  // Not a negation, which would make -0 of +0.
  return bytes[sign] === MINUS ? 0 - minutes : undefined;
}
