import {
  boundAuthor,
  COMMIT_BOUNDS,
  CommitAuthor,
  Turns,
} from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { recordset, textList } from '../database/sql';
import { SqlWriter } from '../database/SqlWriter';
import { cleanText } from '../database/text';
import { write } from '../database/transactions';
import {
  AssignedAuthor,
  assignPeople,
  findOrAddPeople,
  lockPeople,
  raisePeopleVersion,
} from './assignPeople';
import { normaliseEmail, normaliseLogin } from './addresses';
import { readAssigned } from './authors';
import { PeopleRules, readFacts } from './facts';
import { identify, IdentityFacts, KnownAuthor } from './identify';

/** Bounds how long one transaction keeps others from entering authors. */
const AUTHORS_PER_TRANSACTION = 1_000;

/** An author as it is stored. */
export interface CleanAuthor {
  name: string;
  email: string;
  /** Lower case. */
  login?: string;
}

/** Makes an author storable. */
export function cleanAuthor(author: CommitAuthor): CleanAuthor {
  const { name, email, ...account } = boundAuthor(author);
  const login = normaliseLogin(account.login);
  return {
    name: cleanText(name, COMMIT_BOUNDS.nameLength),
    email: cleanText(email, COMMIT_BOUNDS.emailLength),
    ...(login !== undefined && { login }),
  };
}

/** Identifies a cleaned author in a map; NUL is in neither part. */
export function authorKey(
  author: Pick<CommitAuthor, 'name' | 'email'>,
): string {
  return `${author.name}\0${author.email}`;
}

interface FoundAuthor {
  id: number;
  name: string;
  email: string;
  /** The account that the host in question last took them for. */
  login: string | null;
}

/** The authors of all repositories, each with the person behind it. */
export class AuthorBook {
  readonly #knex: Knex;
  readonly #rules: PeopleRules;

  constructor(options: { knex: Knex } & PeopleRules) {
    const { knex, ...rules } = options;
    this.#knex = knex;
    this.#rules = rules;
  }

  /**
   * Finds authors, enters those that are new, and notes the accounts that a host now takes the others for.
   *
   * These are short transactions of their own, before that of the commits: an author without commits does no harm, while a
   * transaction of a batch that held on to people's rows would make other repositories wait.
   *
   * @param host - whose accounts the logins are
   * @returns ids by {@link authorKey}
   */
  async enter(
    authors: CleanAuthor[],
    host: string,
  ): Promise<Map<string, number>> {
    const ids = new Map<string, number>();
    const turns = new Turns();
    for (let at = 0; at < authors.length; at += AUTHORS_PER_TRANSACTION) {
      const some = authors.slice(at, at + AUTHORS_PER_TRANSACTION);
      const found = await this.#enterSome(some, host);
      found.forEach(({ id }, key) => ids.set(key, id));
      await turns.take();
    }
    return ids;
  }

