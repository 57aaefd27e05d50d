import { daysOf, periodBefore, Period } from './periods';

const clock = { today: '2026-11-23', latest: '2026-11-24' };
const today = clock.today;

it.each<[Period, string, string]>([
  [{ kind: 'last-12-months' }, '2025-11-25', '2026-11-24'],
  [{ kind: 'this-quarter' }, '2026-10-01', '2026-12-31'],
  [{ kind: 'last-quarter' }, '2026-07-01', '2026-09-30'],
  [{ kind: 'year', year: 2024 }, '2024-01-01', '2024-12-31'],
  [
    { kind: 'custom', from: '2026-01-05', to: '2026-02-03' },
    '2026-01-05',
    '2026-02-03',
  ],
])('%j is %s to %s', (period, from, to) => {
  expect(daysOf(period, clock)).toEqual({ from, to });
});

it('takes the quarter for this one that it is for the viewer', () => {
  const eve = { today: '2026-12-31', latest: '2027-01-01' };
  expect(daysOf({ kind: 'this-quarter' }, eve).from).toBe('2026-10-01');
});

it.each<[string, Period['kind'], [string, string], [string, string]]>([
  [
    'twelve months',
    'last-12-months',
    ['2025-11-25', '2026-11-24'],
    ['2024-11-25', '2025-11-24'],
  ],
  [
    'a year that is over',
    'year',
    ['2025-01-01', '2025-12-31'],
    ['2024-01-01', '2024-12-31'],
  ],
  [
    'this year so far',
    'year',
    ['2026-01-01', '2026-12-31'],
    ['2025-01-01', '2025-11-23'],
  ],
  [
    'a quarter that is over',
    'last-quarter',
    ['2026-04-01', '2026-06-30'],
    ['2026-01-01', '2026-03-31'],
  ],
  [
    'this quarter so far',
    'this-quarter',
    ['2026-10-01', '2026-12-31'],
    ['2026-07-01', '2026-08-23'],
  ],
  [
    'any days',
    'custom',
    ['2026-03-01', '2026-03-10'],
    ['2026-02-19', '2026-02-28'],
  ],
  [
    'any days that are not over',
    'custom',
    ['2026-11-20', '2026-11-30'],
    ['2026-11-16', '2026-11-19'],
  ],
])('compares %s', (_, kind, [from, to], before) => {
  expect(periodBefore(kind, { days: { from, to }, today })).toEqual({
    from: before[0],
    to: before[1],
  });
});

it('compares a leap year’s 29 February with the 28th', () => {
  const days = { from: '2024-01-01', to: '2024-12-31' };
  expect(periodBefore('year', { days, today: '2024-02-29' })).toEqual({
    from: '2023-01-01',
    to: '2023-02-28',
  });
});

it('has nothing to compare with what is still to come', () => {
  const days = { from: '2026-12-01', to: '2026-12-31' };
  expect(periodBefore('custom', { days, today })).toBeUndefined();
});
