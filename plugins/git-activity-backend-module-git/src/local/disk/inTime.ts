import { CommitSourceError } from 'backstage-plugin-git-activity-node';

/** A disk of another machine may take its time; one that takes longer than this for a single answer has gone. */
export const MAX_LOOK_UP_MS = 10_000;

/**
 * Waits for something on a disk no longer than that may take: nothing ends a call of the system that never returns.
 *
 * @throws CommitSourceError of kind `stuck`
 */
export async function inTime<T>(
  lookUp: Promise<T>,
  maxMs = MAX_LOOK_UP_MS,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(silentDiskError()), maxMs);
  });
  try {
    return await Promise.race([lookUp, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

export function silentDiskError(): CommitSourceError {
  return new CommitSourceError(
    'stuck',
    'The disk with the repository does not answer: see whether its mount is in order. It is tried again by itself.',
  );
}
