import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { TooHeavyError } from '../errors';
import { pauseAbout } from './pause';

/** How often a question is asked again. */
const RETRIES = 2;

interface Patience {
  /** How long to pause before the first time; twice as long before the second. */
  retryAfterMs: number;
  signal: AbortSignal;
}

/** Asks again, after a pause, what took the host too long and cannot be asked in smaller parts. */
export async function withPatience<T>(
  ask: () => Promise<T>,
  options: Patience,
): Promise<T> {
  return askAgain(ask, {
    ...options,
    when: error => error instanceof TooHeavyError,
  });
}

/** Asks again, after a pause, what was answered with less than there must be: a host may not know for a moment what it knows. */
export async function untilWhole<T>(
  ask: () => Promise<T>,
  options: Patience,
): Promise<T> {
  return askAgain(ask, {
    ...options,
    when: error =>
      error instanceof CommitSourceError && error.kind === 'incomplete',
  });
}

async function askAgain<T>(
  ask: () => Promise<T>,
  options: Patience & { when: (error: unknown) => boolean },
): Promise<T> {
  const { retryAfterMs, signal, when } = options;
  for (let retry = 1; ; retry++) {
    try {
      return await ask();
    } catch (error) {
      if (!when(error) || retry > RETRIES) {
        throw error;
      }
      await pauseAbout(retry * retryAfterMs, signal);
    }
  }
}
