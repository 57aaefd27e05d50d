import { Calendar, Person } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { NO_DAY } from '../database/tables';
import { Adjustment, CountedWork } from './CountedWork';
import {
  DailyCounts,
  NO_DAY_NUMBER,
  RepositoryVersion,
  toDayNumber,
} from './DailyCounts';
import { CommitFilter } from './filter';
import { PersonColumns, toPerson } from '../questions/person';
import { Tally } from './Tally';

/** What a calendar counts; the rest of it tells how far that can be trusted. */
export type Counts = Pick<Calendar, 'days' | 'totals' | 'excluded'>;

/** A filter, and how its repositories were when somebody looked. */
export interface CountRequest {
  filter: CommitFilter;
  /** Those of the filter. */
  versions: RepositoryVersion[];
}

/** The same on every machine and engine, unlike the databases' collations. */
const NAME_ORDER = new Intl.Collator('en');

/** Counts commits by day, what the filter leaves out, and who did them. */
export class CommitCounter {
  readonly #database: Knex;
  readonly #db: SqlWriter;
  readonly #dailyCounts: DailyCounts;

  constructor(options: { database: Knex; dailyCounts?: DailyCounts }) {
    this.#database = options.database;
    this.#db = new SqlWriter(options.database);
    this.#dailyCounts = options.dailyCounts ?? new DailyCounts(options);
  }

  async count(request: CountRequest): Promise<Counts> {
    const work = await CountedWork.create(this.#database, request.filter);
    const tally = await this.#tally(work, request);
    const people = await this.#findPeople(work, tally);
    const { days } = tally;
    return {
      days,
      totals: {
        commits: days.reduce((sum, { commits }) => sum + commits, 0),
        activeDays: days.length,
        authors: people.length,
        repositories: tally.repositories,
      },
      excluded: tally.excluded,
    };
  }

  /** The people for whom at least one commit counts, authored or co-authored, by name. */
  async listPeople(request: CountRequest): Promise<Person[]> {
    const { sql } = this.#db;
    const work = await CountedWork.create(this.#database, request.filter);
    const tally = await this.#tally(work, request);
    const people = await this.#db.rows<PersonColumns>(sql`
      select p.id as person_id, p.name, p.user_entity_ref, p.bot
      from people p
      where ${this.#db.isIn('p.id', await this.#findPeople(work, tally))}`);
    return people
      .map(toPerson)
      .sort(
        (a, b) =>
          NAME_ORDER.compare(a.name, b.name) || Number(a.id) - Number(b.id),
      );
  }

  async #tally(
    work: CountedWork,
    { filter, versions }: CountRequest,
  ): Promise<Tally> {
    const tally = new Tally({ kinds: work.getAuthorKinds(), filter });
    if (work.isEmpty) return tally;
    const { from, to } = filter;
    for await (const { repositoryId, counts } of this.#dailyCounts.read({
      repositories: versions,
      from,
      to,
    })) {
      tally.addTable(repositoryId, counts);
    }
    const adjustments = work.adjustments();
    if (!adjustments) return tally;
    for (const row of await this.#db.rows<Adjustment>(adjustments)) {
      tally.add({
        repositoryId: row.repository_id,
        dayNumber: row.day === NO_DAY ? NO_DAY_NUMBER : toDayNumber(row.day),
        authorId: row.author_id,
        commits: row.commits,
        merges: row.merges,
        own: row.own === 1,
      });
    }
    return tally;
  }

  /** The ids of the people for whom at least one commit counts. */
  async #findPeople(work: CountedWork, tally: Tally): Promise<number[]> {
    if (work.isEmpty) return [];
    const people = await this.#db.rows<{ person_id: number }>(
      work.countedPeople({ authorIds: tally.authorIds }),
    );
    return people.map(row => row.person_id);
  }
}
