import { InputError } from '@backstage/errors';
import {
  askGit,
  CommitSourceError,
  FolderBatch,
  GitExitError,
  ReadFoldersRequest,
  streamGit,
  Turns,
} from 'backstage-plugin-git-activity-node';
import {
  assertCommitsExist,
  explainFailure,
  rangeOf,
  Walk,
} from '../commits/walk';
import { FOLDER_LOG_FORMAT, FolderParser, WalkedCommit } from './FolderParser';

/** How many commits are handed over at once, at most. */
export const BATCH_COMMITS = 2_000;

/** After so many commits there is a batch, whatever was found: what was walked is not walked again. */
export const BATCH_WALKED = 20_000;

/** After so long, too: whoever waits sees that this goes on. */
const BATCH_MS = 5_000;

/**
 * Compares the tree of every commit with that of its first parent, and prints what differs, submodules like files. All that a
 * repository could configure about that is said here; the contents of files are never looked at.
 */
const LOG_ARGUMENTS = [
  'log',
  '-z',
  `--format=${FOLDER_LOG_FORMAT}`,
  '--name-only',
  '--root',
  '--diff-merges=first-parent',
  '--no-renames',
  '--ignore-submodules=none',
  // In place of a file that names the order of paths, which could be a pipe.
  '-O/dev/null',
];

/**
 * Git keeps all that a commit changed in memory until it prints it: a few trees that hold each other ten times over, ten levels deep, stand
 * for more paths than any machine can hold. A commit that changed a million files needs a quarter of this.
 */
const MAX_MEMORY_BYTES = 1024 ** 3;
const OUT_OF_MEMORY = /out of memory|cannot allocate memory/i;

const CURSOR = /^walked:(\d{1,15})$/;

/** The trees of a repository are not there, or cannot be read, although its commits can. */
export class TreesMissingError extends CommitSourceError {
  constructor({ message }: GitExitError) {
    super(
      'broken',
      `The repository holds its commits, but not all of the trees that tell which folders they changed. If it is a partial clone, \`git fetch --refetch --filter=blob:none\` in it fetches them. ${message}`,
    );
  }
}

/** A commit changed more paths than can be listed. */
class TooManyPathsError extends CommitSourceError {
  constructor() {
    super(
      'broken',
      'A commit changed so many paths that git would need more memory than it is given to list them, so that nobody can tell which commits changed folders of the repository. Let its components count all of it: `git-activity/path: /`.',
    );
  }
}

/** See `CommitSource.readFolders`. */
export async function* readFolders(
  options: Walk &
    Pick<ReadFoldersRequest, 'folders' | 'cursor'> & {
      /** How much git may need; a gigabyte unless given. */
      maxMemoryBytes?: number;
    },
): AsyncGenerator<FolderBatch, void> {
  const { folders, cursor, maxMemoryBytes, ...walk } = options;
  const skip = parseCursor(cursor);
  await assertCommitsExist(walk);
  for await (const batch of inBatches(
    walkCommits({ walk, folders, skip, maxMemoryBytes }),
    skip,
  )) {
    walk.signal.throwIfAborted();
    yield batch;
  }
  walk.signal.throwIfAborted();
}

/** All commits after so many, as git comes upon them. */
async function* walkCommits(options: {
  walk: Walk;
  folders: string[];
  skip: number;
  maxMemoryBytes?: number;
}): AsyncGenerator<WalkedCommit[], void> {
  const { walk, folders, skip, maxMemoryBytes = MAX_MEMORY_BYTES } = options;
  const { gitDir, signal } = walk;
  const args = [...LOG_ARGUMENTS, `--skip=${skip}`, ...rangeOf(walk)];
  const chunks = streamGit({ gitDir, signal, args, maxMemoryBytes });
  const parser = new FolderParser(folders);
  const turns = new Turns();
  for await (const chunk of explainFailure(walk, explainTrees(walk, chunks))) {
    yield parser.push(chunk);
    await turns.take();
  }
  const last = parser.end();
  yield last ? [last] : [];
}

/** The last batch comes in any case. */
async function* inBatches(
  walked: AsyncIterable<WalkedCommit[]>,
  skip: number,
): AsyncGenerator<FolderBatch, void> {
  let place = skip;
  let batch: FolderBatch['commits'] = [];
  let began = { place, at: performance.now() };
  const end = (): FolderBatch => {
    const commits = batch;
    batch = [];
    began = { place, at: performance.now() };
    return { commits, cursor: `walked:${place}`, requests: 0 };
  };
  for await (const commits of walked) {
    for (const commit of commits) {
      place += 1;
      if (commit.folders.length > 0) {
        batch.push(commit);
      }
      if (
        batch.length >= BATCH_COMMITS ||
        place - began.place >= BATCH_WALKED
      ) {
        yield end();
      }
    }
    if (performance.now() - began.at >= BATCH_MS) {
      yield end();
    }
  }
  yield end();
}

/** @throws InputError if no batch ever had such a cursor */
function parseCursor(cursor: string | undefined): number {
  if (cursor === undefined) {
    return 0;
  }
  const [, walked] = CURSOR.exec(cursor) ?? [];
  if (walked === undefined) {
    throw new InputError(`No batch of folders has the cursor "${cursor}"`);
  }
  return Number(walked);
}

/** Tells trees that are missing from commits that are: a clone may have been made without them. */
async function* explainTrees(
  walk: Walk,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void> {
  const { gitDir, signal } = walk;
  try {
    yield* chunks;
  } catch (error) {
    if (error instanceof GitExitError && OUT_OF_MEMORY.test(error.message)) {
      throw new TooManyPathsError();
    }
    if (!(error instanceof GitExitError) || error.kind !== 'broken') {
      throw error;
    }
    const args = ['rev-list', '--count', ...rangeOf(walk)];
    const canBeWalked = await askGit({ gitDir, signal, args }).then(
      () => true,
      () => false,
    );
    signal.throwIfAborted();
    throw canBeWalked ? new TreesMissingError(error) : error;
  }
}
