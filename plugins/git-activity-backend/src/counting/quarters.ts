import { Day } from 'backstage-plugin-git-activity-common';

const QUARTERS_PER_YEAR = 4;
const MONTHS_PER_QUARTER = 3;

/** Stands for the quarter of commits whose date is unusable. */
export const NO_QUARTER = 0;

/** Quarters since the beginning of the year 0. */
export function quarterOf(day: Day): number {
  const [year, month] = day.split('-').map(Number);
  return (
    year * QUARTERS_PER_YEAR + Math.floor((month - 1) / MONTHS_PER_QUARTER)
  );
}

export function quartersBetween(from: Day, to: Day): number[] {
  const [first, last] = [from, to].map(quarterOf);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

export function firstDayOf(quarter: number): Day {
  const year = Math.floor(quarter / QUARTERS_PER_YEAR);
  const month = 1 + (quarter % QUARTERS_PER_YEAR) * MONTHS_PER_QUARTER;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(
    2,
    '0',
  )}-01`;
}
