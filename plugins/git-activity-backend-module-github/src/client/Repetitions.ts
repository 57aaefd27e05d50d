import { LRUCache } from 'lru-cache';

const MAX_REMEMBERED = 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Remembers what has happened before; a restart may forget it. */
export class Repetitions {
  readonly #seen = new LRUCache<string, true>({
    max: MAX_REMEMBERED,
    ttl: DAY_MS,
  });

  /** @returns whether the same has happened within a day */
  isRepeated(what: string): boolean {
    const repeated = this.#seen.has(what);
    this.#seen.set(what, true);
    return repeated;
  }
}
