import { Day } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { NO_DAY } from '../database/tables';
import { NO_DAY_NUMBER, toDayNumber } from './dayNumbers';
import { SelectedSet } from './selectedSets';

/** Bounds how much is loaded at once, and with it how long one request keeps others from being answered. */
const SETS_PER_QUERY = 50;
/** 16 bytes each, and more for those with co-authors. A year of 1,000 repositories with 10,000 commits each has about 900,000. */
const MAX_KEPT_ROWS = 4_000_000;
const FIELDS_PER_ROW = 5;
/** As many of these are kept in columns. */
const COLUMNS = 4;
/** In place of co-authors where there are none. */
const NO_COAUTHORS = '-';
/** Stands for the year of commits whose date is unusable. */
const NO_YEAR = 0;
const NO_COUNTS = toTable({ alone: [], together: [], coAuthors: [] });

/**
 * Some of a holder set's daily counts, column by column; a row has the same place in each. First come the rows without co-authors, then those
 * with some, both by day.
 */
export interface CountTable {
  /** Days since 1970, or {@link NO_DAY_NUMBER}. */
  dayNumbers: Int32Array;
  authorIds: Int32Array;
  /** The authors that commits of the last rows name as co-authors. */
  coAuthors: ReadonlyArray<readonly number[]>;
  /** With at most one parent. */
  commits: Int32Array;
  /** With two or more. */
  merges: Int32Array;
}

/** A set, and how often its counts had changed when somebody looked. */
type SetVersion = Pick<SelectedSet, 'id' | 'version'>;

interface KeptSet {
  version: number;
  years: Map<number, CountTable>;
  rows: number;
}

/**
 * Reads `daily_counts`, and keeps what was read last in memory: adding numbers up takes the database far longer than
 * this process, and few repositories get new commits between two requests. A set's version tells whether what is kept of it
 * still holds. Whole calendar years are kept, so that today's last twelve months still serve tomorrow's.
 */
export class CountTables {
  readonly #maxKeptRows: number;
  /** Least recently used first. */
  readonly #kept = new Map<number, KeptSet>();
  #keptRows = 0;

  constructor(options: { maxKeptRows?: number } = {}) {
    this.#maxKeptRows = options.maxKeptRows ?? MAX_KEPT_ROWS;
  }

  /**
   * Reads the counts of the calendar years that a range touches, and of unusable dates.
   *
   * @param trx - the snapshot that the versions are of
   */
  async *read<TSet extends SetVersion>(
    trx: Knex,
    options: { sets: TSet[]; from: Day; to: Day },
  ): AsyncGenerator<{ set: TSet; counts: CountTable }> {
    const { sets, from, to } = options;
    const years = [NO_YEAR, ...yearsBetween(from, to)];
    for (let index = 0; index < sets.length; index += SETS_PER_QUERY) {
      const chunk = sets.slice(index, index + SETS_PER_QUERY);
      const found = await this.#find(trx, chunk, years);
      for (const set of chunk) {
        for (const year of years) {
          const counts = found.get(set.id)?.years.get(year);
          if (counts) yield { set, counts };
        }
      }
    }
  }

  async #find(
    trx: Knex,
    sets: SetVersion[],
    years: number[],
  ): Promise<Map<number, KeptSet>> {
    const found = new Map<number, KeptSet>();
    const missing: SetVersion[] = [];
    for (const set of sets) {
      const kept = this.#kept.get(set.id);
      if (
        kept?.version === set.version &&
        years.every(year => kept.years.has(year))
      ) {
        this.#keep(set.id, kept);
        found.set(set.id, kept);
      } else {
        missing.push(set);
      }
    }
    if (missing.length > 0) {
      for (const [id, loaded] of await load(trx, missing, years)) {
        this.#keep(id, loaded);
        found.set(id, loaded);
      }
    }
    this.#evict();
    return found;
  }

  /** Makes it the most recently used. */
  #keep(id: number, set: KeptSet): void {
    const before = this.#kept.get(id);
    // What is kept of other years still holds if the version does
    if (before && before !== set && before.version === set.version) {
      before.years.forEach((counts, year) => {
        if (!set.years.has(year)) set.years.set(year, counts);
      });
      set.rows = countRows(set.years);
    }
    this.#keptRows += set.rows - (before?.rows ?? 0);
    this.#kept.delete(id);
    this.#kept.set(id, set);
  }

  #evict(): void {
    for (const [id, { rows }] of this.#kept) {
      if (this.#keptRows <= this.#maxKeptRows) return;
      this.#kept.delete(id);
      this.#keptRows -= rows;
    }
  }
}

