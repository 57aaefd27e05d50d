import { Calendar, Day, listDays } from 'backstage-plugin-git-activity-common';
import { formatIn } from '../../../dev/formatIn';
import {
  compareMonths,
  compareTotals,
  findUsual,
  isUnusual,
  Month,
} from './months';
import { describeUnusual } from './words';
import { rangeBefore } from '../../calendar/yearBefore';

const YEAR = { from: '2025-11-25', to: '2026-11-24' };

function calendarOf(
  range: { from: Day; to: Day },
  options: {
    commitsOn?: (day: Day) => number;
    completeFrom?: Day;
    completeUntil?: Day;
  } = {},
): Calendar {
  const { commitsOn = () => 1 } = options;
  const days = listDays(range.from, range.to)
    .map(date => ({ date, commits: commitsOn(date) }))
    .filter(({ commits }) => commits > 0);
  return {
    ...range,
    peopleNamed: true,
    dayBasis: 'author',
    scope: { counted: 'entity', folders: 0, paths: [], untold: [] },
    days,
    totals: {
      commits: days.reduce((sum, { commits }) => sum + commits, 0),
      activeDays: days.length,
      people: 1,
      repositories: 1,
    },
    excluded: { merges: 0, bots: 0, invalidDates: 0 },
    coverage: {
      completeFrom: options.completeFrom ?? range.from,
      completeUntil: options.completeUntil ?? range.to,
      syncedAt: null,
      repositories: { total: 1, current: 1, pending: 0, failed: 0 },
      problems: [],
    },
    unrecognised: [],
    revision: '1',
  };
}

const monthsOf = (...commits: number[]): Month[] =>
  commits.map((count, index) => ({
    first: `2026-${String(index + 1).padStart(2, '0')}-01`,
    commits: count,
    before: 0,
    isComplete: true,
  }));

it('compares each month with the same days a year before', () => {
  const months = compareMonths({
    calendar: calendarOf(YEAR),
    before: calendarOf(rangeBefore(YEAR), { commitsOn: () => 2 }),
    today: '2026-11-24',
  });
  expect(months).toHaveLength(13);
  expect(months[0]).toEqual({
    first: '2025-11-25',
    commits: 6,
    before: 12,
    isComplete: false,
  });
  expect(months[3]).toEqual({
    first: '2026-02-01',
    commits: 28,
    before: 56,
    isComplete: true,
  });
  expect(months[12]).toMatchObject({ commits: 24, before: 48 });
  expect(months.filter(({ isComplete }) => isComplete)).toHaveLength(11);
});

it('knows leap days', () => {
  expect(rangeBefore({ from: '2024-02-29', to: '2025-02-28' })).toEqual({
    from: '2023-02-28',
    to: '2024-02-28',
  });
});

it('takes no month for complete that is not over, or of which something is not known', () => {
  const year = { from: '2026-01-01', to: '2026-12-31' };
  const months = compareMonths({
    calendar: calendarOf(year, {
      completeFrom: '2026-02-02',
      completeUntil: '2026-10-30',
    }),
    before: calendarOf(rangeBefore(year)),
    today: '2026-11-24',
  });
  expect(
    months.filter(({ isComplete }) => isComplete).map(({ first }) => first),
  ).toEqual([
    '2026-03-01',
    '2026-04-01',
    '2026-05-01',
    '2026-06-01',
    '2026-07-01',
    '2026-08-01',
    '2026-09-01',
  ]);
});

it('finds what is usual, as numpy.percentile does', () => {
  // numpy.percentile([36, 43, 45, 47, 53, 58, 61, 64, 68, 72, 178], [25, 50, 75])
  const months = monthsOf(43, 68, 47, 58, 72, 178, 61, 45, 53, 36, 64);
  expect(findUsual(months)).toEqual({ from: 46, median: 58, to: 66 });
  // numpy.percentile([1, 2, 3, 4, 5, 7], [25, 50, 75])
  expect(findUsual(monthsOf(1, 2, 3, 4, 5, 7))).toEqual({
    from: 2.25,
    median: 3.5,
    to: 4.75,
  });
  expect(findUsual(monthsOf(1, 2, 3, 4, 5))).toBeUndefined();
});

it('calls unusual what is further from the quartiles than one and a half times their distance', () => {
  const usual = { from: 42, median: 46, to: 51 };
  // 42 - 13.5 and 51 + 13.5
  expect(
    monthsOf(28, 29, 64, 65).map(month => isUnusual(month, usual)),
  ).toEqual([true, false, false, true]);
});

it('says it in whole sentences, and also that there is none', () => {
  const format = formatIn('en-GB');
  const usual = { from: 42, median: 46, to: 51 };
  expect(describeUnusual(monthsOf(45, 1, 1_200), { usual, format })).toEqual([
    'February 2026: 1 commit; usual are 42 to 51.',
    'March 2026: 1,200 commits; usual are 42 to 51.',
  ]);
  expect(describeUnusual(monthsOf(45), { usual, format })).toEqual([
    'No month is out of the ordinary; usual are 42 to 51 commits.',
  ]);
});

it('compares a year that is not over with as much of the year before', () => {
  const year = { from: '2026-01-01', to: '2026-12-31' };
  const today = '2026-03-01';
  const totals = compareTotals({
    calendar: calendarOf(year, {
      commitsOn: day => (day <= today ? 1 : 0),
    }),
    before: calendarOf(rangeBefore(year), { commitsOn: () => 2 }),
    today,
  });
  // 31 + 28 + 1 days
  expect(totals).toEqual({ commits: 60, before: 120 });
});
