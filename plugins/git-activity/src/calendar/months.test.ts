import { isMonth, splitMonths } from './months';

it('splits a range where months begin', () => {
  expect(splitMonths({ from: '2024-02-10', to: '2024-04-01' })).toEqual([
    { from: '2024-02-10', to: '2024-02-29' },
    { from: '2024-03-01', to: '2024-03-31' },
    { from: '2024-04-01', to: '2024-04-01' },
  ]);
});

it.each([
  ['2024-02-01', '2024-02-29', true],
  ['2024-02-01', '2024-02-28', false],
  ['2024-02-02', '2024-02-29', false],
  ['2024-02-01', '2024-03-31', false],
])('takes %s to %s for a month: %s', (from, to, expected) => {
  expect(isMonth({ from, to })).toBe(expected);
});
