import { InputError } from '@backstage/errors';
import {
  addDays,
  countDays,
  Day,
  isDay,
  lastToday,
  today,
} from 'backstage-plugin-git-activity-common';
import { AUTHOR_DAY_BASIS } from '../config';
import { FIRST_DAY } from '../counting/dayNumbers';

const DEFAULT_RANGE_DAYS = 365;
/** 100 years: more than git is old, and little enough to be answered. */
const MAX_RANGE_DAYS = 36_525;

/**
 * The range of days that is asked for; the last 365 if none is.
 *
 * @throws InputError that names the parameter if there is no such range
 */
export function readRange(
  query: { from?: string; to?: string },
  dayBasis: string,
): { from: Day; to: Day } {
  const to = readDay('to', query.to) ?? findToday(dayBasis);
  const from = readDay('from', query.from) ?? findDefaultFrom(to);
  if (from > to) {
    throw new InputError(`from: ${from} is after the last day, ${to}`);
  }
  if (countDays(from, to) > MAX_RANGE_DAYS) {
    throw new InputError(
      `from: ${from} is more than ${MAX_RANGE_DAYS} days before the last day, ${to}`,
    );
  }
  return { from, to };
}

/** What is left out by default. */
export function readKinds(query: {
  merges?: 'exclude' | 'include';
  bots?: 'exclude' | 'include';
}) {
  const { merges = 'exclude', bots = 'exclude' } = query;
  return { merges, bots };
}

function readDay(parameter: string, day: string | undefined): Day | undefined {
  if (day !== undefined && !(isDay(day) && day >= FIRST_DAY)) {
    throw new InputError(`${parameter}: there is no day ${day}`);
  }
  return day;
}

function findDefaultFrom(to: Day): Day {
  const from = addDays(to, 1 - DEFAULT_RANGE_DAYS);
  return from < FIRST_DAY ? FIRST_DAY : from;
}

/** The last day that is today anywhere, unless days are counted in one zone. */
function findToday(dayBasis: string): Day {
  return dayBasis === AUTHOR_DAY_BASIS ? lastToday() : today(dayBasis);
}
