import { Knex } from 'knex';
import { recordset } from '../database/sql';
import { AuthorRow, CatalogUserRow, PersonRow } from '../database/tables';

/** What is needed to tell who everyone is. */
export interface PeopleRecords {
  users: CatalogUserRow[];
  authors: AuthorRow[];
  people: PersonRow[];
  /** How many commits count for an author, by author id; those without any are absent. */
  commits: Map<number, number>;
}

/** A person as it should be. */
export interface PersonRecord {
  key: string;
  name: string;
  userEntityRef: string | null;
  bot: boolean;
  authorIds: number[];
}

/** Waits until nobody else enters authors or changes who they are, and keeps it so until the transaction ends. */
export async function lockPeople(trx: Knex.Transaction): Promise<void> {
  await trx('ledger_versions')
    .where({ name: 'people' })
    .update({ version: trx.raw('version') });
}

export async function readPeople(
  trx: Knex.Transaction,
): Promise<PeopleRecords> {
  const users: CatalogUserRow[] = await trx('catalog_users').select();
  const authors: AuthorRow[] = await trx('authors').select();
  const people: PersonRow[] = await trx('people').select();
  const counts: Array<{ author_id: number; commits: number | string }> =
    await trx('daily_counts')
      .select('author_id')
      .sum({ commits: trx.raw('commits + merges') })
      .groupBy('author_id');
  return {
    users,
    authors,
    people,
    commits: new Map(
      counts.map(row => [Number(row.author_id), Number(row.commits)]),
    ),
  };
}

/**
 * Makes people be as they should; those that nobody is any longer are removed.
 *
 * @returns whether anything was different
 */
export async function writePeople(
  trx: Knex.Transaction,
  options: { before: PeopleRecords; after: PersonRecord[] },
): Promise<boolean> {
  const { before, after } = options;
  const old = new Map(before.people.map(person => [person.key, person]));
  const changed = after.filter(person => {
    const row = old.get(person.key);
    return (
      row?.name !== person.name ||
      row.user_entity_ref !== person.userEntityRef ||
      row.bot !== Number(person.bot)
    );
  });
  await upsertPeople(trx, changed);
  const moved = await moveAuthors(trx, options);
  const kept = new Set(after.map(person => person.key));
  const unused = before.people.filter(person => !kept.has(person.key));
  await deletePeople(trx, unused);

  const different = changed.length + moved + unused.length > 0;
  if (different) {
    await trx('ledger_versions').where({ name: 'people' }).increment('version');
  }
  return different;
}

async function upsertPeople(
  trx: Knex.Transaction,
  people: PersonRecord[],
): Promise<void> {
  if (people.length === 0) {
    return;
  }
  await trx.raw(
    `insert into people (key, name, user_entity_ref, bot)
     select key, name, user_entity_ref, bot from ? where true
     on conflict (key) do update set
       name = excluded.name, user_entity_ref = excluded.user_entity_ref, bot = excluded.bot`,
    [
      recordset(trx, {
        as: 'changed',
        columns: {
          key: 'text',
          name: 'text',
          user_entity_ref: 'text',
          bot: 'integer',
        },
        rows: people.map(person => ({
          key: person.key,
          name: person.name,
          user_entity_ref: person.userEntityRef,
          bot: Number(person.bot),
        })),
      }),
    ],
  );
}

async function moveAuthors(
  trx: Knex.Transaction,
  options: { before: PeopleRecords; after: PersonRecord[] },
): Promise<number> {
  const people: Array<Pick<PersonRow, 'id' | 'key'>> = await trx(
    'people',
  ).select('id', 'key');
  const ids = new Map(people.map(person => [person.key, person.id]));
  const personOf = new Map(
    options.before.authors.map(author => [author.id, author.person_id]),
  );
  const moves = options.after.flatMap(person =>
    person.authorIds
      .map(id => ({ id, person_id: ids.get(person.key) ?? 0 }))
      .filter(author => personOf.get(author.id) !== author.person_id),
  );
  if (moves.length > 0) {
    await trx.raw(
      `update authors set person_id = moves.person_id
       from ? where authors.id = moves.id`,
      [
        recordset(trx, {
          as: 'moves',
          columns: { id: 'integer', person_id: 'integer' },
          rows: moves,
        }),
      ],
    );
  }
  return moves.length;
}

async function deletePeople(
  trx: Knex.Transaction,
  people: PersonRow[],
): Promise<void> {
  if (people.length === 0) {
    return;
  }
  await trx.raw('delete from people where id in (select id from ?)', [
    recordset(trx, {
      as: 'unused',
      columns: { id: 'integer' },
      rows: people.map(({ id }) => ({ id })),
    }),
  ]);
}
