/** Counts what a batch costs. */
export class RequestCount {
  #count = 0;

  add(): void {
    this.#count++;
  }

  /** @returns how many there were since it was last asked */
  take(): number {
    const count = this.#count;
    this.#count = 0;
    return count;
  }
}
