/** What so large a share of sorted numbers is no more than: between the two nearest, in proportion. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  return lower + (upper - lower) * (place - Math.floor(place));
}
