import { CountTable } from './CountTables';

/** Called with commits that are alike: their day, who did them, whether they are merges, and how many there are. */
export type OnWork = (
  dayNumber: number,
  author: number,
  coAuthors: readonly number[] | undefined,
  isMerge: boolean,
  commits: number,
  row: number,
) => void;

/** Goes through a table, with people in place of authors. Plain parameters, since there may be a million rows. */
export function forEachWork(
  table: CountTable,
  personOf: (authorId: number) => number,
  onWork: OnWork,
): void {
  const { dayNumbers, authorIds, coAuthors, commits, merges } = table;
  const firstCoAuthored = dayNumbers.length - coAuthors.length;
  for (let row = 0; row < dayNumbers.length; row++) {
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
