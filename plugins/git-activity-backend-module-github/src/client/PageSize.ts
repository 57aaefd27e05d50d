import { TooHeavyError } from '../errors';
import { withPatience } from './patience';

/** What is too heavy in one page may go in several. */
const SMALLER_SIZES = [10, 25, 50];

/** After so many pages in a row that were answered, a larger one is tried. */
const PAGES_BEFORE_GROWING = 4;

/** How many items to ask for at once: fewer when the host gives up on a page, and more again later. */
export class PageSize {
  readonly #sizes: number[];
  #index: number;
  #answered = 0;

  /** @param largest - how many items to ask for as long as all goes well */
  constructor(largest: number) {
    this.#sizes = [...SMALLER_SIZES.filter(size => size < largest), largest];
    this.#index = this.#sizes.length - 1;
  }

  /**
   * Asks for a page, and for a smaller one for as long as the host gives up.
   *
   * @param ask - asks for a page of at most so many items
   * @throws TooHeavyError if even the smallest was too much, several times
   */
  async ask<T>(
    ask: (size: number) => Promise<T>,
    options: { retryAfterMs: number; signal: AbortSignal },
  ): Promise<T> {
    while (this.#index > 0) {
      try {
        const page = await ask(this.#sizes[this.#index]);
        this.#grow();
        return page;
      } catch (error) {
        if (!(error instanceof TooHeavyError)) {
          throw error;
        }
        this.#answered = 0;
        this.#index--;
      }
    }
    const page = await withPatience(() => ask(this.#sizes[0]), options);
    this.#grow();
    return page;
  }

  #grow(): void {
    this.#answered++;
    if (
      this.#answered >= PAGES_BEFORE_GROWING &&
      this.#index < this.#sizes.length - 1
    ) {
      this.#answered = 0;
      this.#index++;
    }
  }
}
