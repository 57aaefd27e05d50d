import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { AssignedAuthor } from './assignPeople';
import {
  MAX_NAMES_OF_ONE_PERSON,
  normaliseEmail,
  normaliseName,
  parseNoreplyEmail,
} from './addresses';
import { addressKey } from './AliasDirectory';
import { Account } from './users';

/** How often an address is looked at with a name. Nobody writes their own in as many ways. */
const MAX_SPELLINGS = 100;
/** No stored name has one. */
const SEPARATOR = '\n';

/** All authors of the strangers behind some authors, or of some strangers. */
export async function readAssigned(
  trx: Knex,
  options: { ofPeopleOf: number[] } | { ofPeople: number[] },
): Promise<AssignedAuthor[]> {
  const db = new SqlWriter(trx);
  const { sql } = db;
  const people =
    'ofPeople' in options
      ? db.isIn('a.stranger_id', options.ofPeople)
      : sql`a.stranger_id in (
          select b.stranger_id from authors b where ${db.isIn(
            'b.id',
            options.ofPeopleOf,
          )}
        )`;
  const rows = await db.rows<{
    id: number;
    name: string;
    email: string;
    person_id: number;
    stranger_id: number;
    host: string | null;
    login: string | null;
  }>(sql`
    select a.id, a.name, a.email, a.person_id, a.stranger_id, c.host, c.login
    from authors a
    left join author_accounts c on c.author_id = a.id
    where ${people}
    order by a.id`);
  const authors = new Map<number, AssignedAuthor & { accounts: Account[] }>();
  for (const { id, name, email, host, login, ...who } of rows) {
    const author = authors.get(id) ?? {
      id,
      name,
      email,
      personId: who.person_id,
      strangerId: who.stranger_id,
      accounts: [],
    };
    if (host !== null && login !== null) {
      author.accounts.push({ host, login });
    }
    authors.set(id, author);
  }
  return [...authors.values()];
}

/**
 * The strangers behind whoever writes some addresses, or whom an alias leads there.
 *
 * @param emails - in any case; of a noreply address, those of the same account are meant, too
 */
export async function readStrangersOf(
  knex: Knex,
  emails: string[],
): Promise<number[]> {
  const db = new SqlWriter(knex);
  const authors = await readAuthorsOf(knex, emails);
  const led = await db.rows<{ id: number }>(
    db.sql`select id from people where ${db.isOneOf(
      'key',
      emails.map(addressKey),
    )}`,
  );
  const ids = [
    ...authors.map(({ strangerId }) => strangerId),
    ...led.map(({ id }) => id),
  ];
  return [...new Set(ids)].sort((a, b) => a - b);
}

/** Whoever writes some addresses. */
export async function readAuthorsOf(
  knex: Knex,
  emails: string[],
): Promise<
  Array<{ id: number; name: string; email: string; strangerId: number }>
> {
  const db = new SqlWriter(knex);
  const { sql } = db;
  const keys = new Set(emails.map(addressKey));
  const written = emails.map(normaliseEmail);
  const endings = written.flatMap(email => {
    const account = parseNoreplyEmail(email);
    // What an id makes of it is sorted out below.
    return account ? [`%${account.login}@users.noreply.${account.host}`] : [];
  });
  const rows = await db.rows<{
    id: number;
    name: string;
    email: string;
    strangerId: number;
  }>(sql`
    select id, name, email, stranger_id as "strangerId" from authors
    where ${db.isOneOf('email_key', written)}
    union
    select a.id, a.name, a.email, a.stranger_id
    from authors a join ${db.recordset({
      as: 'endings',
      columns: { ending: 'text' },
      rows: endings.map(ending => ({ ending })),
    })} on a.email_key like endings.ending
    order by 1`);
  return rows.filter(({ email }) => keys.has(addressKey(email)));
}

/** Addresses that more names use than one person has, as {@link normaliseEmail} has them. */
export interface SharedEmails {
  all: Set<string>;
  /** Those that nobody could tell before these authors came. */
  newly: Set<string>;
}

/**
 * Which of some authors' addresses are shared.
 *
 * @param authors - stored, or about to be
 */
export async function readSharedEmails(
  trx: Knex,
  authors: Array<{ name: string; email: string }>,
): Promise<SharedEmails> {
  const db = new SqlWriter(trx);
  const names = new Map<string, { stored: string[]; added: string[] }>();
  for (const { name, email } of authors) {
    const key = normaliseEmail(email);
    const used = names.get(key) ?? { stored: [], added: [] };
    used.added.push(name);
    names.set(key, used);
  }
  const rows = await db.rows<{ email: string; names: string | null }>(db.sql`
    select email, (
      select string_agg(name, cast(${SEPARATOR} as text)) from (
        select name from authors where email_key = wanted.email order by id limit ${MAX_SPELLINGS}
      ) part
    ) as names
    from ${db.recordset({
      as: 'wanted',
      columns: { email: 'text' },
      rows: [...names.keys()].map(email => ({ email })),
    })}`);
  rows.forEach(row =>
    names.get(row.email)?.stored.push(...(row.names?.split(SEPARATOR) ?? [])),
  );
  const shared: SharedEmails = { all: new Set(), newly: new Set() };
  for (const [email, { stored, added }] of names) {
    if (isOfMany(stored)) {
      shared.all.add(email);
    } else if (isOfMany([...stored, ...added])) {
      shared.all.add(email);
      shared.newly.add(email);
    }
  }
  return shared;
}

/** Whoever writes a name in so many ways is no person. */
function isOfMany(names: string[]): boolean {
  return (
    names.length >= MAX_SPELLINGS ||
    new Set(names.map(normaliseName)).size > MAX_NAMES_OF_ONE_PERSON
  );
}
