import { CommitSourceError } from 'backstage-plugin-git-activity-node';

/** A disk of another machine may take its time; one that takes longer than this has gone. */
export const MAX_LOOK_UP_MS = 2 * 60_000;

/**
 * Looks something up on the disk, and waits no longer than that may take: nothing ends a call of the system that never returns.
 *
 * @throws CommitSourceError of kind `try-later`
 */
export async function inTime<T>(lookUp: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new CommitSourceError(
            'try-later',
            'The disk with the repository does not answer.',
          ),
        ),
      MAX_LOOK_UP_MS,
    );
  });
  try {
    return await Promise.race([lookUp, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
