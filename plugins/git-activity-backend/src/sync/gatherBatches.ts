import { CommitBatch } from 'backstage-plugin-git-activity-node';
import { startTimer } from './startTimer';

/** A transaction for each few commits would take longer than the commits; one for very many would keep readers waiting. */
const MAX_CHANGES = 8_000;
/** A slow host's commits are stored as they come, not when there are many. */
const LINGER_MS = 100;

/**
 * Joins small batches into larger ones, and goes on reading while the caller is busy writing. What came before an error is
 * handed over before the error, and the source's iterator is closed however the loop ends.
 */
export async function* gatherBatches(
  batches: AsyncIterable<CommitBatch>,
): AsyncGenerator<CommitBatch, void, void> {
  const iterator = batches[Symbol.asyncIterator]();
  const ask = () => {
    const promise = iterator.next();
    // If the loop ends early nobody awaits this; an error in it is then of no interest.
    promise.catch(() => {});
    return promise;
  };
  try {
    let upcoming = ask();
    for (;;) {
      const first = await upcoming;
      if (first.done) {
        return;
      }
      const gathered = [first.value];
      upcoming = ask();
      const patience = startTimer(LINGER_MS);
      while (sizeOf(gathered) < MAX_CHANGES) {
        const next = await Promise.race([
          upcoming.catch(() => undefined),
          patience.over,
        ]);
        if (!next || next.done) {
          break;
        }
        gathered.push(next.value);
        upcoming = ask();
      }
      patience.clear();
      yield join(gathered);
    }
  } finally {
    await iterator.return?.();
  }
}

function sizeOf(batches: CommitBatch[]): number {
  return batches.reduce(
    (size, batch) => size + batch.added.length + batch.removed.length,
    0,
  );
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
