import { CommitBatch, isObjectName } from 'backstage-plugin-git-activity-node';
import { BatchMaker } from './BatchMaker';
import { findRemoved } from './findRemoved';
import { incomplete } from './incomplete';
import { ListCheck } from './ListCheck';
import { listPages } from './listPages';
import { parseCursor, Place } from './place';
import { headUnknown, Reading } from './Reading';

/** See `CommitSource.readCommits`. */
export async function* readCommits(
  options: Reading & { cursor?: string },
): AsyncGenerator<CommitBatch, void> {
  const { cursor, ...reading } = options;
  const { client, id, from, to } = reading;
  const place = cursor === undefined ? undefined : parseCursor(cursor);
  if (![to, from ?? to].every(isObjectName)) {
    throw headUnknown();
  }
  const base =
    from === undefined ? undefined : await findBase({ ...reading, from });
  const total = await client.countCommits(id, to);
  const batches = new BatchMaker({ client, total });
  if (from === undefined || base === undefined) {
    yield* readAdded({ reading, batches, place, total });
    return;
  }
  if (base !== from && place?.part !== 'added') {
    yield* readRemoved({ reading: { ...reading, from }, base, batches, place });
  }
  if (base !== to) {
    yield* readAdded({ reading, batches, place, base });
  }
}

/**
 * The best common ancestor of the heads. GitLab lists nothing for heads that it does not know, but here it says so.
 *
 * @throws CommitSourceError of kind `head-unknown` if it does not know them, or they have nothing in common, so that nothing is saved
 */
async function findBase(reading: Reading & { from: string }): Promise<string> {
  const { client, id, from, to } = reading;
  const base = await client.findMergeBase(id, [from, to]);
  if (base === 'unknown' || base === undefined) {
    throw headUnknown();
  }
  return base;
}

async function* readRemoved(part: {
  reading: Reading & { from: string };
  base: string;
  batches: BatchMaker;
  place: Place | undefined;
}): AsyncGenerator<CommitBatch, void> {
  const { reading, base, batches, place } = part;
  const removed = await findRemoved(reading, base);
  let sent = place?.sent ?? 0;
  while (sent < removed.length) {
    const page = removed.slice(sent, sent + reading.pageSize);
    sent += page.length;
    yield batches.make({ part: 'removed', sent }, { removed: page });
  }
}

async function* readAdded(part: {
  reading: Reading;
  batches: BatchMaker;
  place: Place | undefined;
  /** Where the range branches off; absent for a whole history. */
  base?: string;
  /** How many commits the whole history has, if that is what is read and GitLab can tell. */
  total?: number;
}): AsyncGenerator<CommitBatch, void> {
  const { reading, batches, place, base, total } = part;
  const { from, to, ...listing } = reading;
  const revision = from === undefined ? to : `${from}..${to}`;
  const skip = place?.part === 'added' ? place.sent : 0;
  // Whoever goes on in the middle of a list does not know what came before.
  const check = skip === 0 ? new ListCheck(to) : undefined;
  let sent = skip;
  for await (const added of listPages({ ...listing, revision, skip })) {
    check?.take(added);
    sent += added.length;
    yield batches.make({ part: 'added', sent }, { added });
  }
  if (sent === skip && total === undefined && base === undefined) {
    await assertKnown(reading);
  }
  check?.end(base);
  if (total !== undefined && total !== sent) {
    throw incomplete(`it holds ${sent} of ${total} commits`);
  }
}

async function assertKnown({ client, id, to }: Reading): Promise<void> {
  if (!(await client.hasCommit(id, to))) {
    throw headUnknown();
  }
}
