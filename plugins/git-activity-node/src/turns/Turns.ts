import { setImmediate } from 'node:timers/promises';

/** How long one piece of work keeps a process from everything else. */
const MAX_TURN_MS = 10;
/** Looking at the clock takes about as long as looking at one thing of many. */
const ITEMS_BETWEEN_LOOKS = 128;

/**
 * Takes turns with all else that a process does, such as answering others, where work is as large as a repository, a host or a caller
 * makes it.
 *
 * @public
 */
export class Turns {
  #began = performance.now();

  /** Goes on at once, or lets others have their turn if this one has lasted for long enough. */
  async take(): Promise<void> {
    if (performance.now() - this.#began > MAX_TURN_MS) {
      await setImmediate();
      this.#began = performance.now();
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
}
