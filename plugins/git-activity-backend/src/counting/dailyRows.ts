import { Turns } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { personIn } from '../people/PeopleIndex';
import { CountTables } from './CountTables';
import { Selected } from './Roster';
import { CountingFilter, CountingRules, Verdict } from './rules';
import { forEachWork } from './work';

/** How many commits of one author count on one day in one repository. */
export interface DailyRow {
  /** Since 1970. */
  dayNumber: number;
  repositoryId: number;
  /** The person who authored them; 0 for all together whom the viewer is not told by name. */
  author: number;
  commits: number;
}

/**
 * Tells what counts by day, repository and author: each commit once, in the repository of the selection that it belongs to and for
 * the author, whoever of its people is asked for.
 *
 * @returns the latest day first, and of a day by the ids
 */
export async function countDailyRows(
  trx: Knex,
  options: { tables: CountTables; selected: Selected; filter: CountingFilter },
): Promise<DailyRow[]> {
  const { tables, selected, filter } = options;
  const rules = new CountingRules(filter, selected.people);
  const turns = new Turns();
  const rows = new Map<string, DailyRow>();
  const read = tables.read(trx, { ...selected, ...filter });
  for await (const { set, tables: counts } of read) {
    const { repositoryId } = set;
    await forEachWork(
      counts,
      personIn(selected, repositoryId),
      turns,
      (dayNumber, person, coAuthors, isMerge, commits) => {
        const verdict = rules.judge(dayNumber, person, coAuthors, isMerge);
        if (verdict !== Verdict.counts) return;
        const author = selected.people.isNamed(person) ? person : 0;
        const key = `${dayNumber} ${repositoryId} ${author}`;
        const row = rows.get(key);
        if (row) row.commits += commits;
        else rows.set(key, { dayNumber, repositoryId, author, commits });
      },
    );
  }
  return turns.sort([...rows.values()], compareRows);
}

/** In the order in which they come. */
export function compareRows(
  a: Omit<DailyRow, 'commits'>,
  b: Omit<DailyRow, 'commits'>,
): number {
  return (
    b.dayNumber - a.dayNumber ||
    a.repositoryId - b.repositoryId ||
    a.author - b.author
  );
}
