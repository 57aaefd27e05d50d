// Chance that is the same on every machine: each question has its own seed, so that an answer does not depend on which
// questions were asked before.

/** FNV-1a, 32 bits. */
function hash(text) {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value ^= text.charCodeAt(index);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}

/** Random numbers from a seed (mulberry32). */
export function createRandom(...seed) {
  let state = hash(seed.join('\0'));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** From 0 up to, not including, 1. */
    next,
    chance: probability => next() < probability,
    pick: list => list[Math.floor(next() * list.length)],
    /** From `least` to `most`, both included. */
    integer: (least, most) => least + Math.floor(next() * (most - least + 1)),
    /** How many of many unlikely things happen when `mean` do on average. */
    poisson(mean) {
      const limit = Math.exp(-mean);
      let product = next();
      let count = 0;
      while (product > limit) {
        product *= next();
        count++;
      }
      return count;
    },
  };
}
