import { setTimeout as sleep } from 'node:timers/promises';

/** Waits about as long as it is told, from half to one and a half times. */
export async function pauseAbout(
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await sleep(milliseconds * (0.5 + Math.random()), undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
