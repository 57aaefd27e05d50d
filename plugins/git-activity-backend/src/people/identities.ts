import { Identity, printable } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { normaliseEmail } from './addresses';
import { addressKey } from './AliasDirectory';
import { PeopleRules, readFacts } from './facts';
import { identify } from './identify';
import { Account } from './users';
import { countedAuthors } from './volumes';

/** Of one person. */
const MAX_AUTHORS = 20;

/** What people are to the catalog. */
export type IdentityState = 'matched' | 'unmatched' | 'bot';

/** A place in the list of people by how many commits name them. */
export interface VolumePlace {
  commits: number;
  id: number;
}

interface PersonRow {
  id: number;
  key: string;
  commits: number;
  user_entity_ref: string | null;
  user_name: string | null;
  bot_reason: string | null;
}

interface AuthorRow {
  id: number;
  person_id: number;
  name: string;
  email: string;
  commits: number;
  mailmapped: number;
  of_person: number;
}

/** Everyone whom commits name, in every repository that entities have, whoever may see it. */
export class Identities {
  readonly #trx: Knex;
  readonly #db: SqlWriter;
  readonly #listed: Knex.Raw;

  /**
   * @param trx - the snapshot that is read
   * @param search - what names, addresses, accounts or refs have in them, in upper or lower case
   */
  constructor(trx: Knex, search?: string) {
    this.#trx = trx;
    this.#db = new SqlWriter(trx);
    const { sql } = this.#db;
    this.#listed = sql`
      select v.id, v.commits, p.key, p.user_entity_ref, u.name as user_name, p.bot_reason,
        case when p.user_entity_ref is not null then 'matched' when p.bot = 1 then 'bot' else 'unmatched' end as state
      from (
        select a.person_id as id, sum(counted.commits) as commits
        from (${countedAuthors(this.#db)}) counted
        join authors a on a.id = counted.author_id
        group by a.person_id
      ) v
      join people p on p.id = v.id
      left join catalog_users u on u.entity_ref = p.user_entity_ref
      where ${search === undefined ? sql`1 = 1` : this.#matches(search)}`;
  }

  /** SQLite knows upper and lower case of ASCII letters only, so the text is looked for as it was typed, too. */
  #matches(search: string): Knex.Raw {
    const { sql } = this.#db;
    const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    const typed = like(search);
    const lower = like(search.toLowerCase());
    return sql`(
      lower(p.user_entity_ref) like ${lower} escape '\\'
      or lower(u.name) like ${lower} escape '\\' or u.name like ${typed} escape '\\'
      or p.id in (
        select a.person_id from authors a
        where lower(a.name) like ${lower} escape '\\' or a.name like ${typed} escape '\\'
          or a.email_key like ${lower} escape '\\'
        union
        select a.person_id from authors a join author_accounts c on c.author_id = a.id
        where c.login like ${lower} escape '\\'
      ))`;
  }

  /** How many there are, and how many commits name them. */
  async readTotals(): Promise<
    Record<IdentityState, { people: number; commits: number }>
  > {
    const { sql } = this.#db;
    const rows = await this.#db.rows<{
      state: IdentityState;
      people: number | string;
      commits: number | string;
    }>(sql`
      select state, count(*) as people, sum(commits) as commits
      from (${this.#listed}) listed group by state`);
    const none = { people: 0, commits: 0 };
    return {
      ...{ matched: none, unmatched: none, bot: none },
      ...Object.fromEntries(
        rows.map(({ state, people, commits }) => [
          state,
          { people: Number(people), commits: Number(commits) },
        ]),
      ),
    };
  }

  /** Some of them, those whom the most commits name first. */
  async readPage(options: {
    state?: IdentityState;
    after?: VolumePlace;
    limit: number;
    rules: PeopleRules;
  }): Promise<Identity[]> {
    const { state, after, limit, rules } = options;
    const { sql } = this.#db;
    const rows = await this.#db.rows<
      Omit<PersonRow, 'commits'> & { commits: number | string }
    >(sql`
      select id, key, commits, user_entity_ref, user_name, bot_reason
      from (${this.#listed}) listed
      where ${state === undefined ? sql`1 = 1` : sql`state = ${state}`}
        and ${
          after === undefined
            ? sql`1 = 1`
            : sql`(commits < ${after.commits} or (commits = ${after.commits} and id > ${after.id}))`
        }
      order by commits desc, id
      limit ${limit}`);
    const people = rows.map(row => ({ ...row, commits: Number(row.commits) }));
    const authors = await this.#readAuthors(people.map(({ id }) => id));
    return this.#describe(people, authors, rules);
  }

  async #readAuthors(personIds: number[]): Promise<AuthorRow[]> {
    const { sql } = this.#db;
    const rows = await this.#db.rows<
      Omit<AuthorRow, 'commits' | 'of_person'> &
        Record<'commits' | 'of_person', number | string>
    >(sql`
      select * from (
        select a.id, a.person_id, a.name, a.email, counted.commits,
          case when exists (select 1 from mailmap_authors m where m.mapped_author_id = a.id) then 1 else 0 end as mailmapped,
          count(*) over (partition by a.person_id) as of_person,
          row_number() over (partition by a.person_id order by counted.commits desc, a.id) as place
        from (${countedAuthors(this.#db)}) counted
        join authors a on a.id = counted.author_id
        where ${this.#db.isIn('a.person_id', personIds)}
      ) named
      where place <= ${MAX_AUTHORS}
      order by person_id, place`);
    return rows.map(row => ({
      ...row,
      commits: Number(row.commits),
      of_person: Number(row.of_person),
    }));
  }

  async #describe(
    people: PersonRow[],
    authors: AuthorRow[],
    rules: PeopleRules,
  ): Promise<Identity[]> {
    const accounts = await readAccounts(
      this.#trx,
      authors.map(({ id }) => id),
    );
    const known = authors.map(author => ({
      ...author,
      accounts: accounts.get(author.id) ?? [],
    }));
    const facts = await readFacts(this.#trx, { authors: known, rules });
    return people.map(person => {
      const own = known.filter(({ person_id }) => person_id === person.id);
      const isStranger = !person.user_entity_ref && !person.bot_reason;
      return {
        id: String(person.id),
        name: person.user_name ?? nameOf(own),
        ...(person.user_entity_ref && {
          userEntityRef: person.user_entity_ref,
        }),
        ...(person.bot_reason && { botReason: person.bot_reason }),
        ...(isStranger && { alias: aliasOf(person.key, own) }),
        commits: person.commits,
        authors: own.map(author => ({
          name: author.name,
          email: author.email,
          accounts: author.accounts,
          commits: author.commits,
          ...(author.mailmapped === 1 && { mailmapped: true }),
          rule: identify(author, facts).rule,
        })),
        authorCount: own[0]?.of_person ?? 0,
      };
    });
  }
}

/** The accounts for which hosts take some authors. */
export async function readAccounts(
  trx: Knex,
  authorIds: number[],
): Promise<Map<number, Account[]>> {
  const db = new SqlWriter(trx);
  const rows = await db.rows<{ author_id: number } & Account>(db.sql`
    select author_id, host, login from author_accounts
    where ${db.isIn('author_id', authorIds)}
    order by author_id, host`);
  const found = new Map<number, Account[]>();
  for (const { author_id, ...account } of rows) {
    found.set(author_id, [...(found.get(author_id) ?? []), account]);
  }
  return found;
}

/** What somebody is called who writes these; those with the most commits come first. */
export function nameOf(
  authors: Array<{ name: string; email: string }>,
): string {
  const named = authors.find(({ name }) => printable(name) !== '');
  return named
    ? printable(named.name)
    : printable(authors[0]?.email ?? '') || '(no name)';
}

/** By what an alias can be about a stranger. */
export function aliasOf(
  key: string,
  authors: Array<{ name: string; email: string }>,
): { email: string; name?: string } {
  if (key.startsWith('email:')) {
    return { email: key.slice('email:'.length) };
  }
  const [first] = authors;
  if (key.startsWith('login:')) {
    const own = authors.find(({ email }) => addressKey(email) === key);
    const [host, login] = key.slice('login:'.length).split('/');
    const email = own?.email ?? `${login}@users.noreply.${host}`;
    return { email: normaliseEmail(email) };
  }
  return { email: normaliseEmail(first.email), name: first.name };
}
