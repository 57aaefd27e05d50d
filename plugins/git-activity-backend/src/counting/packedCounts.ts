import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { NO_DAY } from '../database/tables';
import { firstDayOf, QuarterRange } from './quarters';

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
