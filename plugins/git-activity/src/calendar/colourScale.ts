/** How many colours there are for days with commits. */
export const COLOUR_STEPS = 5;

/** The lowest count of each colour, ascending; the last is open above. */
export type ColourScale = readonly number[];

/** All scales that there are, from the quietest subject to the busiest: round, and few enough to be known again. */
const SCALES: readonly ColourScale[] = [
  [1, 2, 3, 4, 5],
  [1, 2, 5, 10, 20],
  [1, 5, 15, 30, 60],
  [1, 20, 50, 100, 200],
  [1, 100, 250, 500, 1_000],
  [1, 1_000, 2_500, 5_000, 10_000],
];

/** Of a hundred days with commits, how many are no busier than a busy ordinary one. The others may be imports. */
const ORDINARY_PERCENT = 95;

/**
 * The scale of a subject: the finest one in which its busiest ordinary days reach the last colour at most.
 *
 * Chosen from all that is known of the subject, and not from what is filtered for, so that a colour means the same in each of its
 * years, whoever's work is shown, and so that one day with ten thousand imported commits does not pale all others.
 */
export function chooseScale(
  days: ReadonlyArray<{ commits: number }>,
): ColourScale {
  const counts = days
    .map(({ commits }) => commits)
    .filter(commits => commits > 0)
    .sort((a, b) => a - b);
  const rank = Math.ceil((counts.length * ORDINARY_PERCENT) / 100);
  const busy = counts[rank - 1] ?? 0;
  const last = SCALES.length - 1;
  return SCALES.find(scale => scale[COLOUR_STEPS - 1] >= busy) ?? SCALES[last];
}

/** Which step a count belongs to, from 0; -1 for a count of zero. */
export function stepOf(count: number, scale: ColourScale): number {
  return scale.filter(lowest => count >= lowest).length - 1;
}

/** What a step holds, as the legend says it: `3`, `3–5`, or `6+` for the last. */
export function labelOfStep(
  step: number,
  scale: ColourScale,
  format: (count: number) => string,
): string {
  const from = scale[step];
  if (step === scale.length - 1) {
    return `${format(from)}+`;
  }
  const to = scale[step + 1] - 1;
  return from === to ? format(from) : `${format(from)}–${format(to)}`;
}
