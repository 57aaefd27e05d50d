import { createHmac, randomBytes } from 'node:crypto';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { accountKey, noreplyAccounts } from './addresses';
import { addressKey } from './AliasDirectory';
import { Account, CatalogUser } from './users';

/** The row of `ledger_state` that has the key with which digests are made; without it, nobody was erased. */
const STATE = 'erasure';
const KEY_BYTES = 32;
/** A name that no host can ever have. */
const ERASED_HOST = 'erased.invalid';

/** What is written in place of the name of somebody who was erased. */
export const ERASED_NAME = '(no name)';

/** What is written in place of an address; as noreply addresses of one account, those of one person stay together by the rules for all. */
export function erasedEmail(personId: number, authorId: number): string {
  return `${authorId}+erased-${personId}@users.noreply.${ERASED_HOST}`;
}

/** How the keys of people begin who were erased, as {@link erasedEmail} makes it. */
export const ERASED_KEY = `login:${ERASED_HOST}/`;

/** Whether an address stands in for one that was erased. */
export function isErasedEmail(email: string): boolean {
  return email.endsWith(`@users.noreply.${ERASED_HOST}`);
}

/** By what an address, and the account behind one that a host made up, is found again. */
export function marksOfEmail(email: string): string[] {
  return [addressKey(email), ...noreplyAccounts(email).map(markOfAccount)];
}

/** By what an account is found again. */
export function markOfAccount(account: Account): string {
  return `login:${accountKey(account)}`;
}

/** By what an author as written is found again; no stored name has a line break. */
export function markOfWritten(author: { name: string; email: string }): string {
  return `author:${author.name}\n${author.email}`;
}

/** By what a User is found again, whatever their entity is called by then. */
export function marksOfUser(user: CatalogUser): string[] {
  return [
    `user:${user.entityRef}`,
    ...user.emails.flatMap(marksOfEmail),
    ...user.accounts.map(markOfAccount),
  ];
}

/** Recognises who was erased, by digests that tell nobody who it was. */
export class ErasedMarks {
  readonly #key: string;

  private constructor(key: string) {
    this.#key = key;
  }

  /** @returns undefined if nobody was ever erased */
  static async read(knex: Knex): Promise<ErasedMarks | undefined> {
    const state: { value: string } | undefined = await knex('ledger_state')
      .where({ name: STATE })
      .first('value');
    return state && new ErasedMarks(state.value);
  }

  /** Makes the key if there is none; for one transaction at a time. */
  static async create(trx: Knex.Transaction): Promise<ErasedMarks> {
    const known = await ErasedMarks.read(trx);
    if (known) {
      return known;
    }
    const value = randomBytes(KEY_BYTES).toString('base64');
    await trx('ledger_state').insert({ name: STATE, value });
    return new ErasedMarks(value);
  }

  /** Remembers marks, each with the author that stands in for whoever has it. */
  async add(
    trx: Knex.Transaction,
    standIns: ReadonlyMap<string, number>,
  ): Promise<void> {
    const db = new SqlWriter(trx);
    await db.run(db.sql`
      insert into erased_authors (digest, author_id)
      select digest, author_id from ${db.recordset({
        as: 'erased',
        columns: { digest: 'text', author_id: 'integer' },
        rows: [...standIns].map(([mark, author_id]) => ({
          digest: this.#digest(mark),
          author_id,
        })),
      })}
      where true
      on conflict (digest) do nothing`);
  }

  /** Finds the authors that stand in for those who have some marks, by mark. */
  async find(knex: Knex, marks: string[]): Promise<Map<string, number>> {
    const digests = new Map(
      marks.map(mark => [mark, this.#digest(mark)] as const),
    );
    const db = new SqlWriter(knex);
    const rows = await db.rows<{ digest: string; id: number }>(db.sql`
      select digest, author_id as id from erased_authors
      where ${db.isOneOf('digest', [...new Set(digests.values())])}`);
    const ids = new Map(rows.map(({ digest, id }) => [digest, id]));
    return new Map(
      [...digests].flatMap(([mark, digest]) => {
        const id = ids.get(digest);
        return id === undefined ? [] : [[mark, id] as const];
      }),
    );
  }

  #digest(mark: string): string {
    return createHmac('sha256', this.#key).update(mark).digest('base64url');
  }
}
