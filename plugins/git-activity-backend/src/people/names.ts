import { Person, printable } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';

const NOBODY = '(no name)';
/** Of somebody with more, those with the most commits are looked at. */
const MAX_SPELLINGS = 100;

/** A person, and what they are called by whom. */
export interface NamedPerson {
  id: number;
  bot: boolean;
  /** The catalog User that it is, if it is one; not everybody may see them. */
  user?: { entityRef: string; name: string };
  /** What most of the commits call them that the question is about. */
  writtenName: string;
}

/** Where names are looked for: what the viewer may see, and nothing else. */
export interface NameSources {
  sets: Array<{ id: number; repositoryId: number }>;
}

interface AuthorRow {
  person_id: number;
  name: string;
  email: string;
  /** PostgreSQL's bigint arrives as a string */
  commits: number | string;
}

/**
 * Tells what people are called. A name comes from the catalog, or from the commits of the selection and the `.mailmap`s of its
 * repositories, so that a repository that the viewer may not see names nobody.
 */
export async function readNames(
  trx: Knex,
  options: { personIds: number[]; sources: NameSources },
): Promise<Map<number, NamedPerson>> {
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
        id,
        bot: bot === 1,
        ...(entity_ref !== null &&
          name !== null && { user: { entityRef: entity_ref, name } }),
        writtenName: written.get(id) ?? NOBODY,
      },
    ]),
  );
}

/** The name with the most commits; of several, the first by code point. Who wrote no name is called by an address. */
async function readWrittenNames(
  db: SqlWriter,
  options: { personIds: number[]; sources: NameSources },
): Promise<Map<number, string>> {
  const names = new Map<number, Map<string, number>>();
  for (const author of await readSpellings(db, options)) {
    const counts = names.get(author.person_id) ?? new Map<string, number>();
    names.set(author.person_id, counts);
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
  const { sets } = options.sources;
  const isWanted = (column: string) => db.isIn(column, options.personIds);
  return db.rows<AuthorRow>(sql`
    with looked_at as (select * from ${db.recordset({
      as: 'looked_at',
      columns: { id: 'integer', repositoryId: 'integer' },
      rows: sets,
    })}),
    wanted as (select id, name, email, person_id from authors where ${isWanted(
      'person_id',
    )}),
    written as (
      select id as author_id from wanted
      union
      select author_id from mailmap_authors
      where mapped_author_id in (select id from wanted)
    ),
    counted as (
      select coalesce(m.mapped_author_id, s.author_id) as author_id, sum(s.commits) as commits
      from written w
      join set_authors s on s.author_id = w.author_id
      join looked_at l on l.id = s.set_id
      left join mailmap_authors m on m.repository_id = l.repositoryId and m.author_id = s.author_id
      group by 1
    )
    select person_id, name, email, commits from (
      select wanted.*, counted.commits,
        row_number() over (partition by person_id order by commits desc, id) as place
      from wanted join counted on counted.author_id = wanted.id
    ) ranked
    where place <= ${MAX_SPELLINGS}`);
}

function mostFrequent(counts: Map<string, number>): string {
  const [[name]] = [...counts].sort(
    ([nameA, countA], [nameB, countB]) =>
      countB - countA || (nameA < nameB ? -1 : 1),
  );
  return name || NOBODY;
}

/**
 * A person as one viewer may see them: a User whom the catalog hides from them is a stranger, called as in the commits.
 *
 * @param visibleUsers - refs of Users whom the viewer may see
 */
export function toPerson(
  { id, bot, user, writtenName }: NamedPerson,
  visibleUsers: ReadonlySet<string>,
): Person {
  const visible = user && visibleUsers.has(user.entityRef) ? user : undefined;
  return {
    id: String(id),
    name: visible?.name ?? writtenName,
    ...(visible && { userEntityRef: visible.entityRef }),
    bot,
  };
}
