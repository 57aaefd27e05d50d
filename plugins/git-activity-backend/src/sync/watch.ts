import { CommitSourceError } from 'backstage-plugin-git-activity-node';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** How long work may give no sign of life, in milliseconds. */
export interface Patience {
  /** After this it keeps nobody else waiting. */
  lullMs: number;
  /** After this it is stuck: the first batch of a large repository takes as long as the cloning of that, which is much less. */
  stuckMs: number;
}

export const USUAL_PATIENCE: Patience = {
  lullMs: 5 * SECOND_MS,
  stuckMs: 60 * MINUTE_MS,
};

/**
 * Waits for a source's work for as long as that gives signs of life, whatever the source does about it: one that listens to no
 * signal is left behind, and what it still comes to is of no interest.
 *
 * @param what - is being done, for users: "Reading its commits"
 * @param onLull - called whenever there was no sign of life for a while
 * @param work - gets a signal that aborts once it is stuck, and a function by which to show that it lives
 * @throws CommitSourceError of kind `stuck`
 */
export async function watch<T>(options: {
  what: string;
  signal: AbortSignal;
  patience: Patience;
  onLull?: () => void;
  work: (signal: AbortSignal, alive: () => void) => Promise<T>;
}): Promise<T> {
  const { what, signal, patience, onLull = () => {}, work } = options;
  const { lullMs, stuckMs } = patience;
  const stuck = new AbortController();
  const tooQuiet = new Promise<never>((_, reject) => {
    stuck.signal.addEventListener('abort', () => reject(stuck.signal.reason));
  });
  const timers = [
    setTimeout(onLull, lullMs).unref(),
    setTimeout(() => stuck.abort(stuckError(what, stuckMs)), stuckMs).unref(),
  ];
  try {
    return await Promise.race([
      work(AbortSignal.any([signal, stuck.signal]), () =>
        // Those that were cleared stay so, whatever is heard of the work after its end.
        timers.forEach(timer => timer.refresh()),
      ),
      tooQuiet,
    ]);
  } finally {
    timers.forEach(timer => clearTimeout(timer));
  }
}

function stuckError(what: string, stuckMs: number): CommitSourceError {
  const minutes = Math.round(stuckMs / MINUTE_MS);
  return new CommitSourceError(
    'stuck',
    `${what} got no further for ${minutes} minutes and was stopped; it is tried again later. See whether its host, or its disk, answers.`,
  );
}
