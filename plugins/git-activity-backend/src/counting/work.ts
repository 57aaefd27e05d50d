import { Turns } from 'backstage-plugin-git-activity-node';
import { CountTable } from './countTable';

/** Takes a few milliseconds. */
const ROWS_BETWEEN_TURNS = 20_000;

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
export async function forEachWork(
  tables: CountTable[],
  personOf: (authorId: number) => number,
  turns: Turns,
  onWork: OnWork,
): Promise<void> {
  for (const table of tables) {
    const { dayNumbers, authorIds, coAuthors, commits, merges } = table;
    const firstCoAuthored = dayNumbers.length - coAuthors.length;
    await turns.take();
    for (let row = 0; row < dayNumbers.length; row++) {
      if (row % ROWS_BETWEEN_TURNS === ROWS_BETWEEN_TURNS - 1) {
        await turns.take();
      }
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
