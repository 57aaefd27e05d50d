import { cleanText } from '../database/text';
import { BotMatcher } from './bots';
import { Account, CatalogUser } from './users';

const MAX_IDENTIFIER_LENGTH = 320;
const MAX_LOGIN_LENGTH = 255;
const MAX_KEY_LENGTH = 600;

/**
 * An address that more names than this use is shared: nobody has as many spellings of their own name. It then identifies nobody, and
 * each name is somebody else, as `git shortlog -sne` has it.
 */
export const MAX_NAMES_OF_ONE_PERSON = 5;

/** Accounts that a machine or a host gives to whoever uses it. */
const SHARED_LOCAL_PARTS = new Set([
  'admin',
  'ec2-user',
  'git',
  'nobody',
  'none',
  'noreply',
  'no-reply',
  'root',
  'ubuntu',
  'unknown',
  'user',
  'vagrant',
  'www-data',
]);
/** What stands for the name of a machine that has none. */
const NO_DOMAIN =
  /^(\(none\)|none|unknown|localhost|localdomain|.*\.localdomain|.*\.\(none\))$/;

/** Who is behind an author. */
export interface Identity {
  /** The same for all authors that are one person as far as commits tell, whatever Users there are. */
  key: string;
  /** The User that it is; not everybody may see them. */
  userEntityRef: string | null;
  /** By which rule it is a bot; null for humans. */
  botReason: string | null;
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
  /** Addresses that many names use, as {@link normaliseEmail} has them. */
  sharedEmails: ReadonlySet<string>;
}

/** Finds catalog Users by what commits say of their authors. */
export class UserDirectory {
  readonly #byEmail = new Map<string, CatalogUser>();
  readonly #byAccount = new Map<string, CatalogUser>();

  constructor(users: CatalogUser[]) {
    // Of two Users with one email the first by name gets the commits, whatever order the database has them in.
    const sorted = [...users].sort((a, b) =>
      a.entityRef < b.entityRef ? -1 : 1,
    );
    for (const user of sorted) {
      for (const email of user.emails) {
        if (!this.#byEmail.has(email)) this.#byEmail.set(email, user);
      }
      for (const account of user.accounts) {
        const key = accountKey(account);
        if (!this.#byAccount.has(key)) this.#byAccount.set(key, user);
      }
    }
  }

  findByEmail(email: string): CatalogUser | undefined {
    return this.#byEmail.get(email);
  }

  findByAccount(account: Account): CatalogUser | undefined {
    return this.#byAccount.get(accountKey(account));
  }
}

function accountKey({ host, login }: Account): string {
  return `${host}/${login}`;
}

/** The account behind an address that a host made up to keep the real one private. */
export function parseNoreplyEmail(email: string): Account | undefined {
  const [, local, host] =
    /^([^@\s]+)@users\.noreply\.([^@\s]+)$/i.exec(email) ?? [];
  if (!local || !host) {
    return undefined;
  }
  // GitHub writes `id+login`, GitLab `id-login`. A login of GitHub may itself begin with digits and a hyphen.
  const separator = /gitlab/i.test(host) ? /^\d+-(?=.)/ : /^\d+\+(?=.)/;
  return {
    host: host.toLowerCase(),
    login: local.replace(separator, '').toLowerCase(),
  };
}

/** What the name of an account is compared as; undefined for none. */
export function normaliseLogin(login: string | undefined): string | undefined {
  return (
    cleanText(login?.trim().toLowerCase() ?? '', MAX_LOGIN_LENGTH) || undefined
  );
}

/** What an author's email is compared as: any case is the same. */
export function normaliseEmail(email: string): string {
  return cleanText(email.trim().toLowerCase(), MAX_IDENTIFIER_LENGTH);
}

/** What names are told apart by: case, spaces and punctuation make nobody another person. */
export function normaliseName(name: string): string {
  const letters = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return cleanText(letters || name.trim(), MAX_IDENTIFIER_LENGTH);
}

/** Whether an address tells who somebody is, as far as it can be seen from itself. */
export function isOnesOwnAddress(email: string): boolean {
  const at = email.lastIndexOf('@');
  return (
    at > 0 &&
    !SHARED_LOCAL_PARTS.has(email.slice(0, at)) &&
    !NO_DOMAIN.test(email.slice(at + 1)) &&
    email.length > at + 1
  );
}

/**
 * Decides who an author is: a bot, a catalog User, an account, an email address or at least a name. A host knows better
 * whose commit it is than the email that was written into it. Who a User is to those who may not see them is decided as well.
 */
export function identify(author: KnownAuthor, facts: IdentityFacts): Identity {
  const email = normaliseEmail(author.email);
  const name = cleanText(
    author.name.trim().toLowerCase(),
    MAX_IDENTIFIER_LENGTH,
  );
  const botReason = facts.bots.reasonOf(author);
  if (botReason !== undefined) {
    return { key: `bot:${name || email}`, userEntityRef: null, botReason };
  }
  const noreply = parseNoreplyEmail(email);
  const user = findUser(facts.users, { author, email, noreply });
  const known = { userEntityRef: user?.entityRef ?? null, botReason: null };
  if (noreply) {
    return { ...known, key: `login:${accountKey(noreply)}` };
  }
  return isOnesOwnAddress(email) && !facts.sharedEmails.has(email)
    ? { ...known, key: `email:${email}` }
    : { ...known, key: sharedKey({ name: author.name, email }) };
}

/** Of an address that many share, the name tells who it is. */
function sharedKey({ name, email }: { name: string; email: string }): string {
  const key = `name:${normaliseName(name)}`;
  return email ? `${key} <${email}>`.slice(0, MAX_KEY_LENGTH) : key;
}

/** In the order of the hosts' names, so that whatever host told first, it comes to the same. */
function findUser(
  users: UserDirectory,
  options: { author: KnownAuthor; email: string; noreply?: Account },
): CatalogUser | undefined {
  const { author, email, noreply } = options;
  const accounts = [...author.accounts].sort((a, b) =>
    a.host < b.host ? -1 : 1,
  );
  for (const account of accounts) {
    const user = users.findByAccount(account);
    if (user) return user;
  }
  return users.findByEmail(email) ?? (noreply && users.findByAccount(noreply));
}
