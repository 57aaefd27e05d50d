import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { normaliseEmail, noreplyAccounts } from './addresses';
import { Alias, AliasDirectory } from './AliasDirectory';
import { readAliases } from './aliases';
import { readSharedEmails } from './authors';
import { BotMatcher } from './bots';
import { IdentityFacts, KnownAuthor, UserDirectory } from './identify';
import { Account, readUsersBy } from './users';

/** What is configured of who is who. */
export interface PeopleRules {
  bots: BotMatcher;
  /** Aliases of the configuration. */
  aliases?: Alias[];
}

/**
 * Reads what is needed to identify some authors.
 *
 * @param options - `users` are all Users, if they are known; else those are read who may matter. `added` are aliases that are not there yet.
 * @returns as well which addresses nobody could tell to be shared before these authors came
 */
export async function readFacts(
  trx: Knex,
  options: {
    authors: KnownAuthor[];
    rules: PeopleRules;
    users?: UserDirectory;
    added?: Alias[];
  },
): Promise<IdentityFacts & { newlyShared: Set<string> }> {
  const { authors, rules, added = [] } = options;
  const aliases = new AliasDirectory([
    ...added,
    ...(await readAliases(trx, rules.aliases)),
  ]);
  const accountsOf = await readAccountsOf(trx, aliases.emails);
  const shared = await readSharedEmails(trx, authors);
  return {
    users:
      options.users ??
      (await readUsersFor(trx, { authors, aliases, accountsOf })),
    bots: rules.bots,
    aliases,
    accountsOf,
    sharedEmails: shared.all,
    newlyShared: shared.newly,
  };
}

async function readUsersFor(
  trx: Knex,
  options: {
    authors: KnownAuthor[];
    aliases: AliasDirectory;
    accountsOf: Map<string, Account[]>;
  },
): Promise<UserDirectory> {
  const { authors, aliases, accountsOf } = options;
  const emails = [
    ...authors.map(({ email }) => normaliseEmail(email)),
    ...aliases.emails,
  ];
  const accounts = [
    ...authors.flatMap(author => author.accounts),
    ...[...accountsOf.values()].flat(),
    ...emails.flatMap(noreplyAccounts),
  ];
  const { userEntityRefs } = aliases;
  return new UserDirectory(
    await readUsersBy(trx, { emails, accounts, userEntityRefs }),
  );
}

/** The accounts that hosts take those for who write some addresses. */
async function readAccountsOf(
  trx: Knex,
  emails: string[],
): Promise<Map<string, Account[]>> {
  const found = new Map<string, Account[]>();
  if (emails.length === 0) {
    return found;
  }
  const db = new SqlWriter(trx);
  const rows = await db.rows<{ email: string } & Account>(db.sql`
    select distinct a.email_key as email, c.host, c.login
    from authors a join author_accounts c on c.author_id = a.id
    where ${db.isOneOf('a.email_key', emails)}
    order by 1, 2, 3`);
  for (const { email, ...account } of rows) {
    found.set(email, [...(found.get(email) ?? []), account]);
  }
  return found;
}
