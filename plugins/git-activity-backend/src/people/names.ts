import { Person, printable } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { Mailmaps, WhoIsWho } from './PeopleIndex';

const NOBODY = '(no name)';

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
  mailmaps: Mailmaps;
}

interface AuthorRow {
  id: number;
  name: string;
  email: string;
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
  const { personIds, sources } = options;
  const weights = await readWeights(db, options);
  const wanted = new Set(personIds);
  const names = new Map<number, Map<string, number>>();
  for (const author of await readAuthors(db, [...weights.keys()])) {
    const person = sources.people.personOf(author.id);
    if (!wanted.has(person)) continue;
    const counts = names.get(person) ?? new Map<string, number>();
    names.set(person, counts);
    const weight = weights.get(author.id) ?? 0;
    const written = printable(author.name);
    const name = written || printable(author.email);
    // An author who wrote no name must not turn a person with a name into an address.
    counts.set(name, (counts.get(name) ?? 0) + (written ? weight : -1));
  }
  return new Map(
    [...names].map(([person, counts]) => [person, mostFrequent(counts)]),
  );
}

/** How many commits call somebody by which author, after the `.mailmap` of their repository. */
async function readWeights(
  db: SqlWriter,
  options: { personIds: number[]; sources: NameSources },
): Promise<Map<number, number>> {
  const { sql } = db;
  const { sets, mailmaps, people } = options.sources;
  const repositoryOf = new Map(sets.map(set => [set.id, set.repositoryId]));
  const wanted = new Set(options.personIds);
  const mappedToWanted = [...mailmaps.values()].flatMap(mailmap =>
    [...mailmap].flatMap(([from, to]) =>
      wanted.has(people.personOf(to)) ? [from] : [],
    ),
  );
  const rows = await db.rows<{
    set_id: number;
    author_id: number;
    commits: number;
  }>(sql`
    select s.set_id, s.author_id, s.commits
    from set_authors s
    where ${db.isIn('s.set_id', [...repositoryOf.keys()])}
      and (s.author_id in (
          select a.id from authors a
          where ${db.isIn('a.person_id', options.personIds)}
            or ${db.isIn('a.stranger_id', options.personIds)}
        ) or ${db.isIn('s.author_id', mappedToWanted)})`);
  const weights = new Map<number, number>();
  for (const { set_id, author_id, commits } of rows) {
    const mailmap = mailmaps.get(repositoryOf.get(set_id) ?? 0);
    const id = mailmap?.get(author_id) ?? author_id;
    weights.set(id, (weights.get(id) ?? 0) + commits);
  }
  return weights;
}

async function readAuthors(db: SqlWriter, ids: number[]): Promise<AuthorRow[]> {
  return db.rows<AuthorRow>(
    db.sql`select id, name, email from authors where ${db.isIn('id', ids)}`,
  );
}

function mostFrequent(counts: Map<string, number>): string {
  const [[name]] = [...counts].sort(
    ([nameA, countA], [nameB, countB]) =>
      countB - countA || (nameA < nameB ? -1 : 1),
  );
  return name || NOBODY;
}
