import {
  askGit,
  CommitBatch,
  GitExitError,
  SourceCommit,
  streamGit,
} from 'backstage-plugin-git-activity-node';
import { CommitParser, LOG_FORMAT } from './CommitParser';
import { formatCursor, parseCursor, Place } from './place';
import { assertCommitsExist, explainFailure, rangeOf, Walk } from './walk';

/** How many commits are handed over at once, at most. */
export const BATCH_COMMITS = 2000;

/** A batch of commits with huge subjects ends early, so that it fits into memory. */
const BATCH_BYTES = 4 * 1024 * 1024;

const LOG_ARGUMENTS = [
  'log',
  '-z',
  `--format=${LOG_FORMAT}`,
  '--date=raw',
  '--encoding=UTF-8',
  '--no-mailmap',
  '--no-decorate',
  '--no-notes',
  '--no-patch',
  '--no-show-signature',
  '--no-color',
];

interface Reading extends Walk {
  /** The commits whose parents a shallow clone does not hold. */
  cuts?: ReadonlySet<string>;
}

/** See `CommitSource.readCommits`. */
export async function* readCommits(
  options: Reading & { cursor?: string },
): AsyncGenerator<CommitBatch, void> {
  const { cursor, ...reading } = options;
  const place = parseCursor(cursor);
  await assertCommitsExist(reading);
  let last: CommitBatch | undefined;
  let sent = 0;
  for await (const batch of readParts(reading, place)) {
    reading.signal.throwIfAborted();
    if (last) {
      yield last;
    }
    last = batch;
    sent = parseCursor(batch.cursor).sent;
  }
  reading.signal.throwIfAborted();
  if (last) {
    // A whole history has been counted by being read.
    const { from } = reading;
    const total = from === undefined ? sent : await countHistory(reading);
    yield { ...last, total };
  }
}

async function* readParts(
  reading: Reading,
  place: Place,
): AsyncGenerator<CommitBatch, void> {
  if (reading.from !== undefined && place.part === 'removed') {
    yield* readRemoved(reading, place.sent);
  }
  yield* readAdded(reading, place.part === 'added' ? place.sent : 0);
}

/** How many commits there are at the new head; undefined if parts are missing that were read before they were lost. */
async function countHistory(reading: Reading): Promise<number | undefined> {
  const { gitDir, to, signal } = reading;
  // In what order is all the same here, and a commit-graph makes it ten times as fast.
  const settings = ['-c', 'core.commitGraph=true'];
  const args = ['rev-list', '--count', '--end-of-options', to, '--'];
  try {
    const count = await askGit({
      gitDir,
      signal,
      args: [...settings, ...args],
    });
    return Number(count);
  } catch (error) {
    if (error instanceof GitExitError) {
      return undefined;
    }
    throw error;
  }
}

async function* readRemoved(
  reading: Reading,
  skip: number,
): AsyncGenerator<CommitBatch, void> {
  if (await isFastForward(reading)) {
    return;
  }
  const removed = await listRemoved(reading);
  for (let sent = skip; sent < removed.length; sent += BATCH_COMMITS) {
    const batch = removed.slice(sent, sent + BATCH_COMMITS);
    const cursor = formatCursor({ part: 'removed', sent: sent + batch.length });
    yield { added: [], removed: batch, cursor, requests: 0 };
  }
}

async function isFastForward(reading: Reading): Promise<boolean> {
  const { gitDir, from, to, signal } = reading;
  const args = ['merge-base', '--end-of-options', `${from}`, to];
  try {
    const base = await askGit({ gitDir, signal, args });
    return base.trim() === from;
  } catch (error) {
    // Anything but a plain no is found out, and explained, by what comes next.
    if (error instanceof GitExitError) {
      return false;
    }
    throw error;
  }
}

/**
 * Lists what can be reached from the old head only. Git stops looking for more of what the new head reaches once that seems
 * too old to matter, so where commits claim to be older than their parents, its answer holds too much. Taking away what is there
 * must never be wrong, so all that the new head reaches is looked through, which costs time only when history was rewritten.
 */
async function listRemoved(reading: Reading): Promise<string[]> {
  const { from, to } = reading;
  const removed = new Set<string>();
  for await (const sha of listCommits(reading, [`${from}`, `^${to}`])) {
    removed.add(sha);
  }
  if (removed.size > 0) {
    for await (const sha of listCommits(reading, [to])) {
      removed.delete(sha);
    }
  }
  return [...removed];
}

async function* listCommits(
  reading: Reading,
  range: string[],
): AsyncGenerator<string, void> {
  const { gitDir, signal } = reading;
  const args = ['rev-list', '--end-of-options', ...range, '--'];
  const chunks = streamGit({ gitDir, signal, args });
  let line = '';
  for await (const chunk of explainFailure(reading, chunks)) {
    const lines = (line + chunk.toString('latin1')).split('\n');
    line = lines.pop() ?? '';
    yield* lines;
  }
}

async function* readAdded(
  reading: Reading,
  skip: number,
): AsyncGenerator<CommitBatch, void> {
  const { gitDir, cuts, signal } = reading;
  let sent = skip;
  const batch = (added: SourceCommit[]): CommitBatch => {
    sent += added.length;
    const cursor = formatCursor({ part: 'added', sent });
    return { added, removed: [], cursor, requests: 0 };
  };
  const args = [...LOG_ARGUMENTS, `--skip=${skip}`];
  const range = rangeOf(reading);
  const chunks = streamGit({ gitDir, signal, args: [...args, ...range] });

  const parser = new CommitParser();
  let commits: SourceCommit[] = [];
  let bytes = 0;
  for await (const chunk of explainFailure(reading, chunks)) {
    for (const commit of parser.push(chunk)) {
      const cut = commit.parents.length === 0 && cuts?.has(commit.sha);
      commits.push(cut ? { ...commit, cut } : commit);
    }
    bytes += chunk.length;
    while (commits.length >= BATCH_COMMITS) {
      yield batch(commits.splice(0, BATCH_COMMITS));
      bytes = 0;
    }
    if (bytes >= BATCH_BYTES && commits.length > 0) {
      yield batch(commits);
      commits = [];
      bytes = 0;
    }
  }
  if (commits.length > 0) {
    yield batch(commits);
  }
}
