import { addDays, countDays, isDay, lastToday, listDays, today } from './days';

describe('isDay', () => {
  it.each(['2026-01-01', '2024-02-29', '2000-02-29', '1970-01-01'])(
    'takes %s',
    day => expect(isDay(day)).toBe(true),
  );

  it.each([
    '',
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-01',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00:00',
    ' 2026-01-01',
    '2026-01-01\n',
    '２０２６-01-01',
  ])('does not take %j', value => expect(isDay(value)).toBe(false));
});

describe('addDays', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-11-23', -364, '2025-11-24'],
    ['2026-11-23', 0, '2026-11-23'],
    // Where clocks change, too, a day is a day
    ['2026-03-28', 2, '2026-03-30'],
  ])('%s and %s days make %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected);
  });
});

describe('countDays', () => {
  it.each([
    ['2026-01-01', '2026-01-01', 1],
    ['2026-01-01', '2026-12-31', 365],
    ['2024-01-01', '2024-12-31', 366],
    ['2026-01-02', '2026-01-01', 0],
    ['1926-11-24', '2026-11-23', 36_525],
  ])('from %s to %s are %s', (from, to, expected) => {
    expect(countDays(from, to)).toBe(expected);
  });
});

describe('listDays', () => {
  it('lists every day once, both ends included', () => {
    expect(listDays('2024-02-27', '2024-03-02')).toEqual([
      '2024-02-27',
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
      '2024-03-02',
    ]);
    const year = listDays('2026-01-01', '2026-12-31');
    expect(year).toHaveLength(365);
    expect(new Set(year).size).toBe(365);
  });

  it('lists nothing of a range that ends before it begins', () => {
    expect(listDays('2026-01-02', '2026-01-01')).toEqual([]);
  });
});

describe('today', () => {
  it.each([
    ['utc', '2026-11-23'],
    ['Pacific/Auckland', '2026-11-24'],
    ['America/Los_Angeles', '2026-11-23'],
    ['Asia/Kolkata', '2026-11-23'],
  ])('is another day in %s', (zone, expected) => {
    expect(today(zone, new Date('2026-11-23T11:30:00Z'))).toBe(expected);
  });

  it('is that of the machine by default', () => {
    const now = new Date();
    const local = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map(part => String(part).padStart(2, '0'))
      .join('-');
    expect(today(undefined, now)).toBe(local);
  });
});

describe('lastToday', () => {
  it.each([
    // Kiritimati, at UTC+14, is the first to have a new day
    ['2026-11-23T09:59:59Z', '2026-11-23'],
    ['2026-11-23T10:00:00Z', '2026-11-24'],
    ['2026-12-31T12:00:00Z', '2027-01-01'],
  ])('at %s is %s', (now, day) => {
    expect(lastToday(new Date(now))).toBe(day);
  });
});
