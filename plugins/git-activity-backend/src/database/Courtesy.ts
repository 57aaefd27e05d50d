import { setTimeout as sleep } from 'node:timers/promises';

/** The longest that something makes way for others before it goes on. */
const MAX_WAIT_MS = 100;
/** Whoever asked may ask again: so long after the last answer, somebody is still taken to be there. */
const LINGER_MS = 2_000;

/**
 * Lets work that nobody waits for make way for people who wait for answers: both need the same processor and, in SQLite, the same
 * connection. It never waits for long, so that however many ask, the work goes on.
 */
export class Courtesy {
  #present = 0;
  #leftAt = -Infinity;
  /** Aborts once nobody waits any more. */
  #gone = new AbortController();

  /** Notes that somebody waits for an answer. @returns a function to call when they have it */
  arrive(): () => void {
    this.#present += 1;
    let isHere = true;
    return () => {
      if (!isHere) return;
      isHere = false;
      this.#present -= 1;
      this.#leftAt = performance.now();
      if (this.#present === 0) {
        this.#gone.abort();
        this.#gone = new AbortController();
      }
    };
  }

  /** Whether somebody waits, or did a moment ago, so that what cannot be interrupted should be short. */
  get isWanted(): boolean {
    return this.#present > 0 || performance.now() - this.#leftAt < LINGER_MS;
  }

  /** Waits while others wait for answers, but not for long. */
  async makeWay(): Promise<void> {
    if (this.#present > 0) {
      const { signal } = this.#gone;
      await sleep(MAX_WAIT_MS, undefined, { signal }).catch(() => {});
    }
  }
}
