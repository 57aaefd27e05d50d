import { CommitAuthor } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { BotMatcher } from './bots';
import {
  identify,
  Identity,
  normaliseEmail,
  normaliseLogin,
  parseNoreplyEmail,
  UserDirectory,
} from './identify';
import { lockPeople } from './people';
import { recordset, rowsOf, textList } from '../database/sql';
import { AuthorRow, CatalogUserRow } from '../database/tables';
import { cleanText } from '../database/text';

const MAX_NAME_LENGTH = 255;
const MAX_EMAIL_LENGTH = 320;

/** Makes an author storable. */
export function cleanAuthor(author: CommitAuthor): CommitAuthor {
  const login = normaliseLogin(author.login);
  return {
    name: cleanText(author.name, MAX_NAME_LENGTH),
    email: cleanText(author.email, MAX_EMAIL_LENGTH),
    ...(login !== undefined && { login }),
  };
}

/** Identifies a cleaned author in a map; NUL is in neither part. */
export function authorKey(
  author: Pick<CommitAuthor, 'name' | 'email'>,
): string {
  return `${author.name}\0${author.email}`;
}

/** The authors of all repositories, each with the person behind it. */
export class AuthorBook {
  readonly #knex: Knex;
  readonly #bots: BotMatcher;

  constructor(options: { knex: Knex; bots: BotMatcher }) {
    this.#knex = options.knex;
    this.#bots = options.bots;
  }

  /**
   * Finds authors, enters those that are new, and notes the accounts that a host now takes the others for.
   *
   * This is a short transaction of its own, before that of the commits: an author without commits does no harm, while a
   * transaction of a batch that held on to people's rows would make other repositories wait.
   *
   * @param authors - cleaned
   * @returns ids by {@link authorKey}
   */
  async enter(authors: CommitAuthor[]): Promise<Map<string, number>> {
    const found = await this.#find(this.#knex, authors);
    const news = authors.filter(author => {
      const stored = found.get(authorKey(author));
      return (
        !stored || (author.login !== undefined && author.login !== stored.login)
      );
    });
    if (news.length > 0) {
      await this.#knex.transaction(async trx => {
        await lockPeople(trx);
        await this.#write(trx, news);
        for (const [key, stored] of await this.#find(trx, news)) {
          found.set(key, stored);
        }
      });
    }
    return new Map([...found].map(([key, { id }]) => [key, id]));
  }

  async #find(
    knex: Knex,
    authors: CommitAuthor[],
  ): Promise<Map<string, Pick<AuthorRow, 'id' | 'login'>>> {
    const rows: Array<Omit<AuthorRow, 'person_id'>> = await knex
      .from(
        recordset(knex, {
          as: 'wanted',
          columns: { name: 'text', email: 'text' },
          rows: authors.map(({ name, email }) => ({ name, email })),
        }),
      )
      .join('authors', join =>
        join
          .on('authors.name', 'wanted.name')
          .andOn('authors.email', 'wanted.email'),
      )
      .select('authors.id', 'authors.name', 'authors.email', 'authors.login');
    return new Map(rows.map(row => [authorKey(row), row]));
  }

  async #write(trx: Knex.Transaction, authors: CommitAuthor[]): Promise<void> {
    const users = await findUsers(trx, authors);
    const entries = authors.map(author => ({
      author,
      identity: identify(author, { users, bots: this.#bots }),
    }));
    const people = new Map<string, Identity>();
    for (const { identity } of entries) {
      // Commits are read newest first: of several authors the first names the person.
      if (!people.has(identity.key)) {
        people.set(identity.key, identity);
      }
    }
    await trx.raw(
      `insert into people (key, name, user_entity_ref, bot)
       select key, name, user_entity_ref, bot from ? where true
       on conflict (key) do nothing`,
      [
        recordset(trx, {
          as: 'new_people',
          columns: {
            key: 'text',
            name: 'text',
            user_entity_ref: 'text',
            bot: 'integer',
          },
          rows: [...people.values()].map(person => ({
            key: person.key,
            name: person.name,
            user_entity_ref: person.userEntityRef,
            bot: person.bot ? 1 : 0,
          })),
        }),
      ],
    );
    const written = recordset(trx, {
      as: 'written',
      columns: { name: 'text', email: 'text', login: 'text', key: 'text' },
      rows: entries.map(({ author, identity }) => ({
        name: author.name,
        email: author.email,
        login: author.login ?? null,
        key: identity.key,
      })),
    });
    await moveToAccounts(trx, written);
    await trx.raw(
      `insert into authors (name, email, login, person_id)
       select written.name, written.email, written.login, people.id
       from ? join people on people.key = written.key where true
       on conflict (name, email) do nothing`,
      [written],
    );
  }
}

/** Notes new logins of authors that are known, and makes these the persons that they are by that. */
async function moveToAccounts(
  trx: Knex.Transaction,
  written: Knex.Raw,
): Promise<void> {
  const changed = rowsOf<{ id: number }>(
    await trx.raw(
      `update authors set login = written.login, person_id = people.id
       from ? join people on people.key = written.key
       where authors.name = written.name and authors.email = written.email
         and written.login is not null
       returning authors.id`,
      [written],
    ),
  );
  if (changed.length > 0) {
    await trx('ledger_versions').where({ name: 'people' }).increment('version');
  }
}

async function findUsers(
  trx: Knex.Transaction,
  authors: CommitAuthor[],
): Promise<UserDirectory> {
  const emails = authors.map(author => normaliseEmail(author.email));
  const logins = authors.flatMap(({ login }, index) => [
    ...(login === undefined ? [] : [login]),
    parseNoreplyEmail(emails[index])?.login ?? '',
  ]);
  const users: CatalogUserRow[] = await trx('catalog_users')
    .whereRaw('email in ?', [textList(trx, emails)])
    .orWhereRaw('github_login in ?', [textList(trx, logins)]);
  return new UserDirectory(users);
}
