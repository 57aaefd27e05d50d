import { readRetryAfter } from './readRetryAfter';

const NOW = Date.parse('2026-10-21T07:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['90', '2026-10-21T07:01:30.000Z'],
    [' 0 ', '2026-10-21T07:00:00.000Z'],
    ['Wed, 21 Oct 2026 07:28:00 GMT', '2026-10-21T07:28:00.000Z'],
    ['Wed, 21 Oct 2020 07:28:00 GMT', '2020-10-21T07:28:00.000Z'],
  ])('is seconds or a date: %s', (text, time) => {
    expect(readRetryAfter(text, NOW)?.toISOString()).toBe(time);
  });

  it.each(['9'.repeat(8), '9'.repeat(30), 'Wed, 21 Oct 2099 07:28:00 GMT'])(
    'is a day at the most: %s',
    text => {
      expect(readRetryAfter(text, NOW)).toEqual(
        new Date('2026-10-22T07:00:00Z'),
      );
    },
  );

  it.each([null, undefined, '', ' ', 'soon', '-5', '1.5'])(
    'may name no time: %s',
    text => {
      expect(readRetryAfter(text, NOW)).toBeUndefined();
    },
  );
});
