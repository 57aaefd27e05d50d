import { Person, printable } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { WhoIsWho } from './PeopleIndex';

const NOBODY = '(no name)';
/** In how many ways people can be written for a name to be found; nobody has more than a handful by themselves. */
const MAX_SPELLINGS = 20_000;
/** Of one person. */
const SPELLINGS_OF_EACH = { min: 20, max: 1_000 };

/** The same on every machine and engine, unlike the databases' collations. */
const NAME_ORDER = new Intl.Collator('en');

/** Sorts people by name, and those of the same name by what says nothing of others. */
export function byName(a: Person, b: Person): number {
  return NAME_ORDER.compare(a.name, b.name) || Number(a.id) - Number(b.id);
}

/** Where names are looked for: what the viewer may see, and nothing else. */
export interface NameSources {
  sets: Array<{ id: number; repositoryId: number }>;
  people: WhoIsWho;
}

interface AuthorRow {
  id: number;
  name: string;
  email: string;
  /** PostgreSQL's bigint arrives as a string */
  commits: number | string;
}

/**
 * Tells what people are called whom the viewer sees. A name comes from the catalog, or from the commits of the selection and the `.mailmap`s of its
 * repositories, so that a repository that the viewer may not see names nobody.
 */
export async function readNames(
  trx: Knex,
  options: { personIds: number[]; sources: NameSources },
): Promise<Map<number, Person>> {
  const db = new SqlWriter(trx);
  const people = await db.rows<{
    id: number;
    bot: number;
    entity_ref: string | null;
    name: string | null;
  }>(db.sql`
    select p.id, p.bot, u.entity_ref, u.name
    from people p left join catalog_users u on u.entity_ref = p.user_entity_ref
    where ${db.isIn('p.id', options.personIds)}`);
  const written = await readWrittenNames(db, options);
  return new Map(
    people.map(({ id, bot, entity_ref, name }) => [
      id,
      {
        id: String(id),
        name: name ?? written.get(id) ?? NOBODY,
        ...(entity_ref !== null && { userEntityRef: entity_ref }),
        bot: bot === 1,
      },
    ]),
  );
}

/** The name with the most commits; of several, the first by code point. Who wrote no name is called by an address. */
async function readWrittenNames(
  db: SqlWriter,
  options: { personIds: number[]; sources: NameSources },
): Promise<Map<number, string>> {
  const { people } = options.sources;
  const wanted = new Set(options.personIds);
  const names = new Map<number, Map<string, number>>();
  for (const author of await readSpellings(db, options)) {
    const person = people.personOf(author.id);
    if (!wanted.has(person)) continue;
    const counts = names.get(person) ?? new Map<string, number>();
    names.set(person, counts);
    const written = printable(author.name);
    const name = written || printable(author.email);
    // An author who wrote no name must not turn a person with a name into an address.
    const weight = written ? Number(author.commits) : -1;
    counts.set(name, (counts.get(name) ?? 0) + weight);
  }
  return new Map(
    [...names].map(([person, counts]) => [person, mostFrequent(counts)]),
  );
}

/** How many commits call somebody by which author, after the `.mailmap` of their repository. */
async function readSpellings(
  db: SqlWriter,
  options: { personIds: number[]; sources: NameSources },
): Promise<AuthorRow[]> {
  const { sql } = db;
  const isOne = db.isIn('id', await readAuthorIds(db, options.personIds));
  return db.rows<AuthorRow>(sql`
    with looked_at as (select * from ${db.recordset({
      as: 'looked_at',
      columns: { id: 'integer', repositoryId: 'integer' },
      rows: options.sources.sets,
    })}),
    wanted as (select id, name, email from authors where ${isOne}),
    mapped as (
      select author_id from mailmap_authors
      where mapped_author_id in (select id from wanted)
      order by author_id limit ${MAX_SPELLINGS}
    ),
    written as (select id as author_id from wanted union select author_id from mapped),
    counted as (
      select coalesce(m.mapped_author_id, s.author_id) as author_id, sum(s.commits) as commits
      from written w
      join set_authors s on s.author_id = w.author_id
      join looked_at l on l.id = s.set_id
      left join mailmap_authors m on m.repository_id = l.repositoryId and m.author_id = s.author_id
      group by 1
    )
    select wanted.id, wanted.name, wanted.email, counted.commits
    from wanted join counted on counted.author_id = wanted.id`);
}

/** The authors that some people are, those of each that were met first: an account can be written in any number of ways. */
async function readAuthorIds(
  db: SqlWriter,
  personIds: number[],
): Promise<number[]> {
  const { min, max } = SPELLINGS_OF_EACH;
  const share = Math.floor(MAX_SPELLINGS / personIds.length);
  const most = Math.min(max, Math.max(min, share));
  const { sql } = db;
  const idsBy = (column: string) => sql`(
    select string_agg(cast(id as text), ' ') from (
      select id from authors where ${db.text(
        column,
      )} = p.id order by id limit ${most}
    ) part)`;
  const rows = await db.rows<Record<'known' | 'strange', string | null>>(sql`
    select ${idsBy('person_id')} as known, ${idsBy('stranger_id')} as strange
    from people p where ${db.isIn('p.id', personIds)}`);
  const ids = rows.flatMap(({ known, strange }) => [
    ...(known?.split(' ') ?? []),
    ...(strange?.split(' ') ?? []),
  ]);
  return [...new Set(ids)].map(Number);
}

function mostFrequent(counts: Map<string, number>): string {
  const [[name]] = [...counts].sort(
    ([nameA, countA], [nameB, countB]) =>
      countB - countA || (nameA < nameB ? -1 : 1),
  );
  return name || NOBODY;
}
