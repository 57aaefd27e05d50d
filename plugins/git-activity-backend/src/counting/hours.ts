import { Knex } from 'knex';
import { Day } from 'backstage-plugin-git-activity-common';
import { SqlWriter } from '../database/SqlWriter';
import { Mailmaps, personIn, WhoIsWho } from '../people/PeopleIndex';
import { fromDayNumber } from './dayNumbers';
import { CountingRules, Verdict } from './rules';
import { idsByColumn, SelectedSet, SetColumn } from './selectedSets';

/** Bounds how long one statement takes, and with it how long SQLite, which works in this process, keeps it busy. */
const COMMITS_PER_QUERY = 20_000;
const SECONDS_PER_HOUR = 3_600;
const HOURS_PER_DAY = 24;
const DAYS_PER_WEEK = 7;
const HOURS_PER_WEEK = DAYS_PER_WEEK * HOURS_PER_DAY;
/** 1 January 1970 was a Thursday; and what an offset puts before it must not be negative. */
const SINCE_A_MONDAY_SECONDS =
  (3 + DAYS_PER_WEEK) * HOURS_PER_DAY * SECONDS_PER_HOUR;

/** Commits that are read at once. */
interface Part {
  sets: SelectedSet[];
  from: Day;
  to: Day;
}

/** Divides commits into parts of a bounded size, by what daily counts say of them. */
export class HourParts {
  readonly #firstDay: number;
  readonly #lastDay: number;
  /** Of sets in which something counts. */
  readonly #parts: Part[] = [];
  #small: SelectedSet[] = [];
  #smallCommits = 0;

  constructor({ firstDay, lastDay }: { firstDay: number; lastDay: number }) {
    this.#firstDay = firstDay;
    this.#lastDay = lastDay;
  }

  /** @param byDay - how many commits of a set, whether they count or not, each day of the range has */
  add(set: SelectedSet, byDay: Int32Array): void {
    const commits = byDay.reduce((sum, ofDay) => sum + ofDay, 0);
    if (this.#smallCommits + commits > COMMITS_PER_QUERY) this.#cut();
    if (commits > COMMITS_PER_QUERY) {
      this.#divide(set, byDay);
    } else {
      this.#small.push(set);
      this.#smallCommits += commits;
    }
  }

  get all(): Part[] {
    this.#cut();
    return this.#parts;
  }

  #cut(): void {
    if (this.#small.length > 0) {
      this.#push(this.#small, this.#firstDay, this.#lastDay);
    }
    this.#small = [];
    this.#smallCommits = 0;
  }

  #divide(set: SelectedSet, byDay: Int32Array): void {
    let first = 0;
    let commits = 0;
    byDay.forEach((ofDay, day) => {
      if (commits > 0 && commits + ofDay > COMMITS_PER_QUERY) {
        this.#push([set], this.#firstDay + first, this.#firstDay + day - 1);
        first = day;
        commits = 0;
      }
      commits += ofDay;
    });
    this.#push([set], this.#firstDay + first, this.#lastDay);
  }

  #push(sets: SelectedSet[], first: number, last: number): void {
    const [from, to] = [first, last].map(fromDayNumber);
    this.#parts.push({ sets, from, to });
  }
}

/** Commits that are alike but for the hour. */
interface HoursRow {
  set_id: number;
  author_id: number;
  coauthors: string;
  is_merge: number;
  /** With spaces between them. */
  hours: string;
}

/**
 * Counts the commits of some days by the hour of the week in which they were authored, by the clock of who did.
 *
 * @returns 168 numbers, from Monday at midnight
 */
export async function countHours(
  trx: Knex,
  options: {
    parts: Part[];
    rules: CountingRules;
    people: WhoIsWho;
    mailmaps: Mailmaps;
  },
): Promise<Int32Array> {
  const { parts, rules } = options;
  const counts = new Int32Array(HOURS_PER_WEEK);
  for (const part of parts) {
    const people = new Map(
      part.sets.map(({ id, repositoryId }) => [
        id,
        personIn(options, repositoryId),
      ]),
    );
    for (const row of await readHours(trx, part)) {
      const personOf = people.get(row.set_id) ?? (() => 0);
      const named = row.coauthors
        ? row.coauthors.split(',').map(id => personOf(Number(id)))
        : undefined;
      // Whatever the day is, it is one of the range.
      const verdict = rules.judge(
        rules.firstDay,
        personOf(row.author_id),
        named,
        row.is_merge === 1,
      );
      if (verdict === Verdict.counts) {
        for (const hour of row.hours.split(' ')) counts[Number(hour)]++;
      }
    }
  }
  return counts;
}

/** One row for each author and set, since a row for each commit would keep this process busy for longer. */
async function readHours(
  trx: Knex,
  { sets, from, to }: Part,
): Promise<HoursRow[]> {
  const db = new SqlWriter(trx);
  const rows: HoursRow[] = [];
  for (const [column, ids] of idsByColumn(sets)) {
    rows.push(...(await readHoursBy(db, { column, ids, from, to })));
  }
  return rows;
}

async function readHoursBy(
  db: SqlWriter,
  part: { column: SetColumn; ids: number[]; from: Day; to: Day },
): Promise<HoursRow[]> {
  const { column, ids, from, to } = part;
  return db.rows<HoursRow>(db.sql`
    select set_id, author_id, coauthors, is_merge, string_agg(cast(hour as text), ' ') as hours
    from (
      select ${db.text(column)} as set_id, author_id, coauthors,
        case when parents > 1 then 1 else 0 end as is_merge,
        (authored_at + utc_offset * 60 + ${db.text(
          String(SINCE_A_MONDAY_SECONDS),
        )}) / ${db.text(String(SECONDS_PER_HOUR))} % ${db.text(
    String(HOURS_PER_WEEK),
  )} as hour
      from commits
      where ${db.isIn(column, ids)} and day between ${from} and ${to}
    ) dated
    group by set_id, author_id, coauthors, is_merge`);
}
