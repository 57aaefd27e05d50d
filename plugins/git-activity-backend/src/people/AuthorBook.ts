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
import {
  ErasedMarks,
  markOfAccount,
  marksOfEmail,
  markOfWritten,
} from './erased';
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

/** An author, and whom the `.mailmap` at hand has them be, if that is somebody else. */
export interface MappedCleanAuthor extends CleanAuthor {
  mapped?: CleanAuthor;
}

/** An author that is there. */
export interface EnteredAuthor {
  id: number;
  /** Whether they were erased, and this only stands in for them. */
  isErased?: true;
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

interface FoundAuthor extends EnteredAuthor {
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
   * Of those who were erased nothing is written: an author that is there already stands in for them.
   *
   * @param host - whose accounts the logins are
   * @returns by {@link authorKey}
   */
  async enter(
    authors: MappedCleanAuthor[],
    host: string,
  ): Promise<Map<string, EnteredAuthor>> {
    const entered = new Map<string, EnteredAuthor>();
    const turns = new Turns();
    for (let at = 0; at < authors.length; at += AUTHORS_PER_TRANSACTION) {
      const some = authors.slice(at, at + AUTHORS_PER_TRANSACTION);
      const found = await this.#enterSome(some, host);
      found.forEach((author, key) => entered.set(key, author));
      await turns.take();
    }
    return entered;
  }

  async #enterSome(
    authors: MappedCleanAuthor[],
    host: string,
  ): Promise<Map<string, FoundAuthor>> {
    const found = await this.#find(this.#knex, authors, host);
    const news = authors.filter(author => isNews(author, found));
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
    authors: MappedCleanAuthor[],
    host: string,
  ): Promise<Map<string, FoundAuthor>> {
    const stored = await this.#findStored(knex, authors, host);
    const marks = await ErasedMarks.read(knex);
    if (!marks) {
      return stored;
    }
    const erased = await marks.find(
      knex,
      authors.flatMap(author => [
        ...marksOf(author, host),
        ...(author.mapped ? marksOf(author.mapped, host) : []),
      ]),
    );
    for (const author of authors) {
      const { name, email, login = null, mapped } = author;
      const key = authorKey(author);
      const standsIn = (other: CleanAuthor) =>
        marksOf(other, host)
          .map(mark => erased.get(mark))
          .find(id => id !== undefined);
      // That a mailmap says so makes nobody disappear who is there.
      const id =
        standsIn(author) ??
        (mapped && !stored.has(key) ? standsIn(mapped) : undefined);
      if (id !== undefined) {
        stored.set(key, { id, name, email, login, isErased: true });
      }
    }
    return stored;
  }

  async #findStored(
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
    entered: MappedCleanAuthor[],
    host: string,
  ): Promise<void> {
    const before = await this.#find(trx, entered, host);
    // Somebody else may have entered or erased them meanwhile.
    const authors = entered.filter(author => isNews(author, before));
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

/** Whether somebody is not there, or known by another account. */
function isNews(
  author: CleanAuthor,
  found: ReadonlyMap<string, FoundAuthor>,
): boolean {
  const stored = found.get(authorKey(author));
  return (
    !stored || (author.login !== undefined && author.login !== stored.login)
  );
}

/** By what an author would be recognised, had they been erased: first as written, and so as the same as before. */
function marksOf(author: CleanAuthor, host: string): string[] {
  const { email, login } = author;
  return [
    markOfWritten(author),
    ...marksOfEmail(email),
    ...(login === undefined ? [] : [markOfAccount({ host, login })]),
  ];
}
