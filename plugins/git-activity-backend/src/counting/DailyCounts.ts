import { Day } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { NO_DAY, RepositoryRow } from '../database/tables';

/** Bounds how much is loaded at once, and with it how long one request keeps others from being answered. */
const REPOSITORIES_PER_QUERY = 100;
/** 16 bytes each. A year of 1,000 repositories with 10,000 commits each has about 800,000. */
const MAX_KEPT_ROWS = 2_000_000;
const FIELDS_PER_ROW = 4;
const MS_PER_DAY = 24 * 60 * 60 * 1000;
/** Stands for the day of commits whose date is unusable, in place of days since 1970, and for the year of that day. */
export const NO_DAY_NUMBER = -(2 ** 31);
const NO_YEAR = 0;
const NO_COUNTS = toTable([[], [], [], []]);

/** A repository, and how often its counts had changed when somebody looked. */
export type RepositoryVersion = Pick<RepositoryRow, 'id' | 'counts_version'>;

/** Some of a repository's daily counts, column by column; a row has the same place in each. */
export interface CountTable {
  /** Days since 1970, or {@link NO_DAY_NUMBER}. */
  dayNumbers: Int32Array;
  authorIds: Int32Array;
  /** With at most one parent. */
  commits: Int32Array;
  /** With two or more. */
  merges: Int32Array;
}

interface KeptRepository {
  version: number;
  years: Map<number, CountTable>;
  rows: number;
}

/** Days since 1970. */
export function toDayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
}

/** @see toDayNumber */
export function fromDayNumber(dayNumber: number): Day {
  return new Date(dayNumber * MS_PER_DAY).toISOString().slice(0, 10);
}

/**
 * Reads `daily_counts`, and keeps what was read last in memory: adding numbers up takes the database far longer than
 * this process, and few repositories get new commits between two requests. `counts_version` tells whether what is kept of
 * one still holds. Whole calendar years are kept, so that today's last twelve months still serve tomorrow's.
 */
export class DailyCounts {
  readonly #db: SqlWriter;
  readonly #maxKeptRows: number;
  /** Least recently used first. */
  readonly #kept = new Map<number, KeptRepository>();
  #keptRows = 0;

  constructor(options: { database: Knex; maxKeptRows?: number }) {
    this.#db = new SqlWriter(options.database);
    this.#maxKeptRows = options.maxKeptRows ?? MAX_KEPT_ROWS;
  }

  /** Reads the counts of the calendar years that a range touches, and of unusable dates. */
  async *read(options: {
    repositories: RepositoryVersion[];
    from: Day;
    to: Day;
  }): AsyncGenerator<{ repositoryId: number; counts: CountTable }> {
    const { repositories, from, to } = options;
    const years = [NO_YEAR, ...yearsBetween(from, to)];
    for (
      let index = 0;
      index < repositories.length;
      index += REPOSITORIES_PER_QUERY
    ) {
      const chunk = repositories.slice(index, index + REPOSITORIES_PER_QUERY);
      for (const [repositoryId, found] of await this.#find(chunk, years)) {
        for (const year of years) {
          const counts = found.years.get(year);
          if (counts) yield { repositoryId, counts };
        }
      }
    }
  }

