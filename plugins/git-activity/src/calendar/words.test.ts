import { LocalFormat } from './locale';
import {
  describeAge,
  describeDay,
  describeDayBasis,
  describeExcluded,
  describeMoment,
  describePerson,
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
    ['awaited', 0, 'Not synced yet: Tuesday, March 3, 2026'],
    ['unrecorded', 0, 'Before the synced history: Tuesday, March 3, 2026'],
  ] as const)('%s, %i commits', (knowledge, commits, words) => {
    expect(describeDay({ day, commits, knowledge }, format)).toBe(words);
  });

  it('says since when it is not known', () => {
    const cell = {
      day,
      commits: 0,
      knowledge: 'missed',
      since: '2026-03-01',
    } as const;
    expect(describeDay(cell, format)).toBe(
      'Not known since Mar 1, 2026: Tuesday, March 3, 2026',
    );
  });
});

it.each([
  ['Zoë', 'Zoë'],
  ['Eve \u202egnp.exe', 'Eve gnp.exe'],
  ['\u200b\u202e', '(no name)'],
  ['', '(no name)'],
])('calls somebody of the name %j %s', (name, words) => {
  expect(describePerson({ name })).toBe(words);
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
