import { LocalFormat } from './locale';
import {
  describeAge,
  describeDay,
  describeDayBasis,
  describeExcluded,
  describeMoment,
} from './words';

const format = new LocalFormat('en-US');
const day = '2026-03-03';

describe('a day in words', () => {
  it.each([
    ['counted', 3, '3 commits on Tuesday, March 3, 2026'],
    ['counted', 1, '1 commit on Tuesday, March 3, 2026'],
    ['counted', 0, 'No commits on Tuesday, March 3, 2026'],
    [
      'partial',
      2,
      'At least 2 commits on Tuesday, March 3, 2026; not completely synced',
    ],
    ['future', 0, 'Still to come: Tuesday, March 3, 2026'],
    ['unknown', 0, 'Not synced yet: Tuesday, March 3, 2026'],
  ] as const)('%s, %i commits', (knowledge, commits, words) => {
    const cell = { day, commits, knowledge };
    expect(describeDay(cell, { format, reading: true })).toBe(words);
  });

  it('does not promise days that no sync will bring', () => {
    const cell = { day, commits: 0, knowledge: 'unknown' } as const;
    expect(describeDay(cell, { format, reading: false })).toBe(
      'Before the synced history: Tuesday, March 3, 2026',
    );
  });
});

it('says what was left out, and nothing if nothing was', () => {
  const excluded = { merges: 96, bots: 310, invalidDates: 0 };
  expect(describeExcluded(excluded, format)).toBe(
    '96 merges, 310 by bots left out',
  );
  expect(describeExcluded({ ...excluded, merges: 1, bots: 0 }, format)).toBe(
    '1 merge left out',
  );
  expect(
    describeExcluded({ ...excluded, merges: 0, bots: 0 }, format),
  ).toBeUndefined();
});

it('says whose days are counted', () => {
  expect(describeDayBasis('author')).toMatch('own time zone');
  expect(describeDayBasis('Europe/Berlin')).toMatch('Europe/Berlin');
});

it.each([
  [0, 'just now'],
  [59, 'just now'],
  [60, '1 minute ago'],
  [3 * 60 + 59, '3 minutes ago'],
  [3600, '1 hour ago'],
  [49 * 3600, '2 days ago'],
  [-30, 'just now'],
])('calls %i seconds ago %s', (seconds, words) => {
  const now = new Date('2026-11-23T12:00:00Z');
  const then = new Date(now.getTime() - seconds * 1000);
  expect(describeAge(then, now)).toBe(words);
});

describe('the time of a commit', () => {
  const british = new LocalFormat('en-GB');

  it('is by the author’s clock', () => {
    const at = '2026-03-03T23:30:00+13:00';
    expect(describeMoment(at, { day, format: british })).toBe(
      '23:30 (UTC+13:00)',
    );
  });

  it('has the date where the commit counts on another day', () => {
    const at = '2026-03-04T01:30:00+13:00';
    expect(describeMoment(at, { day, format: british })).toBe(
      '4 Mar 2026, 01:30 (UTC+13:00)',
    );
  });
});
