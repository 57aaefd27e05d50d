/** Chance that is the same every time, so that a failure can be seen again. */
export function seededRandom(seed: number) {
  let state = seed;
  /** Below 1, by the mulberry32 generator. */
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (below: number) => Math.floor(next() * below);
  return {
    integer,
    pick: <T>(items: readonly T[]): T => items[integer(items.length)],
  };
}
