import { CountTable } from './packedCounts';

/**
 * Called with commits that are alike: their day, who did them, whether they are merges, how many there are, and the author as
 * written.
 */
export type OnWork = (
  dayNumber: number,
  author: number,
  coAuthors: readonly number[] | undefined,
  isMerge: boolean,
  commits: number,
  authorId: number,
) => void;

/** Goes through tables, with people in place of authors. Plain parameters, since there may be a million rows. */
export function forEachWork(
  tables: CountTable[],
  personOf: (authorId: number) => number,
  onWork: OnWork,
): void {
  for (const table of tables) {
    const { dayNumbers, authorIds, coAuthors, commits, merges } = table;
    const firstCoAuthored = dayNumbers.length - coAuthors.length;
    for (let row = 0; row < dayNumbers.length; row++) {
      const day = dayNumbers[row];
      const authorId = authorIds[row];
      const author = personOf(authorId);
      const others =
        row < firstCoAuthored
          ? undefined
          : coAuthors[row - firstCoAuthored].map(personOf);
      if (commits[row] > 0) {
        onWork(day, author, others, false, commits[row], authorId);
      }
      if (merges[row] > 0) {
        onWork(day, author, others, true, merges[row], authorId);
      }
    }
  }
}
