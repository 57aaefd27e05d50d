import { formatIn } from '../../dev/formatIn';
import { DayLookup, DaySum } from './dayCells';
import { describeAge, describeMoment, describeOwnMoment } from './momentWords';
import {
  describeDay,
  describeDayBasis,
  describeExcluded,
  describeOutlier,
  describePerson,
  describeSpan,
  shortTotal,
} from './words';

const format = formatIn('en-US');
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
    ['unborn', 0, 'Before the first commit: Tuesday, March 3, 2026'],
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
  expect(describePerson({ name }, format)).toBe(words);
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
  expect(describeDayBasis('author', format)).toMatch('own time zone');
  expect(describeDayBasis('Europe/Berlin', format)).toMatch('Europe/Berlin');
});

it.each([
  [0, 'just now'],
  [59, 'just now'],
  [60, '1 minute ago'],
  [3 * 60 + 59, '3 minutes ago'],
  [3600, '1 hour ago'],
  [49 * 3600, '2 days ago'],
  [30 * 86_400, '30 days ago'],
  [245 * 86_400, '8 months ago'],
  [800 * 86_400, '2 years ago'],
  [-30, 'just now'],
])('calls %i seconds ago %s', (seconds, words) => {
  const now = new Date('2026-11-23T12:00:00Z');
  const then = new Date(now.getTime() - seconds * 1000);
  expect(describeAge(then, { now, format })).toBe(words);
});

describe('the time of a commit', () => {
  const british = formatIn('en-GB');

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

  it('has the date where many days are meant', () => {
    const at = '2026-03-03T23:30:00+13:00';
    expect(describeMoment(at, { format: british })).toBe(
      '3 Mar 2026, 23:30 (UTC+13:00)',
    );
  });

  it.each([
    ['2026-03-03T23:30:00+13:00', 'Asia/Tokyo', '19:30 by your clock'],
    [
      '2026-03-03T01:30:00+13:00',
      'Europe/Berlin',
      '2 Mar 2026, 13:30 by your clock',
    ],
    ['2026-03-03T23:30:00+01:00', 'Europe/Berlin', undefined],
    // Berlin had summer time then
    ['2026-07-03T12:30:00+01:00', 'Europe/Berlin', '13:30 by your clock'],
    ['no time', 'Europe/Berlin', undefined],
  ])('%s in %s is %s by the viewer’s', (at, zone, words) => {
    expect(describeOwnMoment(at, { format: british, zone })).toBe(words);
  });
});

describe('days together in words', () => {
  const lookup = new DayLookup(
    {
      from: '2026-01-01',
      to: '2026-12-31',
      days: [
        { date: '2026-02-03', commits: 2 },
        { date: '2026-04-04', commits: 10 },
      ],
      coverage: {
        completeFrom: '2026-01-01',
        completeUntil: '2026-04-10',
        syncedAt: null,
        repositories: { total: 1, current: 0, pending: 0, failed: 1 },
        problems: [],
      },
    },
    { today: '2026-05-31', firstCommit: '2026-02-03' },
  );

  it.each([
    ['2026-02-03', '2026-02-03', '2 commits on Tuesday, February 3, 2026'],
    ['2026-02-01', '2026-02-28', '2 commits in February 2026'],
    ['2026-03-01', '2026-03-31', '0 commits in March 2026'],
    [
      '2026-04-01',
      '2026-04-30',
      'At least 10 commits in April 2026; not completely synced',
    ],
    ['2026-05-01', '2026-05-31', 'Not known: May 2026'],
    ['2026-06-01', '2026-06-30', 'Still to come: June 2026'],
    ['2026-01-01', '2026-01-31', 'Before the first commit: January 2026'],
    ['2026-02-03', '2026-04-04', '12 commits from Feb 3, 2026 to Apr 4, 2026'],
    ['2026-03-01', '2026-03-02', 'No commits from Mar 1, 2026 to Mar 2, 2026'],
    [
      '2026-04-04',
      '2026-04-12',
      'At least 10 commits from Apr 4, 2026 to Apr 12, 2026; not completely synced',
    ],
  ])('from %s to %s', (from, to, words) => {
    expect(describeSpan({ from, to }, { lookup, format })).toBe(words);
  });

  it.each([
    ['2026-02-01', '2026-02-28', '2'],
    ['2026-04-01', '2026-04-30', '≥10'],
    ['2026-05-01', '2026-05-31', '–'],
    ['2026-01-01', '2026-01-31', '–'],
  ])('from %s to %s in short: %s', (from, to, words) => {
    expect(shortTotal(lookup.sum({ from, to }), format)).toBe(words);
  });
});

it('has no room for five digits below a month', () => {
  const sum = { from: '', to: '', isPartial: false } as DaySum;
  expect(shortTotal({ ...sum, commits: 9_999 }, format)).toBe('9,999');
  expect(shortTotal({ ...sum, commits: 12_061 }, format)).toBe('12K');
});

it('does not round up to all of a total', () => {
  const outlier = { day, commits: 9_999, share: 0.9999 };
  expect(describeOutlier(outlier, format)).toBe(
    '9,999 commits on March 3, 2026 are 99% of this total.',
  );
});
