import { Day } from 'backstage-plugin-git-activity-common';

const QUARTERS_PER_YEAR = 4;
const MONTHS_PER_QUARTER = 3;

/** Stands for the quarter of commits whose date is unusable. No day of any year is in it. */
export const NO_QUARTER = -1;

/** Quarters since the beginning of the year 0. */
export function quarterOf(day: Day): number {
  const [year, month] = day.split('-').map(Number);
  return (
    year * QUARTERS_PER_YEAR + Math.floor((month - 1) / MONTHS_PER_QUARTER)
  );
}

/** Some quarters in a row, both inclusive. */
export interface QuarterRange {
  first: number;
  last: number;
}

/** The quarters that some days touch. */
export function quartersBetween(from: Day, to: Day): QuarterRange {
  return { first: quarterOf(from), last: quarterOf(to) };
}

/** The same quarters in as few ranges as possible. */
export function joinRanges(ranges: QuarterRange[]): QuarterRange[] {
  const joined: QuarterRange[] = [];
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    const before = joined.at(-1);
    if (before && first <= before.last + 1) {
      before.last = Math.max(before.last, last);
    } else {
      joined.push({ first, last });
    }
  }
  return joined;
}

export function firstDayOf(quarter: number): Day {
  const year = Math.floor(quarter / QUARTERS_PER_YEAR);
  const month = 1 + (quarter % QUARTERS_PER_YEAR) * MONTHS_PER_QUARTER;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(
    2,
    '0',
  )}-01`;
}
