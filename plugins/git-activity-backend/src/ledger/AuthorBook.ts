import { CommitAuthor } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { BotMatcher } from '../people/bots';
import {
  identify,
  Identity,
  normaliseEmail,
  parseNoreplyEmail,
  UserDirectory,
} from '../people/identify';
import { lockPeople } from './people';
import { recordset, textList } from './sql';
import { CatalogUserRow } from './tables';
import { cleanText } from './text';

const MAX_NAME_LENGTH = 255;
const MAX_EMAIL_LENGTH = 320;

/** Makes an author storable. */
export function cleanAuthor(author: CommitAuthor): CommitAuthor {
  return {
    name: cleanText(author.name, MAX_NAME_LENGTH),
    email: cleanText(author.email, MAX_EMAIL_LENGTH),
  };
}

/** Identifies a cleaned author in a map; NUL is in neither part. */
export function authorKey(author: CommitAuthor): string {
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
   * Finds authors, and enters those that are new.
   *
   * This is a short transaction of its own, before that of the commits: an author without commits does no harm, while a
   * transaction of a batch that held on to people's rows would make other repositories wait.
   *
   * @param authors - cleaned
   * @returns ids by {@link authorKey}
   */
  async enter(authors: CommitAuthor[]): Promise<Map<string, number>> {
    const ids = await this.#find(this.#knex, authors);
    const missing = authors.filter(author => !ids.has(authorKey(author)));
    if (missing.length > 0) {
      await this.#knex.transaction(async trx => {
        await lockPeople(trx);
        await this.#insert(trx, missing);
        for (const [key, id] of await this.#find(trx, missing)) {
          ids.set(key, id);
        }
      });
    }
    return ids;
  }

  async #find(
    knex: Knex,
    authors: CommitAuthor[],
  ): Promise<Map<string, number>> {
    const rows: Array<{ id: number; name: string; email: string }> = await knex
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
      .select('authors.id', 'authors.name', 'authors.email');
    return new Map(rows.map(row => [authorKey(row), row.id]));
  }

  async #insert(trx: Knex.Transaction, authors: CommitAuthor[]): Promise<void> {
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
    await trx.raw(
      `insert into authors (name, email, person_id)
       select new_authors.name, new_authors.email, people.id
       from ? join people on people.key = new_authors.key where true
       on conflict (name, email) do nothing`,
      [
        recordset(trx, {
          as: 'new_authors',
          columns: { name: 'text', email: 'text', key: 'text' },
          rows: entries.map(({ author, identity }) => ({
            name: author.name,
            email: author.email,
            key: identity.key,
          })),
        }),
      ],
    );
  }
}

async function findUsers(
  trx: Knex.Transaction,
  authors: CommitAuthor[],
): Promise<UserDirectory> {
  const emails = authors.map(author => normaliseEmail(author.email));
  const logins = emails.map(email => parseNoreplyEmail(email)?.login ?? '');
  const users: CatalogUserRow[] = await trx('catalog_users')
    .whereRaw('email in ?', [textList(trx, emails)])
    .orWhereRaw('github_login in ?', [textList(trx, logins)]);
  return new UserDirectory(users);
}
