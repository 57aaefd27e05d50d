import { Knex } from 'knex';
import { recordset, textList } from '../database/sql';
import { SqlWriter } from '../database/SqlWriter';

const ROWS_PER_INSERT = 100;

/** What is known of a catalog User to recognise them in commits. */
export interface CatalogUser {
  /** As the catalog has it: `user:default/jane`. */
  entityRef: string;
  /** What the catalog calls them. */
  name: string;
  /** Lower case. */
  emails: string[];
  accounts: Account[];
  /** Whether their entity says that nothing of them is told by name; not, unless given. */
  optedOut?: boolean;
}

/** An account on one host; another host's account of the same name may be somebody else's. */
export interface Account {
  /** As URLs have it, with a port only if it is unusual: `github.com`. */
  host: string;
  /** Lower case; or the host's own id, as `accountOfId` writes it. */
  login: string;
}

/** Reads the mirror of the catalog's Users. */
export async function readUsers(knex: Knex): Promise<CatalogUser[]> {
  return readUsersWhere(knex, db => db.text('entity_ref is not null'));
}

/** Reads those Users who are some, or have one of some addresses or accounts. */
export async function readUsersBy(
  knex: Knex,
  options: {
    emails: string[];
    accounts: Account[];
    userEntityRefs?: string[];
  },
): Promise<CatalogUser[]> {
  const accounts = recordset(knex, {
    as: 'wanted',
    columns: { host: 'text', login: 'text' },
    rows: options.accounts,
  });
  return readUsersWhere(
    knex,
    db => db.sql`entity_ref in (
      select entity_ref from catalog_user_emails
      where ${db.isOneOf('email', options.emails)}
      union
      select entity_ref from catalog_user_accounts
      where (host, login) in (select host, login from ${accounts})
      union
      select entity_ref from catalog_users
      where ${db.isOneOf('entity_ref', options.userEntityRefs ?? [])}
    )`,
  );
}

async function readUsersWhere(
  knex: Knex,
  condition: (db: SqlWriter) => Knex.Raw,
): Promise<CatalogUser[]> {
  const db = new SqlWriter(knex);
  const { sql } = db;
  const where = condition(db);
  const users = await db.rows<{
    entity_ref: string;
    name: string;
    opted_out: number;
  }>(
    sql`select entity_ref, name, opted_out from catalog_users where ${where} order by entity_ref`,
  );
  const byRef = new Map(
    users.map(({ entity_ref, name, opted_out }) => [
      entity_ref,
      {
        entityRef: entity_ref,
        name,
        emails: [] as string[],
        accounts: [] as Account[],
        optedOut: opted_out === 1,
      },
    ]),
  );
  const emails = await db.rows<{ entity_ref: string; email: string }>(
    sql`select entity_ref, email from catalog_user_emails where ${where}`,
  );
  emails.forEach(row => byRef.get(row.entity_ref)?.emails.push(row.email));
  const accounts = await db.rows<{ entity_ref: string } & Account>(
    sql`select entity_ref, host, login from catalog_user_accounts where ${where}`,
  );
  accounts.forEach(({ entity_ref, host, login }) =>
    byRef.get(entity_ref)?.accounts.push({ host, login }),
  );
  return [...byRef.values()];
}

/**
 * Makes the mirror of the catalog's Users be exactly these.
 *
 * @returns whether anything was different
 */
export async function recordUsers(
  trx: Knex.Transaction,
  users: CatalogUser[],
): Promise<boolean> {
  const asText = ({
    entityRef,
    name,
    optedOut,
    emails,
    accounts,
  }: CatalogUser) =>
    JSON.stringify([
      entityRef,
      name,
      optedOut === true,
      [...emails].sort(),
      accounts.map(({ host, login }) => `${host}/${login}`).sort(),
    ]);
  const before = new Map(
    (await readUsers(trx)).map(user => [user.entityRef, asText(user)]),
  );
  const after = new Set(users.map(({ entityRef }) => entityRef));
  const changed = users.filter(
    user => before.get(user.entityRef) !== asText(user),
  );
  const gone = [...before.keys()].filter(entityRef => !after.has(entityRef));
  const outdated = [...gone, ...changed.map(({ entityRef }) => entityRef)];
  for (const table of [
    'catalog_user_emails',
    'catalog_user_accounts',
    'catalog_users',
  ]) {
    await trx(table)
      .whereRaw('entity_ref in ?', [textList(trx, outdated)])
      .delete();
  }
  const insert = (table: string, rows: object[]) =>
    trx.batchInsert(table, rows, ROWS_PER_INSERT);
  await insert(
    'catalog_users',
    changed.map(({ entityRef, name, optedOut }) => ({
      entity_ref: entityRef,
      name,
      opted_out: optedOut ? 1 : 0,
    })),
  );
  await insert(
    'catalog_user_emails',
    changed.flatMap(({ entityRef, emails }) =>
      emails.map(email => ({ entity_ref: entityRef, email })),
    ),
  );
  await insert(
    'catalog_user_accounts',
    changed.flatMap(({ entityRef, accounts }) =>
      accounts.map(account => ({ entity_ref: entityRef, ...account })),
    ),
  );
  return outdated.length > 0;
}
