import { listMonths } from './months';

it('lists months from the newest, with only the days of the range', () => {
  const months = listMonths({ from: '2025-12-30', to: '2026-02-02' });
  expect(months.map(days => [days[0], days[days.length - 1]])).toEqual([
    ['2026-02-01', '2026-02-02'],
    ['2026-01-01', '2026-01-31'],
    ['2025-12-30', '2025-12-31'],
  ]);
});