  async #enterSome(
    authors: CleanAuthor[],
    host: string,
  ): Promise<Map<string, FoundAuthor>> {
    const found = await this.#find(this.#knex, authors, host);
    const isNews = (author: CleanAuthor) => {
      const stored = found.get(authorKey(author));
      return (
        !stored || (author.login !== undefined && author.login !== stored.login)
      );
    };
    const news = authors.filter(isNews);
    if (news.length > 0) {
      const written = await write(this.#knex, async trx => {
        await lockPeople(trx);
        await this.#write(trx, news, host);
        return this.#find(trx, news, host);
      });
      written.forEach((stored, key) => found.set(key, stored));
    }
    return found;
  }

  async #find(
    knex: Knex,
    authors: CleanAuthor[],
    host: string,
  ): Promise<Map<string, FoundAuthor>> {
    const db = new SqlWriter(knex);
    const wanted = recordset(knex, {
      as: 'wanted',
      columns: { name: 'text', email: 'text' },
      rows: authors,
    });
    const rows = await db.rows<FoundAuthor>(db.sql`
      select a.id, a.name, a.email, c.login
      from ${wanted}
      join authors a on a.name = wanted.name and a.email = wanted.email
      left join author_accounts c on c.author_id = a.id and c.host = ${host}`);
    return new Map(rows.map(row => [authorKey(row), row]));
  }

  async #write(
    trx: Knex.Transaction,
    authors: CleanAuthor[],
    host: string,
  ): Promise<void> {
    const before = await this.#find(trx, authors, host);
    const added = authors.filter(author => !before.has(authorKey(author)));
    const { newlyShared, ...facts } = await this.#readFacts(
      trx,
      authors.map(author => withAccounts(author, host)),
    );
    await this.#insert(trx, { added, facts, host });
    const told = authors.filter(({ login }) => login !== undefined);
    await this.#noteAccounts(trx, told, host);
    const known = told.flatMap(
      author => before.get(authorKey(author))?.id ?? [],
    );
    await this.#decideAnew(trx, { known, newlyShared });
  }

  #readFacts(trx: Knex.Transaction, authors: KnownAuthor[]) {
    return readFacts(trx, { authors, rules: this.#rules });
  }

  async #insert(
    trx: Knex.Transaction,
    options: { added: CleanAuthor[]; facts: IdentityFacts; host: string },
  ): Promise<void> {
    const { added, facts, host } = options;
    if (added.length === 0) {
      return;
    }
    const entries = added.map(author => ({
      author,
      identity: identify(withAccounts(author, host), facts),
    }));
    const people = await findOrAddPeople(
      trx,
      entries.map(({ identity }) => identity),
    );
    await trx.raw(
      `insert into authors (name, email, email_key, person_id, stranger_id)
       select name, email, email_key, person_id, stranger_id from ? where true
       on conflict (name, email) do nothing`,
      [
        recordset(trx, {
          as: 'added',
          columns: {
            name: 'text',
            email: 'text',
            email_key: 'text',
            person_id: 'integer',
            stranger_id: 'integer',
          },
          rows: entries.map(({ author, identity }) => ({
            name: author.name,
            email: author.email,
            email_key: normaliseEmail(author.email),
            person_id: people.personOf(identity),
            stranger_id: people.strangerOf(identity),
          })),
        }),
      ],
    );
  }

  async #noteAccounts(
    trx: Knex.Transaction,
    told: CleanAuthor[],
    host: string,
  ): Promise<void> {
    if (told.length === 0) {
      return;
    }
    const db = new SqlWriter(trx);
    const accounts = recordset(trx, {
      as: 'told',
      columns: { name: 'text', email: 'text', login: 'text' },
      rows: told,
    });
    await db.run(db.sql`
      insert into author_accounts (author_id, host, login)
      select a.id, ${host}, told.login
      from ${accounts}
      join authors a on a.name = told.name and a.email = told.email
      where true
      on conflict (author_id, host) do update set login = excluded.login`);
  }

  /** Those whose account is another now, and those with an address that has just turned out to be shared. */
  async #decideAnew(
    trx: Knex.Transaction,
    options: { known: number[]; newlyShared: Set<string> },
  ): Promise<void> {
    const { known, newlyShared } = options;
    const ids: number[] = await trx('authors')
      .whereRaw('email_key in ?', [textList(trx, [...newlyShared])])
      .pluck('id');
    const authors: AssignedAuthor[] = await readAssigned(trx, {
      ofPeopleOf: [...known, ...ids],
    });
    if (authors.length === 0) {
      return;
    }
    const isChanged = await assignPeople(trx, {
      authors,
      facts: await this.#readFacts(trx, authors),
    });
    if (isChanged) {
      await raisePeopleVersion(trx);
    }
  }
}

function withAccounts(author: CleanAuthor, host: string): KnownAuthor {
  const { name, email, login } = author;
  return {
    name,
    email,
    accounts: login === undefined ? [] : [{ host, login }],
  };
}
