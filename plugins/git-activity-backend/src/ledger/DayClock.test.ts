import { DayClock } from './DayClock';

const NOW = new Date('2026-06-01T12:00:00Z');
const DAY = 24 * 60 * 60;

function secondsOf(iso: string): number {
  return Date.parse(iso) / 1000;
}

describe('DayClock', () => {
  describe("by the author's own offset", () => {
    const clock = new DayClock({ dayBasis: 'author', now: NOW });

    it.each([
      ['2024-03-01T00:30:00+00:00', 0, '2024-03-01'],
      ['2024-03-01T00:30:00+05:30', 330, '2024-03-01'],
      ['2024-02-29T23:30:00-08:00', -480, '2024-02-29'],
      ['2024-01-01T00:00:00+14:00', 840, '2024-01-01'],
      ['2023-12-31T23:59:59-14:00', -840, '2023-12-31'],
      ['1970-01-02T00:00:00-03:30', -210, '1970-01-02'],
    ])('%s counts on the day that is written there', (iso, utcOffset, day) => {
      expect(clock.timeOf({ authoredAt: secondsOf(iso), utcOffset })).toEqual({
        day,
        authoredAt: secondsOf(iso),
        utcOffset,
      });
    });

    it.each([[841], [-841], [31_098], [30.5], [Number.NaN], [undefined]])(
      'takes an offset of %p for UTC',
      utcOffset => {
        expect(
          clock.timeOf({
            authoredAt: secondsOf('2024-03-01T23:59:59Z'),
            utcOffset,
          }),
        ).toMatchObject({ day: '2024-03-01', utcOffset: 0 });
      },
    );

    it.each([
      [undefined],
      [0],
      [-1],
      [1.5],
      [Number.NaN],
      [Infinity],
      [18446744073709551615],
    ])('sets a time of %p aside for good', authoredAt => {
      expect(clock.timeOf({ authoredAt, utcOffset: 60 })).toEqual({
        day: '',
        authoredAt: null,
        utcOffset: 60,
      });
    });

    it('sets a time aside that is still to come, and keeps it', () => {
      const authoredAt = NOW.getTime() / 1000 + DAY + 1;
      expect(clock.timeOf({ authoredAt, utcOffset: 60 })).toEqual({
        day: '',
        authoredAt,
        utcOffset: 60,
      });
    });

    it('takes clocks that are less than a day ahead', () => {
      expect(
        clock.timeOf({ authoredAt: NOW.getTime() / 1000 + DAY, utcOffset: 0 }),
      ).toMatchObject({ day: '2026-06-02' });
      expect(clock.timeOf({ authoredAt: 1, utcOffset: -1 })).toMatchObject({
        day: '1969-12-31',
      });
    });
  });

  describe('by one zone', () => {
    // The platform's own calendar tells what the day was.
    const zones = [
      'Europe/Berlin',
      'America/Los_Angeles',
      'Pacific/Auckland',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'America/St_Johns',
      'Pacific/Apia',
      'UTC',
    ];
    it.each(zones)('counts in %s, whatever the offset', zone => {
      const clock = new DayClock({ dayBasis: zone, now: NOW });
      const format = new Intl.DateTimeFormat('en-CA', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      });
      // Every 47 minutes of a year meets every hour of the days on which clocks change; 2011 is when Samoa lost one.
      for (
        let authoredAt = secondsOf('2011-01-01T00:00:00Z');
        authoredAt < secondsOf('2012-02-01T00:00:00Z');
        authoredAt += 47 * 60
      ) {
        expect([
          authoredAt,
          clock.timeOf({ authoredAt, utcOffset: 600 }).day,
        ]).toEqual([authoredAt, format.format(authoredAt * 1000)]);
      }
    });

    it('still sets unusable times aside', () => {
      const clock = new DayClock({ dayBasis: 'Europe/Berlin', now: NOW });
      expect(clock.timeOf({ authoredAt: -5 }).day).toBe('');
    });
  });
});
