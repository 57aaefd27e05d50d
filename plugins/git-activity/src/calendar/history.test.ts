import { Calendar } from 'backstage-plugin-git-activity-common';
import { readHistory } from './history';

const calendarOf = (part: Partial<Calendar>) => part as Calendar;
const widest = {
  from: '1970-01-01',
  days: [
    { date: '2019-05-04', commits: 1 },
    { date: '2019-12-01', commits: 30 },
    { date: '2026-01-01', commits: 7 },
  ],
};
const coverageFrom = (completeFrom: string | null) =>
  ({ completeFrom } as Calendar['coverage']);

it('tells the years, the first day and the colours of a subject', () => {
  const calendar = calendarOf({
    ...widest,
    coverage: coverageFrom('1970-01-01'),
  });
  expect(readHistory(calendar, undefined)).toEqual({
    scale: [1, 5, 15, 30, 60],
    years: [2026, 2019],
    firstDay: '2019-05-04',
    firstCommit: '2019-05-04',
  });
});

it('does not take the oldest that was read for the first', () => {
  const calendar = calendarOf({
    ...widest,
    coverage: coverageFrom('2019-05-01'),
  });
  expect(readHistory(calendar, undefined)).toMatchObject({
    firstDay: '2019-05-04',
    firstCommit: undefined,
  });
});

it('does with what is shown where no more is known', () => {
  const shown = calendarOf({ days: [{ date: '2026-01-01', commits: 7 }] });
  expect(readHistory(undefined, shown)).toEqual({
    scale: [1, 2, 5, 10, 20],
    years: [],
  });
});
