/**
 * A name and an email address to put into a commit.
 *
 * @public
 */
export interface TestPerson {
  /** May be empty. */
  name: string;
  /** May be empty, and need not be an email address. */
  email: string;
}

/**
 * What else may be at a path than a file.
 *
 * @public
 */
export interface TestEntry {
  /** As git writes it: a file, one that can be run, a symbolic link, or a submodule. */
  mode: '100644' | '100755' | '120000' | '160000';
  /** What is in the file, where the link leads, or the full SHA of the submodule's commit. */
  content: string;
}

/**
 * A commit to make. Everything has a default, so that a test names only what it is about.
 *
 * @public
 */
export interface TestCommit {
  /** The branch that the commit is put on, without `refs/heads/`; the repository's first branch unless given. */
  branch?: string;
  /**
   * Full SHAs, names of branches, or labels of commits made before in the same call. Unless given: the tip of the branch,
   * or none if the branch does not exist yet. An empty list starts a history that is unrelated to the branch's former one.
   */
  parents?: string[];
  /** A name by which later commits of the same call refer to this one, such as `fork-point`. */
  label?: string;
  /** The same made-up person unless given. */
  author?: TestPerson;
  /** The author unless given. */
  committer?: TestPerson;
  /** Seconds since 1970 in UTC. Unless given, an hour after the commit made before it; the first of 2024 to begin with. */
  authoredAt?: number;
  /** As git writes it, such as `+0530`; `+0000` unless given. */
  utcOffset?: string;
  /** Seconds since 1970 in UTC; `authoredAt` unless given. */
  committedAt?: number;
  /** The whole message, trailers included; one that no other commit has unless given. */
  message?: string;
  /**
   * Files to write, by path, as their contents, or to remove, as `null`; the others stay as the first parent has them.
   */
  files?: Record<string, string | TestEntry | null>;
}

/**
 * A commit to write byte by byte, however odd: nothing of it is checked.
 *
 * @public
 */
export interface RawTestCommit {
  /** Full SHAs. */
  parents?: string[];
  /**
   * All that comes after `author `, such as `A <a@example.com> 1700000000 +051800`. `null` leaves the line out.
   */
  author?: string | Uint8Array | null;
  /** All that comes after `committer `; the same as `author` unless given. `null` leaves the line out. */
  committer?: string | Uint8Array | null;
  /** More header lines, such as `encoding ISO-8859-1`. */
  headers?: string[];
  /** The bytes after the empty line that ends the headers. */
  message?: string | Uint8Array;
}

const DEFAULT_PERSON: TestPerson = {
  name: 'Test Author',
  email: 'author@example.com',
};

/** 2024-01-01T00:00:00Z, in seconds. */
const FIRST_COMMIT_AT = 1_704_067_200;
const HOUR_IN_SECONDS = 3600;

/** How much of the stream for fast-import is handed over at once. */
const CHUNK_LENGTH = 256 * 1024;

/**
 * What the defaults of the next commit follow from. It lasts as long as the repository, so that two commits without any
 * particulars are never the same commit.
 *
 * @internal
 */
export class CommitSequence {
  /** How many commits were made that say nothing of their own. */
  count = 0;
  /** When the last one was authored. */
  time = FIRST_COMMIT_AT - HOUR_IN_SECONDS;
}

/** What later commits of one import refer back to. */
interface ImportState {
  marks: number;
  labels: Map<string, number>;
  /** The last commit that this call put on a branch. */
  tips: Map<string, number>;
}

/**
 * Turns commits into the stream that `git fast-import` reads, piece by piece, so that a million of them fit.
 *
 * @internal
 */
export async function* fastImportStream(options: {
  commits: Iterable<TestCommit> | AsyncIterable<TestCommit>;
  sequence: CommitSequence;
  defaultBranch: string;
  existingBranches: Set<string>;
  /** Whether git is to print the SHA of each commit. */
  printShas: boolean;
}): AsyncGenerator<string> {
  const state: ImportState = {
    marks: 0,
    labels: new Map(),
    tips: new Map(),
  };
  let text = '';
  for await (const commit of options.commits) {
    text += commitCommand({ ...options, commit, state });
    if (options.printShas) {
      text += `get-mark :${state.marks}\n`;
    }
    if (text.length > CHUNK_LENGTH) {
      yield text;
      text = '';
    }
  }
  yield `${text}done\n`;
}

function commitCommand(options: {
  commit: TestCommit;
  state: ImportState;
  sequence: CommitSequence;
  defaultBranch: string;
  existingBranches: Set<string>;
}): string {
  const { commit, state, sequence, defaultBranch, existingBranches } = options;
  const branch = commit.branch ?? defaultBranch;
  const authoredAt = commit.authoredAt ?? sequence.time + HOUR_IN_SECONDS;
  const offset = commit.utcOffset ?? '+0000';
  const author = commit.author ?? DEFAULT_PERSON;
  const mark = ++state.marks;
  const message = commit.message ?? `Commit ${++sequence.count}\n`;
  const lines: string[] = [];

  let parents = commit.parents?.map(parent => {
    const known = state.labels.get(parent) ?? state.tips.get(parent);
    return known === undefined ? parent : `:${known}`;
  });
  if (parents?.length === 0) {
    lines.push(`reset refs/heads/${branch}`);
  } else if (!parents && !state.tips.has(branch)) {
    parents = existingBranches.has(branch) ? [`refs/heads/${branch}^0`] : [];
  }

  lines.push(
    `commit refs/heads/${branch}`,
    `mark :${mark}`,
    `author ${identity(author)} ${authoredAt} ${offset}`,
    `committer ${identity(commit.committer ?? author)} ${
      commit.committedAt ?? authoredAt
    } ${offset}`,
    data(message),
  );
  parents?.forEach((parent, index) =>
    lines.push(`${index === 0 ? 'from' : 'merge'} ${parent}`),
  );
  for (const [path, content] of Object.entries(commit.files ?? {})) {
    lines.push(fileCommand(JSON.stringify(path), content));
  }

  sequence.time = authoredAt;
  state.tips.set(branch, mark);
  if (commit.label) {
    state.labels.set(commit.label, mark);
  }
  return `${lines.join('\n')}\n`;
}

function fileCommand(path: string, file: string | TestEntry | null): string {
  if (file === null) {
    return `D ${path}`;
  }
  const { mode, content } =
    typeof file === 'string' ? { mode: '100644', content: file } : file;
  return mode === '160000'
    ? `M ${mode} ${content} ${path}`
    : `M ${mode} inline ${path}\n${data(content)}`;
}

function identity(person: TestPerson): string {
  return person.name ? `${person.name} <${person.email}>` : `<${person.email}>`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

/**
 * The bytes of a commit object.
 *
 * @internal
 */
export function rawCommitObject(tree: string, commit: RawTestCommit): Buffer {
  const author =
    commit.author === undefined
      ? `${identity(DEFAULT_PERSON)} ${FIRST_COMMIT_AT} +0000`
      : commit.author;
  const committer = commit.committer === undefined ? author : commit.committer;
  const parts: Array<string | Uint8Array> = [`tree ${tree}\n`];
  for (const parent of commit.parents ?? []) {
    parts.push(`parent ${parent}\n`);
  }
  if (author !== null) {
    parts.push('author ', author, '\n');
  }
  if (committer !== null) {
    parts.push('committer ', committer, '\n');
  }
  for (const header of commit.headers ?? []) {
    parts.push(`${header}\n`);
  }
  parts.push('\n', commit.message ?? 'A raw commit\n');
  return Buffer.concat(parts.map(part => Buffer.from(part)));
}
