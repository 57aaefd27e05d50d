import { createHash } from 'node:crypto';
import { Day } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import {
  Mailmaps,
  PeopleIndex,
  personIn,
  readMailmaps,
  WhoIsWho,
} from '../people/PeopleIndex';
import { forEachCounted, OnCounted } from './activity';
import { CountTables } from './CountTables';
import { CommitFilter } from './filter';
import { fromDayNumber } from './dayNumbers';
import { forEachWork } from './work';
import { CountingFilter, CountingRules, Verdict } from './rules';
import { readHeldSets, readSelectedSets, SelectedSet } from './selectedSets';
import { Tally } from './Tally';

/** What a selection is made of at one moment; whatever is counted of it fits together. */
export interface Selected {
  sets: SelectedSet[];
  people: WhoIsWho;
  mailmaps: Mailmaps;
  /** The same text means the same numbers, names aside. */
  revision: string;
}

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

  constructor(options: { tables?: CountTables } = {}) {
    this.#tables = options.tables ?? new CountTables();
  }

  /** Looks at what some repositories hold, without counting it. */
  async select(trx: Knex, repositoryIds: number[]): Promise<Selected> {
    const sets = await readSelectedSets(trx, repositoryIds);
    const people = await this.#people.read(trx);
    const mailmaps = await readMailmaps(
      trx,
      sets.filter(set => set.hasMailmap).map(set => set.repositoryId),
    );
    const facts = [
      sets.map(set => [set.id, set.version, set.repositoryId]),
      people.version,
      [...mailmaps].map(([id, mailmap]) => [id, [...mailmap]]),
    ];
    return {
      sets,
      people,
      mailmaps,
      revision: createHash('sha256')
        .update(JSON.stringify(facts))
        .digest('base64url'),
    };
  }

  /** Adds up what counts. */
  async tally(
    trx: Knex,
    options: { selected: Selected; filter: CommitFilter },
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
      tally.add(tables, set.repositoryId);
    }
    return tally;
  }

  /** Goes through what counts in each of some repositories by itself: what several of them hold counts in each. */
  async countEach(
    trx: Knex,
    options: {
      repositoryIds: number[];
      filter: CountingFilter;
      onCounted: OnCounted;
    },
  ): Promise<void> {
    const { repositoryIds, filter, onCounted } = options;
    const selected = {
      tables: this.#tables,
      sets: await readHeldSets(trx, repositoryIds),
      people: await this.#people.read(trx),
      mailmaps: await readMailmaps(trx, repositoryIds),
      filter,
    };
    await forEachCounted(trx, selected, onCounted);
  }

  /**
   * Finds where what counts is, so that few commits have to be looked at to list it.
   *
   * @returns by day, latest first
   */
  async locate(
    trx: Knex,
    options: { selected: Selected; filter: CommitFilter },
  ): Promise<CountedDay[]> {
    const { selected, filter } = options;
    const rules = new CountingRules(filter, selected.people);
    const days = new Map<number, CountedDay>();
    const read = this.#tables.read(trx, { ...selected, ...filter });
    for await (const { set, tables } of read) {
      forEachWork(
        tables,
        personIn(selected, set.repositoryId),
        (dayNumber, author, coAuthors, isMerge, commits, authorId) => {
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
    }
    return [...days.values()].sort((a, b) => (a.day < b.day ? 1 : -1));
  }
}
