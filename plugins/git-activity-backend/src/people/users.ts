import { Knex } from 'knex';

/** What is known of a catalog User to recognise them in commits. */
export interface CatalogUser {
  /** As the catalog has it: `user:default/jane`. */
  entityRef: string;
  /** What the catalog calls them. */
  name: string;
  /** Lower case. */
  emails: string[];
  accounts: Account[];
}

/** An account on one host; another host's account of the same name may be somebody else's. */
export interface Account {
  /** As URLs have it, with a port only if it is unusual: `github.com`. */
  host: string;
  /** Lower case. */
  login: string;
}

/** Reads the mirror of the catalog's Users. */
export async function readUsers(trx: Knex): Promise<CatalogUser[]> {
  const users: Array<{ entity_ref: string; name: string }> = await trx(
    'catalog_users',
  )
    .orderBy('entity_ref')
    .select('entity_ref', 'name');
  const emails: Array<{ entity_ref: string; email: string }> = await trx(
    'catalog_user_emails',
  ).select('entity_ref', 'email');
  const accounts: Array<{ entity_ref: string } & Account> = await trx(
    'catalog_user_accounts',
  ).select('entity_ref', 'host', 'login');
  const byRef = new Map(
    users.map(({ entity_ref, name }) => [
      entity_ref,
      {
        entityRef: entity_ref,
        name,
        emails: [] as string[],
        accounts: [] as Account[],
      },
    ]),
  );
  emails.forEach(row => byRef.get(row.entity_ref)?.emails.push(row.email));
  accounts.forEach(({ entity_ref, host, login }) =>
    byRef.get(entity_ref)?.accounts.push({ host, login }),
  );
  return [...byRef.values()];
}
