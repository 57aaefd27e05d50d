import { Day } from 'backstage-plugin-git-activity-common';
import { Turns } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { PeopleIndex, personIn, readMailmaps } from '../people/PeopleIndex';
import { SqlWriter } from '../database/SqlWriter';
import { Activity, countActivities, Periods } from './activity';
import { CountTables } from './CountTables';
import { countDailyRows, DailyRow } from './dailyRows';
import { fromDayNumber } from './dayNumbers';
import { forEachWork, OnWork } from './work';
import { Points } from './points';
import { countRhythm, RhythmCounts } from './rhythm';
import { CountingFilter, CountingRules, Verdict } from './rules';
import { repositoriesOf, SelectedScopes } from './scopes';
import { readSelectedSets, SelectedSet } from './selectedSets';
import { RepositoryVersion, Roster, Selected } from './Roster';
import { SetAuthors } from './SetAuthors';
import { Tally } from './Tally';

/** Each takes some 20 kB. */
const MAX_KEPT_RHYTHMS = 200;

/** A day on which something counts, and where that is. */
export interface CountedDay {
  day: Day;
  commits: number;
  setIds: Set<number>;
  authorIds: Set<number>;
}

/** Counts what selections hold, from daily counts that it keeps in memory. */
export class Counter {
  readonly #tables: CountTables;
  readonly #people = new PeopleIndex();
  readonly #authors = new SetAuthors();
  /** Daily counts know of no hours, so that finding these out means looking at each commit. */
  readonly #rhythms = new LRUCache<string, RhythmCounts>({
    max: MAX_KEPT_RHYTHMS,
  });

  constructor(options: { tables?: CountTables } = {}) {
    this.#tables = options.tables ?? new CountTables();
  }

  /** Looks at what a selection holds, and by whom it is, without counting it. */
  async look(trx: Knex, scopes: SelectedScopes): Promise<Roster> {
    const db = new SqlWriter(trx);
    const sets = await readSelectedSets(trx, scopes);
    const repositories = await db.rows<RepositoryVersion>(db.sql`
      select id, contents_version, mailmap_id from repositories
      where ${db.isIn('id', repositoriesOf(scopes))}
      order by id`);
    const mapping = repositories.filter(
      ({ mailmap_id }) => mailmap_id !== null,
    );
    return new Roster({
      scopes,
      sets,
      repositories,
      everyone: await this.#people.read(trx),
      mailmaps: await readMailmaps(
        trx,
        mapping.map(({ id }) => id),
      ),
      authorIds: await this.#authors.read(trx, sets),
    });
  }

  /** Adds up what counts. */
  async tally(
    trx: Knex,
    options: { selected: Selected; filter: CountingFilter },
  ): Promise<Tally> {
    const { selected, filter } = options;
    const rules = new CountingRules(filter, selected.people);
    const tally = new Tally({ rules, ...selected });
    if (rules.isEmpty) return tally;
    const { from, to } = filter;
    const { sets } = selected;
    for await (const { set, tables } of this.#tables.read(trx, {
      sets,
      from,
      to,
    })) {
      await tally.add(tables, set.repositoryId);
    }
    return tally;
  }

  /** Counts each of some shares of a selection by itself. */
  async activities(
    trx: Knex,
    options: {
      selected: Selected;
      filter: CountingFilter;
      shares: SelectedScopes[];
      periods: Periods;
    },
  ): Promise<Activity[]> {
    return countActivities(trx, { tables: this.#tables, ...options });
  }

  /** Counts by day, repository and author. */
  async dailyRows(
    trx: Knex,
    options: { selected: Selected; filter: CountingFilter },
  ): Promise<DailyRow[]> {
    return countDailyRows(trx, { tables: this.#tables, ...options });
  }

  /** Counts by the hour of the week, and by the weeks of the range. */
  async rhythm(
    trx: Knex,
    options: { selected: Selected; filter: CountingFilter; points: Points },
  ): Promise<RhythmCounts> {
    const { selected, filter } = options;
    const key = JSON.stringify([selected.revision, filter]);
    const kept = this.#rhythms.get(key);
    if (kept) return kept;
    const rhythm = await countRhythm(trx, { tables: this.#tables, ...options });
    this.#rhythms.set(key, rhythm);
    return rhythm;
  }

  /** Goes through all that a selection holds of the quarters that a range touches, and of unusable dates, whatever of it counts. */
  async forEachWork(
    trx: Knex,
    options: { selected: Selected; from: Day; to: Day },
    onWork: (set: SelectedSet, ...work: Parameters<OnWork>) => void,
  ): Promise<void> {
    const { selected, from, to } = options;
    const turns = new Turns();
    const read = this.#tables.read(trx, { sets: selected.sets, from, to });
    for await (const { set, tables } of read) {
      const personOf = personIn(selected, set.repositoryId);
      await forEachWork(tables, personOf, turns, (...work) =>
        onWork(set, ...work),
      );
    }
  }

  /**
   * Finds where what counts is, so that few commits have to be looked at to list it.
   *
   * @returns by day, latest first
   */
  async locate(
    trx: Knex,
    options: { selected: Selected; filter: CountingFilter },
  ): Promise<CountedDay[]> {
    const { selected, filter } = options;
    const rules = new CountingRules(filter, selected.people);
    const days = new Map<number, CountedDay>();
    await this.forEachWork(
      trx,
      { selected, ...filter },
      (set, dayNumber, author, coAuthors, isMerge, commits, authorId) => {
        const verdict = rules.judge(dayNumber, author, coAuthors, isMerge);
        if (verdict === Verdict.counts) {
          const day = days.get(dayNumber) ?? {
            day: fromDayNumber(dayNumber),
            commits: 0,
            setIds: new Set(),
            authorIds: new Set(),
          };
          days.set(dayNumber, day);
          day.commits += commits;
          day.setIds.add(set.id);
          day.authorIds.add(authorId);
        }
      },
    );
    return [...days.values()].sort((a, b) => (a.day < b.day ? 1 : -1));
  }
}
