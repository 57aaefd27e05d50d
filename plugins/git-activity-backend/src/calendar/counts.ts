import { Knex } from 'knex';
import { Calendar, Person } from 'backstage-plugin-git-activity-common';
import { NO_DAY } from '../ledger/tables';
import { CountedWork } from './CountedWork';
import { CommitFilter } from './filter';
import { SqlWriter } from '../ledger/SqlWriter';

/** What a calendar counts; the rest of it tells how far that can be trusted. */
export type Counts = Pick<Calendar, 'days' | 'totals' | 'excluded'>;

const NOTHING: Counts = {
  days: [],
  totals: { commits: 0, activeDays: 0, authors: 0, repositories: 0 },
  excluded: { merges: 0, bots: 0, invalidDates: 0 },
};

/** Counts commits by day, and what the filter leaves out. */
export async function readCounts(
  database: Knex,
  filter: CommitFilter,
): Promise<Counts> {
  const work = await CountedWork.create(database, filter);
  if (work.isEmpty) return NOTHING;
  const db = new SqlWriter(database);
  const [everyDay, authors, repositories, invalidDates] = await Promise.all([
    readDays(db, work),
    countPeople(db, work),
    countRepositories(db, work),
    countUnusableDates(db, work),
  ]);
  const days = everyDay
    .filter(({ commits }) => commits > 0)
    .map(({ day, commits }) => ({ date: day, commits }));
  return {
    days,
    totals: {
      commits: sum(days.map(({ commits }) => commits)),
      activeDays: days.length,
      authors,
      repositories,
    },
    excluded: {
      merges: sum(everyDay.map(({ merges }) => merges)),
      bots: sum(everyDay.map(({ bots }) => bots)),
      invalidDates,
    },
  };
}

/** The people for whom at least one commit counts, by name. */
export async function readPeople(
  database: Knex,
  filter: CommitFilter,
): Promise<Person[]> {
  const work = await CountedWork.create(database, filter);
  if (work.isEmpty) return [];
  const db = new SqlWriter(database);
  const { sql } = db;
  const people = await db.rows<PersonColumns>(sql`
    select p.id as person_id, p.name, p.user_entity_ref, p.bot
    from people p
    where p.id in (${work.people()})`);
  return people
    .map(toPerson)
    .sort(
      (a, b) =>
        NAME_ORDER.compare(a.name, b.name) || Number(a.id) - Number(b.id),
    );
}

/** The columns of `people` that a {@link Person} is made from. */
export interface PersonColumns {
  person_id: number;
  name: string;
  user_entity_ref: string | null;
  bot: number;
}

export function toPerson(row: PersonColumns): Person {
  return {
    id: String(row.person_id),
    name: row.name,
    ...(row.user_entity_ref !== null && { userEntityRef: row.user_entity_ref }),
    bot: row.bot === 1,
  };
}

/** The same on every machine and engine, unlike the databases' collations. */
const NAME_ORDER = new Intl.Collator('en');

interface DayRow {
  day: string;
  commits: number;
  merges: number;
  bots: number;
}

async function readDays(db: SqlWriter, work: CountedWork): Promise<DayRow[]> {
  const { sql } = db;
  return db.rows<DayRow>(sql`
    select w.day,
      cast(sum(${work.counted}) as integer) as commits,
      cast(sum(${work.excludedMerges}) as integer) as merges,
      cast(sum(${work.excludedBots}) as integer) as bots
    from (${work.work()}) w
    group by w.day
    order by w.day`);
}

async function countPeople(db: SqlWriter, work: CountedWork): Promise<number> {
  const { sql } = db;
  return readNumber(
    db,
    sql`select cast(count(*) as integer) as number from (${work.people()}) someone`,
  );
}

async function countRepositories(
  db: SqlWriter,
  work: CountedWork,
): Promise<number> {
  const { sql } = db;
  return readNumber(
    db,
    sql`
    select cast(count(*) as integer) as number
    from (
      select w.repository_id
      from (${work.work()}) w
      group by w.repository_id
      having sum(${work.counted}) > 0
    ) active`,
  );
}

async function countUnusableDates(
  db: SqlWriter,
  work: CountedWork,
): Promise<number> {
  const { sql } = db;
  return readNumber(
    db,
    sql`
    select cast(coalesce(sum(w.commits + w.merges), 0) as integer) as number
    from (${work.work({ from: NO_DAY, to: NO_DAY })}) w`,
  );
}

async function readNumber(db: SqlWriter, query: Knex.Raw): Promise<number> {
  const [row] = await db.rows<{ number: number }>(query);
  return row.number;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
