import { CommitAuthor } from 'backstage-plugin-git-activity-node';
import { CatalogUserRow } from '../ledger/tables';
import { cleanText } from '../ledger/text';
import { BotMatcher } from './bots';

const MAX_IDENTIFIER_LENGTH = 320;
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

  findByLogin(login: NoreplyLogin): CatalogUserRow | undefined {
    return login.host === 'github.com'
      ? this.#byGithubLogin.get(login.login)
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

/** What an author's email is compared as: any case is the same. */
export function normaliseEmail(email: string): string {
  return cleanText(email.trim().toLowerCase(), MAX_IDENTIFIER_LENGTH);
}

/** Decides who an author is: a bot, a catalog User, an account, an email address or at least a name. */
export function identify(
  author: CommitAuthor,
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
    known.users.findByEmail(email) ?? (login && known.users.findByLogin(login));
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
