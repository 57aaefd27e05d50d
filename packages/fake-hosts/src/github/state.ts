import type { Credentials } from './credentials';
import type { Limits } from './limits';
import type { Repositories } from './repositories';

/** What every part of the host looks at. */
export interface GithubState {
  readonly enterprise: boolean;
  readonly now: () => Date;
  readonly repositories: Repositories;
  readonly credentials: Credentials;
  readonly limits: Limits;
  /** Lower-case email addresses to logins. */
  readonly logins: Map<string, string>;
  /** Where pages and git are. */
  readonly webUrl: string;
  /** Where REST is. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** Another host, where nobody has any business. */
  readonly elsewhereUrl: string;
}

/** Everybody's address at GitHub names the login, with or without a number. */
const NOREPLY = /^(?:\d+\+)?([\w-]+(?:\[bot\])?)@users\.noreply\.github\.com$/i;

/** The account that an address belongs to. */
export function loginOf(state: GithubState, email: string): string | undefined {
  return state.logins.get(email.toLowerCase()) ?? NOREPLY.exec(email)?.[1];
}

/** An account's number, the same for the same login. */
export function accountId(login: string): number {
  let id = 7;
  for (const character of login.toLowerCase()) {
    id = (id * 31 + character.codePointAt(0)!) % 100_000_007;
  }
  return id + 1;
}