  async #find(
    repositories: RepositoryVersion[],
    years: number[],
  ): Promise<Map<number, KeptRepository>> {
    const found = new Map<number, KeptRepository>();
    const missing: RepositoryVersion[] = [];
    for (const repository of repositories) {
      const { id, counts_version: version } = repository;
      const kept = this.#kept.get(id);
      if (kept?.version === version && years.every(y => kept.years.has(y))) {
        this.#keep(id, kept);
        found.set(id, kept);
      } else {
        missing.push(repository);
      }
    }
    if (missing.length > 0) {
      for (const [id, loaded] of await this.#load(missing, years)) {
        this.#keep(id, loaded);
        found.set(id, loaded);
      }
    }
    this.#evict();
    return found;
  }

  async #load(
    repositories: RepositoryVersion[],
    years: number[],
  ): Promise<Map<number, KeptRepository>> {
    const loaded = new Map<number, KeptRepository>(
      repositories.map(({ id, counts_version: version }) => [
        id,
        {
          version,
          years: new Map(years.map(year => [year, NO_COUNTS])),
          rows: 0,
        },
      ]),
    );
    const packed = await this.#query([...loaded.keys()], years);
    for (const { repository_id, counts } of packed) {
      const repository = loaded.get(repository_id);
      if (!repository) continue;
      unpack(counts).forEach((table, year) => {
        repository.years.set(year, table);
        repository.rows += table.authorIds.length;
      });
    }
    return loaded;
  }

  /**
   * One row for each repository that has counts. They come as one text, since hundreds of thousands of rows would keep
   * this process busy for longer than the database.
   */
  async #query(
    repositoryIds: number[],
    years: number[],
  ): Promise<Array<{ repository_id: number; counts: string }>> {
    const { sql } = this.#db;
    const inRepositories = this.#db.isIn('d.repository_id', repositoryIds);
    const dated = years.filter(year => year !== NO_YEAR).map(toYearText);
    return this.#db.rows(sql`
      select repository_id,
        string_agg(day || ' ' || author_id || ' ' || commits || ' ' || merges, ' ') as counts
      from (
        select d.*
        from daily_counts d
        where ${inRepositories}
          and d.day between ${`${dated[0]}-01-01`} and ${`${dated.at(
      -1,
    )}-12-31`}
        union all
        select d.*
        from daily_counts d
        where ${inRepositories} and d.day = ${NO_DAY}
      ) counts
      group by repository_id`);
  }

  /** Makes it the most recently used. */
  #keep(id: number, repository: KeptRepository): void {
    const before = this.#kept.get(id);
    // What is kept of other years still holds if the version does
    if (
      before &&
      before !== repository &&
      before.version === repository.version
    ) {
      before.years.forEach((counts, year) => {
        if (!repository.years.has(year)) repository.years.set(year, counts);
      });
      repository.rows = countRows(repository.years);
    }
    this.#keptRows += repository.rows - (before?.rows ?? 0);
    this.#kept.delete(id);
    this.#kept.set(id, repository);
  }

  #evict(): void {
    for (const [id, { rows }] of this.#kept) {
      if (this.#keptRows <= this.#maxKeptRows) return;
      this.#kept.delete(id);
      this.#keptRows -= rows;
    }
  }
}

/** Reads what the query packed: day, author, commits and merges of one row after the other. By year. */
function unpack(packed: string): Map<number, CountTable> {
  const fields = packed.split(' ');
  const years = new Map<string, number[][]>();
  const dayNumbers = new Map([[NO_DAY, NO_DAY_NUMBER]]);
  for (let field = 0; field < fields.length; field += FIELDS_PER_ROW) {
    const day = fields[field];
    const year = day.slice(0, 4);
    const columns = years.get(year) ?? [[], [], [], []];
    years.set(year, columns);
    const dayNumber = dayNumbers.get(day) ?? toDayNumber(day);
    dayNumbers.set(day, dayNumber);
    columns[0].push(dayNumber);
    columns[1].push(Number(fields[field + 1]));
    columns[2].push(Number(fields[field + 2]));
    columns[3].push(Number(fields[field + 3]));
  }
  return new Map(
    [...years].map(([year, columns]) => [Number(year), toTable(columns)]),
  );
}

function toTable(columns: number[][]): CountTable {
  const [dayNumbers, authorIds, commits, merges] = columns.map(column =>
    Int32Array.from(column),
  );
  return { dayNumbers, authorIds, commits, merges };
}

function countRows(years: Map<number, CountTable>): number {
  let rows = 0;
  years.forEach(({ authorIds }) => {
    rows += authorIds.length;
  });
  return rows;
}

function yearsBetween(from: Day, to: Day): number[] {
  const [first, last] = [from, to].map(day => Number(day.slice(0, 4)));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function toYearText(year: number): string {
  return String(year).padStart(4, '0');
}
