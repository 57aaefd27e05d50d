/** How many colours there are for days with commits. */
export const COLOUR_STEPS = 5;

/**
 * The lowest count of each colour step, ascending; the last step is open above.
 *
 * The steps are quantiles: each holds about as many days as any other. A day with ten thousand imported commits is
 * therefore one day of the last step, and not the measure of all others. Equal counts always share a step, and a step
 * that ties have used up is given to the counts above them, so that few distinct counts are still told apart.
 */
export function quantileSteps(
  counts: readonly number[],
  steps: number = COLOUR_STEPS,
): number[] {
  const sorted = counts.filter(count => count > 0).sort((a, b) => a - b);
  const lowest: number[] = [];
  let start = 0;
  while (start < sorted.length && lowest.length < steps) {
    lowest.push(sorted[start]);
    const share = Math.ceil(
      (sorted.length - start) / (steps - lowest.length + 1),
    );
    const last = sorted[start + share - 1];
    start += share;
    while (sorted[start] === last) {
      start += 1;
    }
  }
  return lowest;
}

/** Which step a count belongs to, from 0; -1 for a count of zero. */
export function stepOf(count: number, steps: readonly number[]): number {
  let step = -1;
  while (step + 1 < steps.length && count >= steps[step + 1]) {
    step += 1;
  }
  return step;
}

/** What a step holds, as the legend says it: `3`, `3–5`, or `6+` for the last. */
export function labelOfStep(
  step: number,
  steps: readonly number[],
  format: (count: number) => string,
): string {
  const from = steps[step];
  if (step === steps.length - 1) {
    return `${format(from)}+`;
  }
  const to = steps[step + 1] - 1;
  return from === to ? format(from) : `${format(from)}–${format(to)}`;
}
