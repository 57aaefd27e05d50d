import { Rhythm } from 'backstage-plugin-git-activity-common';
import { formatIn } from '../../../dev/formatIn';
import german from '../../translations/german';
import { findUsualWeeks, weeksOf } from './weeks';
import { describeUsualWeeks } from './words';

const FROM = [
  '2026-10-01',
  '2026-10-03',
  '2026-10-10',
  '2026-10-17',
  '2026-10-24',
  '2026-10-31',
  '2026-11-07',
  '2026-11-14',
];

const rhythmOf = (people: number[], daysPerPoint = 7): Rhythm => ({
  from: FROM[0],
  to: '2026-11-20',
  hours: [],
  daysPerPoint,
  weeks: people.map((count, index) => ({
    from: FROM[index],
    commits: count,
    people: count,
    repositories: 1,
  })),
  unrecognised: [],
  revision: 'r',
});

const coverageOf = (completeFrom: string, completeUntil: string) => ({
  completeFrom,
  completeUntil,
  syncedAt: null,
  repositories: { total: 1, current: 1, pending: 0, failed: 0 },
  problems: [],
});
const ALL = coverageOf('2026-10-01', '2026-11-20');

describe('weeks', () => {
  const completeOf = (coverage: typeof ALL, today: string) =>
    weeksOf(rhythmOf([1, 1, 1, 1, 1, 1, 1, 1]), { coverage, today })
      .filter(({ isComplete }) => isComplete)
      .map(({ from }) => from);

  it('are whole: days before the first one of seven days are left out', () => {
    expect(completeOf(ALL, '2026-11-20')).toEqual(FROM.slice(1));
  });

  it('are complete if all of their days are known', () => {
    expect(
      completeOf(coverageOf('2026-10-11', '2026-11-12'), '2026-11-20'),
    ).toEqual(['2026-10-17', '2026-10-24', '2026-10-31']);
  });

  it('are complete once they are over, which they are elsewhere a day before', () => {
    expect(completeOf(ALL, '2026-11-19')).toContain('2026-11-14');
    expect(completeOf(ALL, '2026-11-18')).not.toContain('2026-11-14');
  });

  it('that have not begun are left out', () => {
    expect(
      weeksOf(rhythmOf([1, 1, 1, 1, 1, 1, 1, 1]), {
        coverage: ALL,
        today: '2026-11-10',
      }),
    ).toHaveLength(6);
  });
});

describe('what is usual', () => {
  const usualOf = (people: number[]) =>
    findUsualWeeks(
      weeksOf(rhythmOf(people), { coverage: ALL, today: '2026-11-20' }),
      'people',
    );

  it('is the median of complete weeks, beside the last one with least', () => {
    // of 9, 3, 5, 3, 6, 7 and 8; the first two days are no week
    expect(usualOf([0, 9, 3, 5, 3, 6, 7, 8])).toEqual({
      usual: 6,
      least: 3,
      leastFrom: '2026-10-24',
    });
  });

  it('cannot be said of three weeks', () => {
    expect(usualOf([1, 2, 3, 4])).toBeUndefined();
    expect(usualOf([1, 2, 3, 4, 5])).toBeDefined();
  });

  const USUAL = { usual: 5, least: 2, leastFrom: '2026-10-24' };
  it.each([
    [
      USUAL,
      'people',
      7,
      'Usually 5 people a week, lowest 2 in the week from Oct 24, 2026.',
    ],
    [{ ...USUAL, usual: 2 }, 'people', 7, 'Usually 2 people a week.'],
    [
      { ...USUAL, usual: 1, least: 1 },
      'repositories',
      7,
      'Usually 1 repository a week.',
    ],
    [
      USUAL,
      'repositories',
      35,
      'Repositories: usually 5 in 5 weeks, lowest 2 in those from Oct 24, 2026.',
    ],
  ] as const)(
    'is said in words: %j of %s',
    (usual, of, daysPerPoint, words) => {
      const format = formatIn('en-US');
      expect(describeUsualWeeks(usual, { of, daysPerPoint, format })).toBe(
        words,
      );
    },
  );

  it('is said in German, too', () => {
    const format = formatIn('de-AT', german);
    expect(
      describeUsualWeeks(USUAL, { of: 'people', daysPerPoint: 7, format }),
    ).toBe(
      'Üblich sind 5 Personen pro Woche, am wenigsten 2 in der Woche ab 24. Okt. 2026.',
    );
  });
});
