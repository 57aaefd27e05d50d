import { Day } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { NO_DAY } from '../database/tables';
import { NO_DAY_NUMBER, toDayNumber } from './dayNumbers';
import { SelectedSet } from './selectedSets';

/** Bounds how much is loaded at once, and with it how long one request keeps others from being answered. */
const SETS_PER_QUERY = 50;
/** How many queries are under way: while this process takes one answer apart, the database makes the next one. */
const QUERIES_AHEAD = 2;
/** 16 bytes each, and more for those with co-authors. A year of 1,000 repositories with 10,000 commits each has about 900,000. */
const MAX_KEPT_ROWS = 4_000_000;
/** As many numbers make a row. */
const COLUMNS = 4;
const QUARTERS_PER_YEAR = 4;
const MONTHS_PER_QUARTER = 3;
const ONE_COMMIT = [1, 0];
/** Stands for the quarter of commits whose date is unusable. */
const NO_QUARTER = 0;
const NO_COUNTS = toTable({ alone: [], together: [], coAuthors: [] });

/** Some of a holder set's daily counts, column by column; a row has the same place in each. */
export interface CountTable {
  /** Days since 1970, or {@link NO_DAY_NUMBER}. */
  dayNumbers: Int32Array;
  authorIds: Int32Array;
  /** The authors that commits of the last rows name as co-authors; the rows before these have none. */
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
  quarters: Map<number, CountTable>;
  rows: number;
}

