import {
  addDays,
  Calendar,
  Day,
  listDays,
} from 'backstage-plugin-git-activity-common';
import { quantile } from '../../calendar/quantile';
import { DayRange } from '../../calendar/strips';
import { yearBefore } from '../../calendar/yearBefore';

/** A month of a calendar, or as much of it as is in the calendar's range. */
export interface Month {
  /** Its first day that is in the range. */
  first: Day;
  commits: number;
  /** On the same days a year before. */
  before: number;
  /** Whether all of it is in the range, over, and known. */
  isComplete: boolean;
}

/** What is usual: the quartiles of the complete months. */
export interface Usual {
  from: number;
  median: number;
  to: number;
}

/** Quartiles of fewer months say nothing. */
const LEAST_MONTHS = 6;
/** How many times the distance of the quartiles a month has to be away from them to be out of the ordinary. */
const ORDINARY_DISTANCE = 1.5;

/** The months of a calendar, in order, each beside the same days of the year before. */
export function compareMonths(options: {
  calendar: Calendar;
  before: Calendar;
  today: Day;
}): Month[] {
  const { calendar, before, today } = options;
  const commits = countMonths(calendar);
  const earlier = countMonths(before);
  const months = new Map<string, Day[]>();
  for (const day of listDays(calendar.from, calendar.to)) {
    const days = months.get(monthOf(day)) ?? [];
    days.push(day);
    months.set(monthOf(day), days);
  }
  return [...months].map(([month, days]) => ({
    first: days[0],
    commits: commits.get(month) ?? 0,
    before: earlier.get(monthOf(yearBefore(days[0]))) ?? 0,
    isComplete: isComplete(
      { from: days[0], to: days[days.length - 1] },
      { calendar, today },
    ),
  }));
}

/** What the complete months have most often; undefined if they are too few to say. */
export function findUsual(months: readonly Month[]): Usual | undefined {
  const sorted = months
    .filter(month => month.isComplete)
    .map(month => month.commits)
    .sort((a, b) => a - b);
  return sorted.length < LEAST_MONTHS
    ? undefined
    : {
        from: quantile(sorted, 0.25),
        median: quantile(sorted, 0.5),
        to: quantile(sorted, 0.75),
      };
}

/** Whether a complete month is further from the quartiles than others are from each other. */
export function isUnusual(month: Month, usual: Usual): boolean {
  const distance = ORDINARY_DISTANCE * (usual.to - usual.from);
  return (
    month.isComplete &&
    (month.commits < usual.from - distance ||
      month.commits > usual.to + distance)
  );
}

/** Commits of a range up to today, and on the same days of the year before. */
export function compareTotals(options: {
  calendar: Calendar;
  before: Calendar;
  today: Day;
}): { commits: number; before: number } {
  const { calendar, before, today } = options;
  const until = yearBefore(today);
  // a day more, which it is elsewhere already
  const isOver = calendar.to <= addDays(today, 1);
  return {
    commits: calendar.totals.commits,
    before: before.days
      .filter(({ date }) => isOver || date <= until)
      .reduce((sum, { commits }) => sum + commits, 0),
  };
}

function monthOf(day: Day): string {
  return day.slice(0, 7);
}

function countMonths({ days }: Calendar): Map<string, number> {
  const months = new Map<string, number>();
  for (const { date, commits } of days) {
    months.set(monthOf(date), (months.get(monthOf(date)) ?? 0) + commits);
  }
  return months;
}

function isComplete(
  { from, to }: DayRange,
  { calendar, today }: { calendar: Calendar; today: Day },
): boolean {
  const { completeFrom, completeUntil } = calendar.coverage;
  return (
    from.endsWith('-01') &&
    addDays(to, 1).endsWith('-01') &&
    to < today &&
    completeFrom !== null &&
    completeFrom <= from &&
    completeUntil !== null &&
    completeUntil >= to
  );
}
