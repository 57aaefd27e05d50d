import { readRange } from './range';

describe('readRange', () => {
  beforeEach(() => {
    // It is Monday in London, and Tuesday already in Auckland
    jest.useFakeTimers({ now: new Date('2026-11-23T12:00:00Z') });
  });
  afterEach(() => jest.useRealTimers());

  it.each([
    // It is Tuesday somewhere, and authors may be there
    ['author', '2025-11-25', '2026-11-24'],
    ['Europe/London', '2025-11-24', '2026-11-23'],
    ['Pacific/Auckland', '2025-11-25', '2026-11-24'],
  ])(
    'covers 365 days that end today where days are counted in %s',
    (dayBasis, from, to) => {
      expect(readRange({}, dayBasis)).toEqual({ from, to });
    },
  );

  it('completes a range of which only one end is given', () => {
    expect(readRange({ from: '2026-11-01' }, 'author')).toEqual({
      from: '2026-11-01',
      to: '2026-11-24',
    });
    expect(readRange({ to: '2024-12-31' }, 'author')).toEqual({
      from: '2024-01-02',
      to: '2024-12-31',
    });
  });

  it('begins no earlier than with the first day of all', () => {
    expect(readRange({ to: '0001-01-01' }, 'author')).toEqual({
      from: '0001-01-01',
      to: '0001-01-01',
    });
  });

  it('takes a single day, a leap day, and a hundred years', () => {
    for (const range of [
      { from: '2026-03-01', to: '2026-03-01' },
      { from: '2024-02-29', to: '2024-03-01' },
      { from: '1926-12-01', to: '2026-11-23' },
    ]) {
      expect(readRange(range, 'author')).toEqual(range);
    }
  });

  it.each([
    [{ from: '2025-02-29' }, 'from: there is no day 2025-02-29'],
    [{ to: '2026-11-31' }, 'to: there is no day 2026-11-31'],
    [{ from: '2026-12-01' }, 'from: 2026-12-01 is after the last day'],
    [{ from: '1926-11-01' }, 'from: 1926-11-01 is more than 36525 days before'],
  ])('refuses %j', (range, message) => {
    expect(() => readRange(range, 'author')).toThrow(message);
  });
});