/**
 * Reads `daily_counts`, and keeps what was read last in memory: adding numbers up takes the database far longer than
 * this process, and few repositories get new commits between two requests. A set's version tells whether what is kept of it
 * still holds. Whole quarters are kept, so that today's last twelve months still serve tomorrow's.
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
   * Reads the counts of the quarters that a range touches, and of unusable dates.
   *
   * @param trx - the snapshot that the versions are of
   * @returns the tables of one set after the other, in no particular order
   */
  async *read<TSet extends SetVersion>(
    trx: Knex,
    options: { sets: TSet[]; from: Day; to: Day },
  ): AsyncGenerator<{ set: TSet; tables: CountTable[] }> {
    const { sets, from, to } = options;
    const quarters = [NO_QUARTER, ...quartersBetween(from, to)];
    const missing = new Map<number, TSet>();
    for (const set of sets) {
      const kept = this.#kept.get(set.id);
      if (
        kept?.version === set.version &&
        quarters.every(quarter => kept.quarters.has(quarter))
      ) {
        this.#keep(set.id, kept);
        yield { set, tables: tablesOf(kept, quarters) };
      } else {
        missing.set(set.id, set);
      }
    }
    for await (const loaded of load(trx, [...missing.values()], quarters)) {
      for (const [id, kept] of loaded) {
        this.#keep(id, kept);
        const set = missing.get(id);
        if (set) yield { set, tables: tablesOf(kept, quarters) };
      }
      this.#evict();
    }
  }

  /** Makes it the most recently used. */
  #keep(id: number, set: KeptSet): void {
    const before = this.#kept.get(id);
    // What is kept of other quarters still holds if the version does
    if (before && before !== set && before.version === set.version) {
      before.quarters.forEach((counts, quarter) => {
        if (!set.quarters.has(quarter)) set.quarters.set(quarter, counts);
      });
      set.rows = countRows(set.quarters);
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

function tablesOf(set: KeptSet, quarters: number[]): CountTable[] {
  return quarters.flatMap(quarter => {
    const table = set.quarters.get(quarter);
    return table && table.authorIds.length > 0 ? [table] : [];
  });
}

/** Reads some sets after the other. */
async function* load(
  trx: Knex,
  sets: SetVersion[],
  quarters: number[],
): AsyncGenerator<Map<number, KeptSet>> {
  const chunks = Array.from(
    { length: Math.ceil(sets.length / SETS_PER_QUERY) },
    (_, index) =>
      sets.slice(index * SETS_PER_QUERY, (index + 1) * SETS_PER_QUERY),
  );
  const ask = (chunk: SetVersion[]) => {
    const answer = query(
      trx,
      chunk.map(({ id }) => id),
      quarters,
    );
    // Whoever waits for it hears of it; nobody may, after another one failed.
    answer.catch(() => undefined);
    return answer;
  };
  const answers = chunks.slice(0, QUERIES_AHEAD).map(ask);
  for (const [index, chunk] of chunks.entries()) {
    const rows = await answers[index];
    const ahead = chunks.at(index + QUERIES_AHEAD);
    if (ahead) answers.push(ask(ahead));
    yield toKept(rows, chunk, quarters);
    delete answers[index];
  }
}

function toKept(
  rows: Array<PackedColumns & { set_id: number }>,
  sets: SetVersion[],
  quarters: number[],
): Map<number, KeptSet> {
  const kept = new Map<number, KeptSet>(
    sets.map(({ id, version }) => [
      id,
      {
        version,
        quarters: new Map(quarters.map(quarter => [quarter, NO_COUNTS])),
        rows: 0,
      },
    ]),
  );
  for (const { set_id, ...columns } of rows) {
    const set = kept.get(set_id);
    if (!set) continue;
    unpack(columns).forEach((table, quarter) => {
      set.quarters.set(quarter, table);
      set.rows += table.authorIds.length;
    });
  }
  return kept;
}

/** Rows of one set, column by column, with spaces between them. */
interface PackedColumns {
  days: string;
  authors: string;
  /** Commits and merges with a slash between them; nothing for one commit. */
  counts: string;
  coauthors: string;
}

/**
 * One row for each set that has counts. They come as a few texts, since hundreds of thousands of rows would keep this process
 * busy for longer than the database; and column by column, since putting texts together row by row takes the database longer than
 * finding them.
 */
async function query(
  trx: Knex,
  setIds: number[],
  quarters: number[],
): Promise<Array<PackedColumns & { set_id: number }>> {
  const db = new SqlWriter(trx);
  const { sql } = db;
  const inSets = db.isIn('d.set_id', setIds);
  // The first one has no days.
  const first = firstDayOf(quarters[1]);
  const end = firstDayOf(quarters[quarters.length - 1] + 1);
  const columns = db.text(
    'd.set_id, d.day, d.author_id, d.commits, d.merges, d.coauthors',
  );
  return db.rows(sql`
    select set_id,
      string_agg(day, ' ') as days,
      string_agg(cast(author_id as text), ' ') as authors,
      string_agg(case when commits = 1 and merges = 0 then '' else commits || '/' || merges end, ' ') as counts,
      string_agg(coauthors, ' ') as coauthors
    from (
      select ${columns} from daily_counts d
      where ${inSets} and d.day >= ${first} and d.day < ${end}
      union all
      select ${columns} from daily_counts d where ${inSets} and d.day = ${NO_DAY}
    ) counts
    group by set_id`);
}

/** Rows of one quarter, each of day, author, commits and merges, one after the other. */
interface UnpackedRows {
  /** Without co-authors. */
  alone: number[];
  /** With co-authors, and these. */
  together: number[];
  coAuthors: Array<readonly number[]>;
}

/** Reads what the query packed. By quarter. */
function unpack(packed: PackedColumns): Map<number, CountTable> {
  const days = packed.days.split(' ');
  const authors = packed.authors.split(' ');
  const counts = packed.counts.split(' ');
  const coauthors = packed.coauthors.split(' ');
  const quarters = new Map<number, UnpackedRows>();
  days.forEach((day, row) => {
    const { dayNumber, quarter } = dateOf(day);
    let rows = quarters.get(quarter);
    if (!rows) {
      rows = { alone: [], together: [], coAuthors: [] };
      quarters.set(quarter, rows);
    }
    const [commits, merges] =
      counts[row] === '' ? ONE_COMMIT : counts[row].split('/').map(Number);
    const named = coauthors[row];
    const target = named === '' ? rows.alone : rows.together;
    target.push(dayNumber, Number(authors[row]), commits, merges);
    if (named !== '') rows.coAuthors.push(named.split(',').map(Number));
  });
  return new Map(
    [...quarters].map(([quarter, rows]) => [quarter, toTable(rows)]),
  );
}

function toTable({ alone, together, coAuthors }: UnpackedRows): CountTable {
  const rows = (alone.length + together.length) / COLUMNS;
  const columns = Array.from({ length: COLUMNS }, () => new Int32Array(rows));
  const fill = (values: number[], firstRow: number) => {
    for (let place = 0; place < values.length; place++) {
      columns[place % COLUMNS][firstRow + Math.floor(place / COLUMNS)] =
        values[place];
    }
  };
  fill(alone, 0);
  fill(together, alone.length / COLUMNS);
  const [dayNumbers, authorIds, commits, merges] = columns;
  return { dayNumbers, authorIds, coAuthors, commits, merges };
}

function countRows(quarters: Map<number, CountTable>): number {
  let rows = 0;
  quarters.forEach(({ authorIds }) => {
    rows += authorIds.length;
  });
  return rows;
}

/** As there are so many rows, and so few days, each day is looked at once. */
const dates = new Map<string, { dayNumber: number; quarter: number }>([
  [NO_DAY, { dayNumber: NO_DAY_NUMBER, quarter: NO_QUARTER }],
]);

function dateOf(day: Day): { dayNumber: number; quarter: number } {
  let date = dates.get(day);
  if (!date) {
    date = { dayNumber: toDayNumber(day), quarter: quarterOf(day) };
    dates.set(day, date);
  }
  return date;
}

/** Quarters since the beginning of the year 0. */
function quarterOf(day: Day): number {
  const [year, month] = day.split('-').map(Number);
  return (
    year * QUARTERS_PER_YEAR + Math.floor((month - 1) / MONTHS_PER_QUARTER)
  );
}

function quartersBetween(from: Day, to: Day): number[] {
  const [first, last] = [from, to].map(quarterOf);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function firstDayOf(quarter: number): Day {
  const year = Math.floor(quarter / QUARTERS_PER_YEAR);
  const month = 1 + (quarter % QUARTERS_PER_YEAR) * MONTHS_PER_QUARTER;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(
    2,
    '0',
  )}-01`;
}
