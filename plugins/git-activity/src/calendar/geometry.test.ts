import {
  countColumns,
  fitSizes,
  offsetOf,
  placeDays,
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

it('makes squares as large as the width allows, but not coarse', () => {
  expect(fitSizes({ columns: 53, availableWidth: 16 * 53 + 3 })).toEqual({
    cell: 13,
    gap: 3,
  });
  expect(fitSizes({ columns: 5, availableWidth: 1000 }).cell).toBe(17);
});

it('scrolls rather than making squares too small to hit', () => {
  const { cell, gap } = fitSizes({ columns: 53, availableWidth: 300 });
  expect(cell).toBe(13);
  expect(offsetOf(53, { cell, gap })).toBeGreaterThan(300);
});
