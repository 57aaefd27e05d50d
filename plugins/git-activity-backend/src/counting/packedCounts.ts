import { Turns } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { NO_DAY } from '../database/tables';
import { NO_DAY_NUMBER, toDayNumber } from './dayNumbers';
import { firstDayOf, NO_QUARTER, QuarterRange, quarterOf } from './quarters';

const SPACE = 32;
const HYPHEN = 45;
const SLASH = 47;
const ZERO = 48;
const DAY_LENGTH = 'YYYY-MM-DD'.length;
const NO_DATE = { dayNumber: NO_DAY_NUMBER, quarter: NO_QUARTER };

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

/** Rows of one set, column by column, with spaces between them. */
export interface PackedCounts {
  set_id: number;
  /** How many rows; PostgreSQL's bigint arrives as a string. */
  size: number | string;
  days: string;
  authors: string;
  /** Commits and merges with a slash between them; nothing for one commit. */
  counts: string;
  coauthors: string;
}

/** Bounds how long one statement takes, and with it how long SQLite, which works in this process, keeps it busy. */
const ROWS_PER_QUERY = 25_000;

/** Which daily counts are read. */
interface CountRange {
  /** Sorted. */
  setIds: number[];
  from: string;
  /** Not itself. */
  end: string;
}

/** The last row that was read. */
interface Place {
  set_id: number;
  day: string;
  author_id: number;
  coauthors: string;
}

/** Commits whose date is unusable: the empty string sorts before all that begin with a digit. */
export const UNDATED = { from: NO_DAY, end: '0' };

/** The days of some quarters. */
export function daysOf({ first, last }: QuarterRange) {
  return { from: firstDayOf(first), end: firstDayOf(last + 1) };
}

/** Reads the counts of some sets: one row for each that has any. */
export async function readPackedCounts(
  trx: Knex,
  range: CountRange,
): Promise<PackedCounts[]> {
  const packed = new Map<number, PackedCounts>();
  let { setIds } = range;
  let place: Place | undefined;
  while (setIds.length > 0) {
    // Once there is too much of one set for one statement, the rest of that one comes first.
    const part = place
      ? { ...range, setIds: [place.set_id], from: place.day, after: place }
      : { ...range, setIds };
    const rows = await readPart(trx, part);
    rows.forEach(row =>
      packed.set(row.set_id, joinPacked(packed.get(row.set_id), row)),
    );
    const size = rows.reduce((sum, row) => sum + Number(row.size), 0);
    if (size === ROWS_PER_QUERY) {
      place = await findLast(trx, part);
    } else if (place) {
      const done = place.set_id;
      setIds = setIds.filter(id => id > done);
      place = undefined;
    } else {
      setIds = [];
    }
  }
  return [...packed.values()];
}

/**
 * They come as a few texts, since hundreds of thousands of rows would keep this process busy for longer than the database; and column
 * by column, since putting texts together row by row takes the database longer than finding them.
 */
async function readPart(
  trx: Knex,
  part: CountRange & { after?: Place },
): Promise<PackedCounts[]> {
  const db = new SqlWriter(trx);
  return db.rows(db.sql`
    select set_id,
      count(*) as size,
      string_agg(day, ' ') as days,
      string_agg(cast(author_id as text), ' ') as authors,
      string_agg(case when commits = 1 and merges = 0 then '' else commits || '/' || merges end, ' ') as counts,
      string_agg(coauthors, ' ') as coauthors
    from (
      select set_id, day, author_id, coauthors, commits, merges from daily_counts
      where ${isIn(db, part)}
      order by set_id, day, author_id, coauthors
      limit ${ROWS_PER_QUERY}
    ) counts
    group by set_id`);
}

/** The last row of a part that has as many as one statement reads. */
async function findLast(
  trx: Knex,
  part: CountRange & { after?: Place },
): Promise<Place> {
  const db = new SqlWriter(trx);
  const [place] = await db.rows<Place>(db.sql`
    select set_id, day, author_id, coauthors from daily_counts
    where ${isIn(db, part)}
    order by set_id, day, author_id, coauthors
    limit 1 offset ${ROWS_PER_QUERY - 1}`);
  return place;
}

function isIn(
  db: SqlWriter,
  { setIds, from, end, after }: CountRange & { after?: Place },
): Knex.Raw {
  const { sql } = db;
  const isAfter = after
    ? sql`(day, author_id, coauthors) > (${after.day}, ${after.author_id}, ${after.coauthors})`
    : sql`1 = 1`;
  return sql`${db.isIn(
    'set_id',
    setIds,
  )} and day >= ${from} and day < ${end} and ${isAfter}`;
}

function joinPacked(
  before: PackedCounts | undefined,
  more: PackedCounts,
): PackedCounts {
  return before
    ? {
        set_id: more.set_id,
        size: Number(before.size) + Number(more.size),
        days: `${before.days} ${more.days}`,
        authors: `${before.authors} ${more.authors}`,
        counts: `${before.counts} ${more.counts}`,
        coauthors: `${before.coauthors} ${more.coauthors}`,
      }
    : more;
}

