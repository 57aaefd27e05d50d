const INITIAL_CAPACITY = 1024;

/** Sums by small non-negative number, such as an id; several times faster than a map for hundreds of thousands of additions. */
export class Sums {
  #sums = new Int32Array(INITIAL_CAPACITY);

  add(key: number, amount: number): void {
    if (key >= this.#sums.length) {
      const larger = new Int32Array(Math.max(key + 1, this.#sums.length * 2));
      larger.set(this.#sums);
      this.#sums = larger;
    }
    this.#sums[key] += amount;
  }

  /** What came to more than nothing, by key, in the order of the keys. */
  positive(): Array<{ key: number; sum: number }> {
    const positive: Array<{ key: number; sum: number }> = [];
    this.#sums.forEach((sum, key) => {
      if (sum > 0) positive.push({ key, sum });
    });
    return positive;
  }
}
