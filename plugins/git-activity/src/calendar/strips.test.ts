import { cutIntoStrips, overlap, span } from './strips';

it('draws a year as one strip, wherever it begins', () => {
  const range = { from: '2025-11-24', to: '2026-11-23' };
  expect(cutIntoStrips(range)).toEqual([range]);
});

it('draws a whole leap year as one strip', () => {
  const range = { from: '2024-01-01', to: '2024-12-31' };
  expect(cutIntoStrips(range)).toEqual([range]);
});

it('cuts more than a year into calendar years, newest first', () => {
  expect(cutIntoStrips({ from: '2023-12-30', to: '2025-02-01' })).toEqual([
    { year: 2025, from: '2025-01-01', to: '2025-02-01' },
    { year: 2024, from: '2024-01-01', to: '2024-12-31' },
    { year: 2023, from: '2023-12-30', to: '2023-12-31' },
  ]);
});

it('finds the days that two ranges share', () => {
  const march = { from: '2026-03-01', to: '2026-03-31' };
  expect(overlap(march, { from: '2026-02-20', to: '2026-03-02' })).toEqual({
    from: '2026-03-01',
    to: '2026-03-02',
  });
  expect(overlap(march, { from: '2026-04-01', to: '2026-04-02' })).toBe(
    undefined,
  );
  expect(overlap(march, undefined)).toBe(undefined);
});

it('spans days in either direction', () => {
  const days = { from: '2026-03-01', to: '2026-03-05' };
  expect(span('2026-03-01', '2026-03-05')).toEqual(days);
  expect(span('2026-03-05', '2026-03-01')).toEqual(days);
});
