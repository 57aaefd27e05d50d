import { formatIn } from '../../../dev/formatIn';
import {
  describeChange,
  describeDaysAgo,
  describeNothing,
  describeSeries,
} from './words';

const format = formatIn('en-GB');

it.each([
  ['2026-11-24', 'today'],
  ['2026-11-23', 'today'],
  ['2026-11-22', 'yesterday'],
  ['2026-11-10', '13 days ago'],
  ['2026-11-09', '2 weeks ago'],
  ['2026-09-24', '8 weeks ago'],
  ['2026-09-22', '2 months ago'],
  ['2026-03-20', '8 months ago'],
  ['2024-12-01', '23 months ago'],
  ['2024-11-01', '2 years ago'],
])('says of %s how long ago it was: %s', (day, words) => {
  expect(describeDaysAgo(day, { today: '2026-11-23', format })).toBe(words);
});

it.each([
  [12, '12 more than in the 365 days before'],
  [-1_200, '1,200 fewer than in the 365 days before'],
  [0, 'As many as in the 365 days before'],
  [undefined, 'Not known'],
])('puts a change of %s in words', (change, words) => {
  const previous = { from: '2024-11-25', to: '2025-11-24' };
  expect(describeChange(change, { previous, format })).toBe(words);
});

it.each([
  [[0, 3, 0, 1], 7, 'Commits in 2 of 4 weeks, at most 3 in a week'],
  [[5], 28, 'Commits in 1 of 1 spans of 4 weeks, at most 5 in one of them'],
  [[0, 0], 7, 'No commits in this period'],
])('says what a sparkline shows: %j', (series, daysPerPoint, words) => {
  expect(describeSeries(series, { daysPerPoint, format })).toBe(words);
});

it('repeats what was searched for without what would turn it around', () => {
  expect(
    describeNothing({
      by: 'repository',
      search: '\u202egnp',
      states: [],
      format,
    }),
  ).toBe('No repository is found for “gnp”.');
});
