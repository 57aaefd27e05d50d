import { setTimeout as sleep } from 'node:timers/promises';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';

/** A disk of another machine may take its time; one that takes longer than this has gone. */
const MAX_LOOK_UP_MS = 2 * 60_000;

/**
 * Looks something up on the disk, and waits no longer than that may take: nothing ends a call of the system that never returns.
 *
 * @throws CommitSourceError of kind `try-later`
 */
export async function inTime<T>(lookUp: Promise<T>): Promise<T> {
  const done = new AbortController();
  const tooLate = async (): Promise<never> => {
    await sleep(MAX_LOOK_UP_MS, undefined, { signal: done.signal });
    throw new CommitSourceError(
      'try-later',
      'The disk with the repository does not answer.',
    );
  };
  try {
    return await Promise.race([lookUp, tooLate()]);
  } finally {
    done.abort();
  }
}