async function load(
  trx: Knex,
  sets: SetVersion[],
  years: number[],
): Promise<Map<number, KeptSet>> {
  const loaded = new Map<number, KeptSet>(
    sets.map(({ id, version }) => [
      id,
      {
        version,
        years: new Map(years.map(year => [year, NO_COUNTS])),
        rows: 0,
      },
    ]),
  );
  for (const { set_id, counts } of await query(
    trx,
    [...loaded.keys()],
    years,
  )) {
    const set = loaded.get(set_id);
    if (!set) continue;
    unpack(counts).forEach((table, year) => {
      set.years.set(year, table);
      set.rows += table.authorIds.length;
    });
  }
  return loaded;
}

/**
 * One row for each set that has counts. They come as one text, since hundreds of thousands of rows would keep this process
 * busy for longer than the database.
 */
async function query(
  trx: Knex,
  setIds: number[],
  years: number[],
): Promise<Array<{ set_id: number; counts: string }>> {
  const db = new SqlWriter(trx);
  const { sql } = db;
  const inSets = db.isIn('d.set_id', setIds);
  const dated = years.filter(year => year !== NO_YEAR).map(toYearText);
  const [first, last] = [dated[0], dated[dated.length - 1]];
  return db.rows(sql`
    select set_id,
      string_agg(
        day || ' ' || author_id || ' ' || commits || ' ' || merges || ' ' ||
          case when coauthors = '' then ${NO_COAUTHORS} else coauthors end,
        ' ' order by day
      ) as counts
    from (
      select d.* from daily_counts d
      where ${inSets} and d.day between ${`${first}-01-01`} and ${`${last}-12-31`}
      union all
      select d.* from daily_counts d where ${inSets} and d.day = ${NO_DAY}
    ) counts
    group by set_id`);
}

/** Rows of one year, each of day, author, commits and merges, one after the other. */
interface UnpackedRows {
  /** Without co-authors. */
  alone: number[];
  /** With co-authors, and these. */
  together: number[];
  coAuthors: Array<readonly number[]>;
}

/** Reads what the query packed: day, author, commits, merges and co-authors of one row after the other. By year. */
function unpack(packed: string): Map<number, CountTable> {
  const fields = packed.split(' ');
  const years = new Map<string, UnpackedRows>();
  const dayNumbers = new Map([[NO_DAY, NO_DAY_NUMBER]]);
  const crews = new Map<string, readonly number[]>();
  for (let field = 0; field < fields.length; field += FIELDS_PER_ROW) {
    const day = fields[field];
    const year = day.slice(0, 4);
    let rows = years.get(year);
    if (!rows) {
      rows = { alone: [], together: [], coAuthors: [] };
      years.set(year, rows);
    }
    let dayNumber = dayNumbers.get(day);
    if (dayNumber === undefined) {
      dayNumber = toDayNumber(day);
      dayNumbers.set(day, dayNumber);
    }
    const named = fields[field + 4];
    const isAlone = named === NO_COAUTHORS;
    (isAlone ? rows.alone : rows.together).push(
      dayNumber,
      Number(fields[field + 1]),
      Number(fields[field + 2]),
      Number(fields[field + 3]),
    );
    if (!isAlone) {
      const crew = crews.get(named) ?? named.split(',').map(Number);
      crews.set(named, crew);
      rows.coAuthors.push(crew);
    }
  }
  return new Map(
    [...years].map(([year, rows]) => [Number(year), toTable(rows)]),
  );
}

function toTable({ alone, together, coAuthors }: UnpackedRows): CountTable {
  const values = [...alone, ...together];
  const column = (place: number) =>
    Int32Array.from(
      { length: values.length / COLUMNS },
      (_, row) => values[row * COLUMNS + place],
    );
  return {
    dayNumbers: column(0),
    authorIds: column(1),
    coAuthors,
    commits: column(2),
    merges: column(3),
  };
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
