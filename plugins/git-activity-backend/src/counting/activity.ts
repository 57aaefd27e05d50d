import { Knex } from 'knex';
import { Mailmaps, personIn, WhoIsWho } from '../people/PeopleIndex';
import { CountTables } from './CountTables';
import { CountingFilter, CountingRules, Verdict } from './rules';
import { HeldSet } from './selectedSets';
import { forEachWork } from './work';

/** Called with commits of a repository that count on one day, as days since 1970. */
export type OnCounted = (
  repositoryId: number,
  dayNumber: number,
  commits: number,
) => void;

/** Goes through what counts in each of some repositories by itself: what several of them hold counts in each. */
export async function forEachCounted(
  trx: Knex,
  options: {
    tables: CountTables;
    sets: HeldSet[];
    people: WhoIsWho;
    mailmaps: Mailmaps;
    filter: CountingFilter;
  },
  onCounted: OnCounted,
): Promise<void> {
  const { tables, sets, people, filter } = options;
  const rules = new CountingRules(filter, people);
  if (rules.isEmpty) return;
  for await (const { set, tables: counts } of tables.read(trx, {
    sets,
    from: filter.from,
    to: filter.to,
  })) {
    for (const repositoryId of set.repositoryIds) {
      forEachWork(
        counts,
        personIn(options, repositoryId),
        (dayNumber, author, coAuthors, isMerge, commits) => {
          const verdict = rules.judge(dayNumber, author, coAuthors, isMerge);
          if (verdict === Verdict.counts) {
            onCounted(repositoryId, dayNumber, commits);
          }
        },
      );
    }
  }
}