/**
 * Takes apart what the database packed, by quarter. There may be a million rows, so that texts are read letter by letter, and no row
 * becomes an object.
 *
 * @param options - `tables` is filled, and `turns` are taken between the columns
 */
export async function unpackCounts(options: {
  counts: PackedCounts;
  tables: Map<number, CountTable>;
  turns: Turns;
}): Promise<void> {
  const { counts: packed, tables, turns } = options;
  const size = Number(packed.size);
  const { dayNumbers, quarters } = readDays(packed.days, size);
  await turns.take();
  const authorIds = readNumbers(packed.authors, size);
  await turns.take();
  const { commits, merges } = readCounts(packed.counts, size);
  await turns.take();
  const coAuthors = readCoAuthors(packed.coauthors);
  await turns.take();
  for (const [quarter, group] of groupRows(quarters, coAuthors)) {
    await turns.take();
    const rows = Int32Array.from(group.alone.concat(group.together));
    tables.set(quarter, {
      dayNumbers: rows.map(row => dayNumbers[row]),
      authorIds: rows.map(row => authorIds[row]),
      coAuthors: group.together.map(row => coAuthors.get(row) ?? []),
      commits: rows.map(row => commits[row]),
      merges: rows.map(row => merges[row]),
    });
  }
}

/** Rows without and with co-authors. */
interface RowGroup {
  alone: number[];
  together: number[];
}

/** The rows of each quarter. */
function groupRows(
  quarters: Int32Array,
  coAuthors: Map<number, number[]>,
): Map<number, RowGroup> {
  const groups = new Map<number, RowGroup>();
  let group: RowGroup = { alone: [], together: [] };
  for (let row = 0; row < quarters.length; row++) {
    if (row === 0 || quarters[row] !== quarters[row - 1]) {
      group = groups.get(quarters[row]) ?? { alone: [], together: [] };
      groups.set(quarters[row], group);
    }
    (coAuthors.has(row) ? group.together : group.alone).push(row);
  }
  return groups;
}

function readDays(
  text: string,
  size: number,
): { dayNumbers: Int32Array; quarters: Int32Array } {
  const dayNumbers = new Int32Array(size);
  const quarters = new Int32Array(size);
  for (let row = 0, at = 0; row < size; row++) {
    const hasDay = at < text.length && text.charCodeAt(at) !== SPACE;
    const { dayNumber, quarter } = hasDay ? dateAt(text, at) : NO_DATE;
    dayNumbers[row] = dayNumber;
    quarters[row] = quarter;
    at += (hasDay ? DAY_LENGTH : 0) + 1;
  }
  return { dayNumbers, quarters };
}

/** As there are so many rows, and so few days, each day is looked at once. By its digits. */
const dates = new Map<number, { dayNumber: number; quarter: number }>();

function dateAt(
  text: string,
  begin: number,
): { dayNumber: number; quarter: number } {
  let digits = 0;
  for (let at = begin; at < begin + DAY_LENGTH; at++) {
    const code = text.charCodeAt(at);
    if (code !== HYPHEN) digits = digits * 10 + code - ZERO;
  }
  let date = dates.get(digits);
  if (!date) {
    const day = text.slice(begin, begin + DAY_LENGTH);
    date = { dayNumber: toDayNumber(day), quarter: quarterOf(day) };
    dates.set(digits, date);
  }
  return date;
}

function readNumbers(text: string, size: number): Int32Array {
  const numbers = new Int32Array(size);
  let row = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE) {
      row++;
    } else {
      numbers[row] = numbers[row] * 10 + code - ZERO;
    }
  }
  return numbers;
}

/** Where there is nothing, it is one commit. */
function readCounts(
  text: string,
  size: number,
): { commits: Int32Array; merges: Int32Array } {
  const commits = new Int32Array(size);
  const merges = new Int32Array(size);
  let target = commits;
  for (let at = 0, row = 0; row < size; at++) {
    const code = at < text.length ? text.charCodeAt(at) : SPACE;
    if (code === SPACE) {
      if (commits[row] + merges[row] === 0) commits[row] = 1;
      target = commits;
      row++;
    } else if (code === SLASH) {
      target = merges;
    } else {
      target[row] = target[row] * 10 + code - ZERO;
    }
  }
  return { commits, merges };
}

/** By row; most have none. */
function readCoAuthors(text: string): Map<number, number[]> {
  const coAuthors = new Map<number, number[]>();
  for (let at = 0, row = 0; at < text.length; at++) {
    if (text.charCodeAt(at) === SPACE) {
      row++;
    } else {
      const space = text.indexOf(' ', at);
      const end = space === -1 ? text.length : space;
      coAuthors.set(row, text.slice(at, end).split(',').map(Number));
      at = end - 1;
    }
  }
  return coAuthors;
}
