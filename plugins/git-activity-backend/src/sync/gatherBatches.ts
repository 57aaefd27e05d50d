import {
  boundCommit,
  CommitBatch,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import { Courtesy } from '../database/Courtesy';
import { endsWithin } from './endsWithin';

/**
 * A transaction for each few commits would take longer than the commits; one for very many would keep readers waiting. An unusual
 * commit counts for several: its co-authors for one each, and its texts for one for each thousand characters.
 */
const MAX_CHANGES = 8_000;
/** While somebody waits for answers, what a source sends is not joined at all. */
const FEW_CHANGES = 1;
const CHARACTERS_PER_CHANGE = 1_000;
/** A slow host's commits are stored as they come, not when there are many. */
const LINGER_MS = 100;

/**
 * Takes in what a source sends: cuts each commit down to its bounds, joins small batches into larger ones, and reads the next one while
 * the caller is busy writing, but for people who wait for answers. What came before an error is handed over before the error, and the source's iterator is closed however
 * the loop ends.
 */
export async function* gatherBatches(
  batches: AsyncIterable<CommitBatch>,
  courtesy = new Courtesy(),
): AsyncGenerator<CommitBatch, void, void> {
  const iterator = batches[Symbol.asyncIterator]();
  let gathered: CommitBatch[] = [];
  let hasEnded = false;
  const isEnough = () =>
    sizeOf(gathered) >= (courtesy.isWanted ? FEW_CHANGES : MAX_CHANGES);
  const gather = async () => {
    while (!hasEnded && !isEnough()) {
      const next = await iterator.next();
      if (next.done) hasEnded = true;
      else gathered.push(boundBatch(next.value));
    }
  };
  try {
    let gathering = gather();
    for (;;) {
      const isOver = await endsWithin(gathering, LINGER_MS);
      if (gathered.length > 0) {
        const batch = join(gathered);
        gathered = [];
        // It fails again if it failed, once what came before was handed over.
        if (isOver) gathering = gathering.then(gather);
        // If the loop ends early nobody awaits it; an error in it is then of no interest.
        gathering.catch(() => {});
        await courtesy.makeWay();
        yield batch;
      } else if (isOver) {
        return await gathering;
      }
    }
  } finally {
    await iterator.return?.();
  }
}

function boundBatch(batch: CommitBatch): CommitBatch {
  return { ...batch, added: batch.added.map(boundCommit) };
}

function sizeOf(batches: CommitBatch[]): number {
  return batches.reduce(
    (size, { added, removed }) =>
      added.reduce((sum, commit) => sum + weigh(commit), size) + removed.length,
    0,
  );
}

function weigh({ author, coAuthors, subject }: SourceCommit): number {
  const { length } = author.name + author.email + subject;
  return 1 + coAuthors.length + Math.floor(length / CHARACTERS_PER_CHANGE);
}

function join(batches: CommitBatch[]): CommitBatch {
  return {
    added: batches.flatMap(batch => batch.added),
    removed: batches.flatMap(batch => batch.removed),
    cursor: batches[batches.length - 1].cursor,
    requests: batches.reduce((sum, batch) => sum + batch.requests, 0),
    total: batches.reduce<number | undefined>(
      (latest, batch) => batch.total ?? latest,
      undefined,
    ),
  };
}
