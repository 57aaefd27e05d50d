import { addDays, countDays, Day } from 'backstage-plugin-git-activity-common';
import { DateTime } from 'luxon';
import { DayRange, padYear, yearOf } from './strips';

/** A period that has a name. */
export type NamedPeriod =
  | { kind: 'last-12-months' }
  | { kind: 'this-quarter' }
  | { kind: 'last-quarter' }
  | { kind: 'year'; year: number };

/** A period that is named, or any days. */
export type Period = NamedPeriod | ({ kind: 'custom' } & DayRange);

/** Which day it is: for the viewer, and where days begin first. */
export interface Clock {
  today: Day;
  latest: Day;
}

/** Days before the last of the last twelve months, which itself counts. */
const LAST_12_MONTHS_DAYS = 364;

/** The days that a period means. Years and quarters are always whole, so that they look alike. */
export function daysOf(period: Period, clock: Clock): DayRange {
  switch (period.kind) {
    case 'year':
      return {
        from: `${padYear(period.year)}-01-01`,
        to: `${padYear(period.year)}-12-31`,
      };
    case 'this-quarter':
      return quarterOf(at(clock.today));
    case 'last-quarter':
      return quarterOf(at(clock.today).minus({ quarters: 1 }));
    case 'custom':
      return { from: period.from, to: period.to };
    default:
      return {
        from: addDays(clock.latest, -LAST_12_MONTHS_DAYS),
        to: clock.latest,
      };
  }
}

/**
 * The days that days of a period are compared with: those just before, as many; for a year or a quarter the one before, up to the
 * same day where this one is not over. Undefined if it has not begun.
 */
export function periodBefore(
  kind: Period['kind'],
  options: { days: DayRange; today: Day },
): DayRange | undefined {
  const { days, today } = options;
  if (days.from > today) {
    return undefined;
  }
  const isOver = days.to <= today;
  const to = isOver ? days.to : today;
  if (kind === 'year') {
    const year = padYear(yearOf(days.from) - 1);
    return isOver
      ? { from: `${year}-01-01`, to: `${year}-12-31` }
      : { from: `${year}-01-01`, to: format(at(to).minus({ years: 1 })) };
  }
  if (kind === 'this-quarter' || kind === 'last-quarter') {
    const before = quarterOf(at(days.from).minus({ quarters: 1 }));
    return isOver
      ? before
      : { from: before.from, to: format(at(to).minus({ quarters: 1 })) };
  }
  const end = addDays(days.from, -1);
  // the last twelve months hold a tomorrow for those who have it already
  const count = countDays(days.from, kind === 'custom' ? to : days.to);
  return { from: addDays(end, 1 - count), to: end };
}

function quarterOf(moment: DateTime): DayRange {
  return {
    from: format(moment.startOf('quarter')),
    to: format(moment.endOf('quarter')),
  };
}

function at(day: Day): DateTime {
  return DateTime.fromISO(day, { zone: 'utc' });
}

function format(moment: DateTime): Day {
  return moment.toFormat('yyyy-MM-dd');
}
