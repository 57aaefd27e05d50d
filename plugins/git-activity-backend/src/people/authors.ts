import { Knex } from 'knex';
import { textList } from '../database/sql';
import { SqlWriter } from '../database/SqlWriter';
import { AssignedAuthor } from './assignPeople';
import {
  MAX_NAMES_OF_ONE_PERSON,
  normaliseEmail,
  normaliseName,
} from './identify';
import { Account } from './users';

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
 * Those of some authors' addresses that more names use than one person has.
 *
 * @param authors - stored, or about to be
 * @returns as {@link normaliseEmail} has them
 */
export async function readSharedEmails(
  trx: Knex,
  authors: Array<{ name: string; email: string }>,
): Promise<Set<string>> {
  const emails = new Set(authors.map(({ email }) => normaliseEmail(email)));
  const rows: Array<{ email_key: string; name: string }> = await trx('authors')
    .whereRaw('email_key in ?', [textList(trx, [...emails])])
    .select('email_key', 'name');
  const names = new Map<string, Set<string>>();
  const note = (email: string, name: string) =>
    names.set(email, (names.get(email) ?? new Set()).add(normaliseName(name)));
  rows.forEach(row => note(row.email_key, row.name));
  authors.forEach(({ name, email }) => note(normaliseEmail(email), name));
  return new Set(
    [...names]
      .filter(([, used]) => used.size > MAX_NAMES_OF_ONE_PERSON)
      .map(([email]) => email),
  );
}
