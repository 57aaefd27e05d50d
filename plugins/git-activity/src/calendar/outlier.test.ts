import { findOutlier } from './outlier';

const daysOf = (counts: number[]) =>
  counts.map((commits, index) => ({ date: `2026-05-1${index}`, commits }));

it('finds a day that is most of all, and far above the others', () => {
  expect(findOutlier(daysOf([3, 12_000, 97, 20]))).toEqual({
    day: '2026-05-11',
    commits: 12_000,
    share: 12_000 / 12_120,
  });
});

it.each([
  ['busy days beside each other', [3, 1000, 200]],
  ['many others that are more together', [100, ...Array(9).fill(10), 100]],
  ['a day of hard work', [1, 90, 2]],
  ['a day alone', [12_000]],
  ['no day at all', []],
])('does not take for one: %s', (_, counts) => {
  expect(findOutlier(daysOf(counts))).toBeUndefined();
});

it('needs a day to be more than all others together', () => {
  expect(findOutlier(daysOf([100, ...Array(10).fill(10)]))).toBeUndefined();
  expect(findOutlier(daysOf([101, ...Array(10).fill(10)]))).toMatchObject({
    commits: 101,
  });
});
