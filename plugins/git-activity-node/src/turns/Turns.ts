import { setImmediate } from 'node:timers/promises';

/** How long such work keeps a process from everything else, however many pieces of it there are. */
const MAX_TURN_MS = 5;
/** An answer to somebody takes many rounds of the event loop, each of which would else wait for a whole turn. */
const ROUNDS_OF_OTHERS = 4;
/** Looking at the clock takes about as long as looking at one thing of many. */
const ITEMS_BETWEEN_LOOKS = 128;
/** So many are sorted in no time. */
const ITEMS_PER_RUN = 1_000;

/** Since when none of all that takes turns in this process has let others have theirs. */
let began = performance.now();

/**
 * Takes turns with all else that a process does, such as answering others, where work is as large as a repository, a host or a caller
 * makes it.
 *
 * @public
 */
export class Turns {
  /** Goes on at once, or lets others have their turn if this one has lasted for long enough. */
  async take(): Promise<void> {
    if (performance.now() - began > MAX_TURN_MS) {
      for (let round = 0; round < ROUNDS_OF_OTHERS; round++) {
        await setImmediate();
      }
      began = performance.now();
    }
  }

  /** Does something with each of many things, in turns. */
  async forEach<T>(items: Iterable<T>, fn: (item: T) => void): Promise<void> {
    let left = ITEMS_BETWEEN_LOOKS;
    for (const item of items) {
      fn(item);
      if (--left === 0) {
        left = ITEMS_BETWEEN_LOOKS;
        await this.take();
      }
    }
  }

  /** Makes something of each of many things, in turns. */
  async map<T, TMade>(
    items: Iterable<T>,
    make: (item: T) => TMade,
  ): Promise<TMade[]> {
    const made: TMade[] = [];
    await this.forEach(items, item => made.push(make(item)));
    return made;
  }

  /** Sorts many things, in turns. */
  async sort<T>(
    items: readonly T[],
    compare: (a: T, b: T) => number,
  ): Promise<T[]> {
    let runs: T[][] = [];
    for (let at = 0; at < items.length; at += ITEMS_PER_RUN) {
      runs.push(items.slice(at, at + ITEMS_PER_RUN).sort(compare));
      await this.take();
    }
    while (runs.length > 1) {
      const longer: T[][] = [];
      for (let at = 0; at < runs.length; at += 2) {
        longer.push(await this.#merge(runs[at], runs[at + 1] ?? [], compare));
      }
      runs = longer;
    }
    return runs[0] ?? [];
  }

  /** Makes one of two sorted lists. */
  async #merge<T>(
    left: T[],
    right: T[],
    compare: (a: T, b: T) => number,
  ): Promise<T[]> {
    let next = 0;
    const merged: T[] = [];
    await this.forEach(left, item => {
      while (next < right.length && compare(right[next], item) < 0) {
        merged.push(right[next++]);
      }
      merged.push(item);
    });
    return next < right.length ? merged.concat(right.slice(next)) : merged;
  }
}
