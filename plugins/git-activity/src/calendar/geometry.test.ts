import {
  countColumns,
  fitWeeks,
  listWeeks,
  placeDays,
  placeMonths,
  WeekdayIndex,
} from './geometry';

const MONDAY: WeekdayIndex = 1;
const SUNDAY: WeekdayIndex = 0;

it('puts days below each other and weeks side by side', () => {
  // 1 March 2026 was a Sunday
  const range = { from: '2026-03-01', to: '2026-03-09' };
  expect(placeDays(range, MONDAY)).toEqual([
    { day: '2026-03-01', column: 0, row: 6 },
    { day: '2026-03-02', column: 1, row: 0 },
    { day: '2026-03-03', column: 1, row: 1 },
    { day: '2026-03-04', column: 1, row: 2 },
    { day: '2026-03-05', column: 1, row: 3 },
    { day: '2026-03-06', column: 1, row: 4 },
    { day: '2026-03-07', column: 1, row: 5 },
    { day: '2026-03-08', column: 1, row: 6 },
    { day: '2026-03-09', column: 2, row: 0 },
  ]);
  expect(placeDays(range, SUNDAY)[0]).toMatchObject({ column: 0, row: 0 });
});

it('counts every week that a range touches', () => {
  // a leap year that begins on a Sunday touches 54 weeks that begin on Monday
  const leapYear = { from: '2012-01-01', to: '2012-12-31' };
  expect(countColumns(leapYear, MONDAY)).toBe(54);
  expect(countColumns(leapYear, SUNDAY)).toBe(53);
});

it('knows the days of each week', () => {
  const range = { from: '2026-03-01', to: '2026-03-09' };
  expect(listWeeks(range, MONDAY)).toEqual([
    { from: '2026-03-01', to: '2026-03-01' },
    { from: '2026-03-02', to: '2026-03-08' },
    { from: '2026-03-09', to: '2026-03-09' },
  ]);
});

it('names months above their first whole weeks, and the last in any case', () => {
  // 26 January and 2 March 2026 were Mondays
  const range = { from: '2026-01-26', to: '2026-04-01' };
  expect(placeMonths(range, MONDAY)).toEqual([
    { from: '2026-01-26', to: '2026-01-31', column: 0, columns: 1 },
    { from: '2026-02-01', to: '2026-02-28', column: 1, columns: 4 },
    { from: '2026-03-01', to: '2026-03-31', column: 5, columns: 4 },
    { from: '2026-04-01', to: '2026-04-01', column: 9, columns: 1 },
  ]);
});

describe('weeks side by side', () => {
  it.each([
    [848, { pitch: 16, gap: 3, scrolls: false }],
    [1_500, { pitch: 28, gap: 3, scrolls: false }],
    [3_000, { pitch: 32, gap: 3, scrolls: false }],
    [583, { pitch: 11, gap: 2, scrolls: false }],
    // 53 weeks of less than 11 px
    [582, { pitch: 16, gap: 3, scrolls: true }],
  ])('in %i px', (availableWidth, fit) => {
    expect(fitWeeks({ columns: 53, availableWidth })).toEqual(fit);
  });

  it('have room where they must, however small', () => {
    expect(
      fitWeeks({ columns: 53, availableWidth: 280, always: true }),
    ).toEqual({ pitch: 5, gap: 1, scrolls: false });
  });

  it('do not scroll before it is known how much room there is', () => {
    expect(fitWeeks({ columns: 53, availableWidth: 0 })).toEqual({
      pitch: 16,
      gap: 3,
      scrolls: false,
    });
  });
});
