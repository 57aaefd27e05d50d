import {
  boundCommit,
  CommitBatch,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';

/**
 * A transaction for each few commits would take longer than the commits; one for very many would keep readers waiting. An unusual
 * commit counts for several: its co-authors for one each, and its texts for one for each thousand characters.
 */
const MAX_CHANGES = 8_000;
const CHARACTERS_PER_CHANGE = 1_000;
/** A slow host's commits are stored as they come, not when there are many. */
const LINGER_MS = 100;

/**
 * Takes in what a source sends: cuts each commit down to its bounds, joins small batches into larger ones, and goes on reading while the caller is busy writing. What came before an error is
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
      const gathered = [boundBatch(first.value)];
      let size = sizeOf(gathered[0]);
      upcoming = ask();
      const patience = startTimer(LINGER_MS);
      while (size < MAX_CHANGES) {
        const next = await Promise.race([
          upcoming.catch(() => undefined),
          patience.over,
        ]);
        if (!next || next.done) {
          break;
        }
        const batch = boundBatch(next.value);
        gathered.push(batch);
        size += sizeOf(batch);
        upcoming = ask();
      }
      patience.clear();
      yield join(gathered);
    }
  } finally {
    await iterator.return?.();
  }
}

function boundBatch(batch: CommitBatch): CommitBatch {
  return { ...batch, added: batch.added.map(boundCommit) };
}

function sizeOf({ added, removed }: CommitBatch): number {
  return added.reduce((size, commit) => size + weigh(commit), removed.length);
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

function startTimer(milliseconds: number): {
  over: Promise<undefined>;
  clear: () => void;
} {
  let clear = () => {};
  const over = new Promise<undefined>(resolve => {
    const timer = setTimeout(() => resolve(undefined), milliseconds);
    clear = () => clearTimeout(timer);
  });
  return { over, clear };
}
