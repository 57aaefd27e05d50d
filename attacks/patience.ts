import { setTimeout as sleep } from 'node:timers/promises';

/** Between two looks at what is awaited, or two questions. */
export const POLL_MS = 50;

/** Waits until something holds. @throws if it does not in time */
export async function until(
  timeoutMs: number,
  holds: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(
        `It did not happen within ${seconds(timeoutMs)}: ${holds}`,
      );
    }
    await sleep(POLL_MS);
  }
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
