import { Day } from 'backstage-plugin-git-activity-common';

const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** Stands for the day of commits whose date is unusable, in place of days since 1970. */
export const NO_DAY_NUMBER = -(2 ** 31);

/** No commit counts on an earlier one. */
export const FIRST_DAY: Day = '0001-01-01';

/** Days since 1970. */
export function toDayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
}

/** Answers are full of days, and all of the same ones. */
const names = new Map<number, Day>();

/** @see toDayNumber */
export function fromDayNumber(dayNumber: number): Day {
  let day = names.get(dayNumber);
  if (day === undefined) {
    day = new Date(dayNumber * MS_PER_DAY).toISOString().slice(0, 10);
    names.set(dayNumber, day);
  }
  return day;
}
