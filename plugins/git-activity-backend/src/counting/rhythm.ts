import { Turns } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { personIn } from '../people/PeopleIndex';
import { CountTables } from './CountTables';
import { countHours, HourParts } from './hours';
import { Points } from './points';
import { Selected } from './Roster';
import { CountingFilter, CountingRules, Verdict } from './rules';
import { Weeks, WeekTotals } from './Weeks';
import { forEachWork } from './work';

/** When in the week work was done, and how steadily. */
export interface RhythmCounts {
  /** Commits by the hour of the week, from Monday at midnight. */
  hours: number[];
  weeks: WeekTotals[];
}

/** Counts what a tally of the same filter counts, by the hour of the week and by weeks. */
export async function countRhythm(
  trx: Knex,
  options: {
    tables: CountTables;
    selected: Selected;
    filter: CountingFilter;
    points: Points;
  },
): Promise<RhythmCounts> {
  const { tables, selected, filter, points } = options;
  const rules = new CountingRules(filter, selected.people);
  const { highestPersonId } = selected.people;
  const weeks = new Weeks({ rules, points, highestPersonId });
  const parts = new HourParts(rules);
  const turns = new Turns();
  // Where nothing can count, nothing is read.
  const sets = rules.isEmpty ? [] : selected.sets;
  const read = tables.read(trx, { ...filter, sets });
  for await (const { set, tables: counts } of read) {
    const { repositoryId } = set;
    const byDay = new Int32Array(rules.lastDay - rules.firstDay + 1);
    let hasCounted = false;
    await forEachWork(
      counts,
      personIn(selected, repositoryId),
      turns,
      (dayNumber, author, coAuthors, isMerge, commits) => {
        const verdict = rules.judge(dayNumber, author, coAuthors, isMerge);
        const work = { repositoryId, dayNumber, author, coAuthors, commits };
        weeks.add({ ...work, verdict });
        hasCounted ||= verdict === Verdict.counts;
        // Of a day that is out of range there is no place, which is as well.
        byDay[dayNumber - rules.firstDay] += commits;
      },
    );
    if (hasCounted) parts.add(set, byDay);
  }
  const hours = await countHours(trx, {
    ...selected,
    parts: parts.all,
    rules,
  });
  return { hours: [...hours], weeks: weeks.totals };
}
