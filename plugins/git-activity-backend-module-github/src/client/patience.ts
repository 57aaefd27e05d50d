import { TooHeavyError } from '../errors';
import { pauseAbout } from './pause';

/** How often something that cannot be asked in smaller parts is asked again when it took the host too long. */
const RETRIES = 2;

/** Asks again, after a pause, what took the host too long. */
export async function withPatience<T>(
  ask: () => Promise<T>,
  options: { retryAfterMs: number; signal: AbortSignal },
): Promise<T> {
  for (let retry = 1; ; retry++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof TooHeavyError) || retry > RETRIES) {
        throw error;
      }
      await pauseAbout(retry * options.retryAfterMs, options.signal);
    }
  }
}
