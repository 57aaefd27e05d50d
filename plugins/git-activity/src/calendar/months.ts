import { Day } from 'backstage-plugin-git-activity-common';
import { DateTime } from 'luxon';
import { DayRange } from './strips';

const DAY_FORMAT = 'yyyy-MM-dd';

/** The months of a range in order, each with only its days of the range. */
export function splitMonths(range: DayRange): DayRange[] {
  const months: DayRange[] = [];
  let from = range.from;
  while (from <= range.to) {
    const end = lastOfMonth(from);
    months.push({ from, to: end < range.to ? end : range.to });
    from = nextDay(end);
  }
  return months;
}

/** Whether a range is a calendar month, all of it. */
export function isMonth({ from, to }: DayRange): boolean {
  return from.endsWith('-01') && to === lastOfMonth(from);
}

function lastOfMonth(day: Day): Day {
  return at(day).endOf('month').toFormat(DAY_FORMAT);
}

function nextDay(day: Day): Day {
  return at(day).plus({ days: 1 }).toFormat(DAY_FORMAT);
}

function at(day: Day): DateTime {
  return DateTime.fromISO(day, { zone: 'utc' });
}
