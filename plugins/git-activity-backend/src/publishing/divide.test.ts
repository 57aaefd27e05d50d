import { divideWork, lastOver, startOfSpans, Work } from './divide';

const work = (
  day: string,
  person: number,
  fields: Partial<Work> = {},
): Work => ({
  kind: 'commits',
  holder: 1,
  day,
  people: [person],
  commits: 10,
  ...fields,
});

const divide = (
  all: Work[],
  options: Partial<Parameters<typeof divideWork>[0]> = {},
) =>
  divideWork({
    work: all,
    poolOf: () => 'team',
    until: '2026-12-31',
    minimum: 2,
    taken: [],
    ...options,
  }).map(
    ({ from, to, holders, commits }) =>
      `${from}..${to} of ${holders}: ${commits}`,
  );

describe('work is divided into figures', () => {
  it('of the finest spans that enough people worked in', () => {
    expect(
      divide([
        work('2026-05-01', 1),
        work('2026-05-07', 2),
        work('2026-05-08', 1),
        work('2026-05-22', 3),
        work('2026-06-01', 1),
        work('2026-11-01', 2),
      ]),
    ).toEqual([
      '2026-05-01..2026-05-07 of 1: 20',
      '2026-05-01..2026-05-31 of 1: 20',
      '2026-01-01..2026-12-31 of 1: 20',
    ]);
  });

  it('and none of what is never that of enough people, however much one does', () => {
    expect(
      divide([work('2026-05-01', 1, { commits: 900 }), work('2026-05-02', 1)]),
    ).toEqual([]);
  });

  it('of one holder before several are put together, and of the same team only', () => {
    const all = [
      work('2026-05-01', 1),
      work('2026-05-02', 2),
      work('2026-05-01', 3, { holder: 2 }),
      work('2026-05-02', 4, { holder: 3 }),
      work('2026-05-02', 5, { holder: 4 }),
    ];
    expect(
      divide(all, { poolOf: holder => (holder === 4 ? 'other' : 'team') }),
    ).toEqual([
      '2026-05-01..2026-05-07 of 1: 20',
      '2026-05-01..2026-05-07 of 2,3: 20',
    ]);
  });

  it('once all of their days are over: those of one holder at the end of its span, those of several at the end of the month', () => {
    const all = [
      work('2026-05-01', 1),
      work('2026-05-02', 2),
      work('2026-05-08', 1),
      work('2026-05-09', 2, { holder: 2 }),
    ];
    expect(divide(all, { until: '2026-05-06' })).toEqual([]);
    expect(divide(all, { until: '2026-05-30' })).toEqual([
      '2026-05-01..2026-05-07 of 1: 20',
    ]);
    expect(divide(all, { until: '2026-05-31' })).toEqual([
      '2026-05-01..2026-05-07 of 1: 20',
      '2026-05-08..2026-05-14 of 1,2: 20',
    ]);
  });

  it('without what came after a figure of its days was made', () => {
    expect(
      divide(
        [work('2026-05-01', 1), work('2026-05-08', 2), work('2026-05-09', 3)],
        {
          taken: [
            {
              kind: 'commits',
              holder: 1,
              from: '2026-05-01',
              to: '2026-05-07',
            },
            { kind: 'merges', holder: 1, from: '2026-05-08', to: '2026-05-14' },
          ],
        },
      ),
    ).toEqual(['2026-05-08..2026-05-14 of 1: 20']);
  });

  it('each of one kind; that of bots whoever there is, but for what people helped them with', () => {
    expect(
      divide([
        work('2026-05-01', 1),
        work('2026-05-01', 2, { kind: 'merges' }),
        work('2026-05-01', 3, { kind: 'bots', people: [] }),
        work('2026-05-01', 4, { kind: 'bots', people: [4], commits: 3 }),
      ]),
    ).toEqual(['2026-05-01..2026-05-07 of 1: 10']);
  });
});

it('spans begin with years, and end with parts of a month', () => {
  expect(startOfSpans('2026-05-09')).toBe('2026-01-01');
  expect(
    ['2026-02-07', '2026-02-13', '2026-02-28', '2026-03-03'].map(lastOver),
  ).toEqual(['2026-02-07', '2026-02-07', '2026-02-28', '2026-02-28']);
});
