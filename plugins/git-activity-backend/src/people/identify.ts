import { cleanText } from '../database/text';
import {
  accountKey,
  isOnesOwnAddress,
  MAX_IDENTIFIER_LENGTH,
  normaliseEmail,
  normaliseName,
  noreplyAccounts,
  parseNoreplyEmail,
} from './addresses';
import { addressKey, AliasDirectory, AliasRule } from './AliasDirectory';
import { BotMatcher } from './bots';
import { Account, CatalogUser } from './users';

const MAX_KEY_LENGTH = 600;

/** By which rule it was decided who an author is. */
export type IdentityRule =
  | AliasRule
  /** The account that a host tells with the commits is a User's. */
  | 'account'
  /** The address is a User's. */
  | 'email'
  /** The host made up the address for an account. */
  | 'noreply'
  /** Whoever has the address, which is nobody's in the catalog. */
  | 'address'
  /** Anybody may have the address, so the name tells. */
  | 'name'
  | 'bot';

/** Who is behind an author. */
export interface Identity {
  /** The same for all authors that are one person as far as commits tell, whatever Users there are. */
  key: string;
  /** The User that it is; not everybody may see them. */
  userEntityRef: string | null;
  /** By which rule it is a bot; null for humans. */
  botReason: string | null;
  rule: IdentityRule;
}

/** An author, and the accounts that hosts took them for. */
export interface KnownAuthor {
  name: string;
  email: string;
  accounts: Account[];
}

/** What is known when somebody is to be identified. */
export interface IdentityFacts {
  users: UserDirectory;
  bots: BotMatcher;
  aliases: AliasDirectory;
  /** The accounts that hosts take those for who write an address to which an alias leads, as {@link normaliseEmail} has it. */
  accountsOf: ReadonlyMap<string, Account[]>;
  /** Addresses that many names use, as {@link normaliseEmail} has them. */
  sharedEmails: ReadonlySet<string>;
}

/** Finds catalog Users by what commits say of their authors. */
export class UserDirectory {
  readonly #byRef = new Map<string, CatalogUser>();
  readonly #byEmail = new Map<string, CatalogUser>();
  readonly #byAccount = new Map<string, CatalogUser>();

  constructor(users: CatalogUser[]) {
    // Of two Users with one email the first by name gets the commits, whatever order the database has them in.
    const sorted = [...users].sort((a, b) =>
      a.entityRef < b.entityRef ? -1 : 1,
    );
    for (const user of sorted) {
      this.#byRef.set(user.entityRef, user);
      for (const email of user.emails) {
        if (!this.#byEmail.has(email)) this.#byEmail.set(email, user);
      }
      for (const account of user.accounts) {
        const key = accountKey(account);
        if (!this.#byAccount.has(key)) this.#byAccount.set(key, user);
      }
    }
  }

  findByRef(entityRef: string): CatalogUser | undefined {
    return this.#byRef.get(entityRef);
  }

  findByEmail(email: string): CatalogUser | undefined {
    return this.#byEmail.get(email);
  }

  findByAccount(account: Account): CatalogUser | undefined {
    return this.#byAccount.get(accountKey(account));
  }
}

/**
 * Decides who an author is: a bot, whoever an alias says, a catalog User, an account, an email address or at least a name. A host knows better
 * whose commit it is than the email that was written into it. Who a User is to those who may not see them is decided as well.
 */
export function identify(author: KnownAuthor, facts: IdentityFacts): Identity {
  const alias = facts.aliases.find(author);
  // An alias for an address is not meant for the bots that use it; one that names the author is.
  const botReason = alias?.isNamed ? undefined : facts.bots.reasonOf(author);
  if (botReason !== undefined) {
    const name = author.name.trim().toLowerCase();
    const key = `bot:${
      cleanText(name, MAX_IDENTIFIER_LENGTH) || normaliseEmail(author.email)
    }`;
    return { key, userEntityRef: null, botReason, rule: 'bot' };
  }
  const known = (key: string, found: Found): Identity => ({
    key,
    userEntityRef: found.user?.entityRef ?? null,
    botReason: null,
    rule: found.rule,
  });
  if (!alias) {
    return known(keyOf(author, facts), findUser(author, facts));
  }
  const { rule, userEntityRef, email } = alias;
  const whom =
    email === undefined
      ? author
      : {
          name: '',
          email,
          accounts: facts.accountsOf.get(normaliseEmail(email)) ?? [],
        };
  const key = email === undefined ? keyOf(author, facts) : addressKey(email);
  const user =
    userEntityRef === undefined
      ? undefined
      : facts.users.findByRef(userEntityRef);
  if (user) {
    return known(key, { rule, user });
  }
  const found = findUser(whom, facts);
  // Of an alias that leads to a User who is no longer there nothing is left.
  return known(key, email === undefined ? found : { ...found, rule });
}

/** What makes authors one person as far as commits tell. */
function keyOf(
  { name, email }: { name: string; email: string },
  { sharedEmails }: IdentityFacts,
): string {
  const address = normaliseEmail(email);
  const isOfOne =
    parseNoreplyEmail(address) !== undefined ||
    (isOnesOwnAddress(address) && !sharedEmails.has(address));
  return isOfOne ? addressKey(address) : sharedKey({ name, email: address });
}

/** Of an address that many share, the name tells who it is. */
function sharedKey({ name, email }: { name: string; email: string }): string {
  const key = `name:${normaliseName(name)}`;
  return email ? `${key} <${email}>`.slice(0, MAX_KEY_LENGTH) : key;
}

/** By which rule who was found, if anybody. */
interface Found {
  rule: IdentityRule;
  user?: CatalogUser;
}

/** In the order of the hosts' names, so that whatever host told first, it comes to the same. */
function findUser(author: KnownAuthor, facts: IdentityFacts): Found {
  const { users } = facts;
  const byAccount = (accounts: Account[]) =>
    [...accounts]
      .sort((a, b) => (a.host < b.host ? -1 : 1))
      .map(account => users.findByAccount(account))
      .find(Boolean);
  const told = byAccount(author.accounts);
  if (told) {
    return { rule: 'account', user: told };
  }
  const email = normaliseEmail(author.email);
  const byEmail = users.findByEmail(email);
  if (byEmail) {
    return { rule: 'email', user: byEmail };
  }
  const noreply = noreplyAccounts(email);
  if (noreply.length > 0) {
    return { rule: 'noreply', user: byAccount(noreply) };
  }
  const isByName = keyOf(author, facts).startsWith('name:');
  return { rule: isByName ? 'name' : 'address' };
}
