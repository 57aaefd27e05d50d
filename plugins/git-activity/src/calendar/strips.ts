import { countDays, Day } from 'backstage-plugin-git-activity-common';

/** A first and a last day; both count. */
export interface DayRange {
  from: Day;
  to: Day;
}

/** A range that is drawn as one calendar. */
export interface Strip extends DayRange {
  /** The calendar year, where a longer range was cut into years. */
  year?: number;
}

/** The longest range that fits one calendar: a leap year. */
const LONGEST_STRIP_DAYS = 366;

/** Cuts a range into what is drawn one below another: itself if it is a year at most, else its calendar years, newest first. */
export function cutIntoStrips(range: DayRange): Strip[] {
  if (countDays(range.from, range.to) <= LONGEST_STRIP_DAYS) {
    return [{ from: range.from, to: range.to }];
  }
  const firstYear = yearOf(range.from);
  const lastYear = yearOf(range.to);
  return Array.from({ length: lastYear - firstYear + 1 }, (_, index) => {
    const year = lastYear - index;
    return {
      year,
      from: year === firstYear ? range.from : `${padYear(year)}-01-01`,
      to: year === lastYear ? range.to : `${padYear(year)}-12-31`,
    };
  });
}

/** Whether a day lies in a range. */
export function has(range: DayRange, day: Day | undefined): day is Day {
  return day !== undefined && day >= range.from && day <= range.to;
}

/** The days that two ranges share; undefined if there are none. */
export function overlap(
  a: DayRange,
  b: DayRange | undefined,
): DayRange | undefined {
  const from = b && b.from > a.from ? b.from : a.from;
  const to = b && b.to < a.to ? b.to : a.to;
  return b && from <= to ? { from, to } : undefined;
}

/** All days from one to another, whichever is earlier. */
export function span(a: Day, b: Day): DayRange {
  return a < b ? { from: a, to: b } : { from: b, to: a };
}

/** The calendar year that a day lies in. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** A year as the four digits that days begin with. */
export function padYear(year: number): string {
  return String(year).padStart(4, '0');
}
