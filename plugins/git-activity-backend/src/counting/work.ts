import { CountTable } from './CountTables';
import { Work } from './rules';

const NOBODY: readonly number[] = [];

/** Commits that are alike, and how many there are. */
export interface CountedWork {
  /** The same object each time, since there may be a million: it holds until the next one is asked for. */
  work: Work;
  /** The place in the table. */
  row: number;
  commits: number;
}

/** Goes through a table: first those of a row that are no merges, then its merges. */
export function* readWork(
  table: CountTable,
  options: { personOf: (authorId: number) => number },
): Generator<CountedWork> {
  const { dayNumbers, authorIds, coAuthors, commits, merges } = table;
  const { personOf } = options;
  const work = { dayNumber: 0, author: 0, coAuthors: NOBODY, isMerge: false };
  const counted = { work, row: 0, commits: 0 };
  for (let row = 0; row < dayNumbers.length; row++) {
    work.dayNumber = dayNumbers[row];
    work.author = personOf(authorIds[row]);
    const named = coAuthors.get(row);
    work.coAuthors = named ? named.map(personOf) : NOBODY;
    counted.row = row;
    if (commits[row] > 0) {
      work.isMerge = false;
      counted.commits = commits[row];
      yield counted;
    }
    if (merges[row] > 0) {
      work.isMerge = true;
      counted.commits = merges[row];
      yield counted;
    }
  }
}
