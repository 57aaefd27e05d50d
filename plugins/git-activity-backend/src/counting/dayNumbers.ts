import { Day } from 'backstage-plugin-git-activity-common';

const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** Stands for the day of commits whose date is unusable, in place of days since 1970. */
export const NO_DAY_NUMBER = -(2 ** 31);

/** Days since 1970. */
export function toDayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
}

/** @see toDayNumber */
export function fromDayNumber(dayNumber: number): Day {
  return new Date(dayNumber * MS_PER_DAY).toISOString().slice(0, 10);
}
