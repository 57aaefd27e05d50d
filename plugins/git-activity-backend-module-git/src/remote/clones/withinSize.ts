import { folderState } from './folderState';

/** How often to look how large it is. */
const LOOK_INTERVAL_MS = 1_000;

/**
 * Does something that fills a folder, and stops it once that is too large: no host may fill the disk.
 *
 * @param options - `tooLarge` makes the error to reject with
 */
export async function withinSize<T>(options: {
  folder: string;
  maxBytes: number;
  tooLarge: () => Error;
  signal: AbortSignal;
  work: (signal: AbortSignal) => Promise<T>;
}): Promise<T> {
  const { folder, maxBytes, tooLarge, signal, work } = options;
  const stop = new AbortController();
  const look = async () => {
    const { bytes } = await folderState(folder);
    if (bytes > maxBytes) {
      stop.abort(tooLarge());
    }
  };
  const timer = setInterval(() => {
    // A folder that cannot be looked at is told of by what is done in it.
    look().catch(() => {});
  }, LOOK_INTERVAL_MS);
  try {
    const done = await work(AbortSignal.any([signal, stop.signal]));
    await look();
    stop.signal.throwIfAborted();
    return done;
  } finally {
    clearInterval(timer);
  }
}
