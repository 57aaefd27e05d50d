import { CountTable } from './CountTables';
import { NO_DAY_NUMBER } from './dayNumbers';

/** Called with commits that are alike: their day, who did them, whether they are merges, and how many there are. */
export type OnWork = (
  dayNumber: number,
  author: number,
  coAuthors: readonly number[] | undefined,
  isMerge: boolean,
  commits: number,
  row: number,
) => void;

/** What of a table is asked for. */
export interface WorkRange {
  firstDay: number;
  lastDay: number;
  personOf: (authorId: number) => number;
}

/**
 * Goes through a table, with people in place of authors, as far as it is of the range or of unusable dates. Plain parameters, since there
 * may be a million rows.
 */
export function forEachWork(
  table: CountTable,
  range: WorkRange,
  onWork: OnWork,
): void {
  const { dayNumbers, authorIds, coAuthors, commits, merges } = table;
  const { personOf } = range;
  const firstCoAuthored = dayNumbers.length - coAuthors.length;
  for (const part of [
    [0, firstCoAuthored],
    [firstCoAuthored, dayNumbers.length],
  ]) {
    const [begin, end] = cutToRange(dayNumbers, part, range);
    for (let row = begin; row < end; row++) {
      const day = dayNumbers[row];
      const author = personOf(authorIds[row]);
      const others =
        row < firstCoAuthored
          ? undefined
          : coAuthors[row - firstCoAuthored].map(personOf);
      if (commits[row] > 0) {
        onWork(day, author, others, false, commits[row], row);
      }
      if (merges[row] > 0) {
        onWork(day, author, others, true, merges[row], row);
      }
    }
  }
}

/** Of rows that are by day: where those of the range begin and end. */
function cutToRange(
  dayNumbers: Int32Array,
  [begin, end]: number[],
  { firstDay, lastDay }: WorkRange,
): [number, number] {
  return dayNumbers[begin] === NO_DAY_NUMBER
    ? [begin, end]
    : [
        findDay(dayNumbers, begin, end, firstDay),
        findDay(dayNumbers, begin, end, lastDay + 1),
      ];
}

/** The first row, between two, that is of a day or a later one. */
function findDay(
  dayNumbers: Int32Array,
  begin: number,
  end: number,
  day: number,
): number {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dayNumbers[middle] < day) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
