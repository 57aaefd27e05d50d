import { CatalogUserRow } from '../database/tables';
import { cleanText } from '../database/text';
import { BotMatcher } from './bots';

const MAX_IDENTIFIER_LENGTH = 320;
const MAX_LOGIN_LENGTH = 255;
const NOBODY = '(no name)';

/** Who is behind an author. */
export interface Identity {
  /** The same for all authors that are one person. */
  key: string;
  /** What the person is called if it is this author that names it. */
  name: string;
  userEntityRef: string | null;
  bot: boolean;
}

/** An author, with the account that a host took them for, in lower case, if one did. */
export interface KnownAuthor {
  name: string;
  email: string;
  login?: string | null;
}

/** Finds catalog Users by what commits say of their authors. */
export class UserDirectory {
  readonly #byEmail = new Map<string, CatalogUserRow>();
  readonly #byGithubLogin = new Map<string, CatalogUserRow>();

  constructor(users: CatalogUserRow[]) {
    // Of two Users with one email the first by name gets the commits, whatever order the database has them in.
    const sorted = [...users].sort((a, b) =>
      a.entity_ref < b.entity_ref ? -1 : 1,
    );
    for (const user of sorted) {
      if (user.email && !this.#byEmail.has(user.email)) {
        this.#byEmail.set(user.email, user);
      }
      if (user.github_login && !this.#byGithubLogin.has(user.github_login)) {
        this.#byGithubLogin.set(user.github_login, user);
      }
    }
  }

  findByEmail(email: string): CatalogUserRow | undefined {
    return this.#byEmail.get(email);
  }

  /** @param login - in lower case */
  findByLogin(login: string): CatalogUserRow | undefined {
    return this.#byGithubLogin.get(login);
  }

  findByNoreplyLogin(login: NoreplyLogin): CatalogUserRow | undefined {
    return login.host === 'github.com'
      ? this.findByLogin(login.login)
      : undefined;
  }
}

/** An account on a host, in lower case. */
export interface NoreplyLogin {
  host: string;
  login: string;
}

/** The account behind an address that a host made up to keep the real one private. */
export function parseNoreplyEmail(email: string): NoreplyLogin | undefined {
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

/**
 * Decides who an author is: a bot, a catalog User, an account, an email address or at least a name. A host knows better
 * whose commit it is than the email that was written into it.
 */
export function identify(
  author: KnownAuthor,
  known: { users: UserDirectory; bots: BotMatcher },
): Identity {
  const email = normaliseEmail(author.email);
  const name = author.name.trim() || email || NOBODY;
  const anyCaseName = cleanText(name.toLowerCase(), MAX_IDENTIFIER_LENGTH);
  const stranger = { name, userEntityRef: null, bot: false };

  if (known.bots.isBot(author)) {
    return { ...stranger, key: `bot:${anyCaseName}`, bot: true };
  }
  const login = parseNoreplyEmail(email);
  const user =
    (author.login && known.users.findByLogin(author.login)) ||
    known.users.findByEmail(email) ||
    (login && known.users.findByNoreplyLogin(login));
  if (user) {
    return {
      key: `user:${user.entity_ref}`,
      name: user.name,
      userEntityRef: user.entity_ref,
      bot: false,
    };
  }
  if (login) {
    return { ...stranger, key: `login:${login.host}/${login.login}` };
  }
  return {
    ...stranger,
    key: email ? `email:${email}` : `name:${anyCaseName}`,
  };
}
