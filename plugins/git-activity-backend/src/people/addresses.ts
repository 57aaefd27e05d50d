import { cleanText } from '../database/text';
import { Account } from './users';

export const MAX_IDENTIFIER_LENGTH = 320;
const MAX_LOGIN_LENGTH = 255;

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

/** Identifies an account among those of all hosts. */
export function accountKey({ host, login }: Account): string {
  return `${host}/${login}`;
}

/** Begins what stands for a login where the host's own id of the account is known; no login has it. */
const ID_PREFIX = '#';

/** The account with some id on a host. An id stays with its account, while a login can be given up and taken by somebody else. */
export function accountOfId(host: string, id: string): Account {
  return { host, login: `${ID_PREFIX}${id}` };
}

/** The account behind an address that a host made up to keep the real one private. */
export function parseNoreplyEmail(email: string): Account | undefined {
  const { host, login } = splitNoreplyEmail(email) ?? {};
  return host && login ? { host, login } : undefined;
}

/** By which accounts whoever has a noreply address may be known: by its id, if the address has one, and by its login. */
export function noreplyAccounts(email: string): Account[] {
  const { host, id, login } = splitNoreplyEmail(email) ?? {};
  if (!host || !login) {
    return [];
  }
  return [...(id ? [accountOfId(host, id)] : []), { host, login }];
}

function splitNoreplyEmail(
  email: string,
): { host: string; id?: string; login: string } | undefined {
  const [, local, host] =
    /^([^@\s]+)@users\.noreply\.([^@\s]+)$/i.exec(email) ?? [];
  if (!local || !host) {
    return undefined;
  }
  // GitHub writes `id+login`, GitLab `id-login`. A login of GitHub may itself begin with digits and a hyphen.
  const parts = /gitlab/i.test(host) ? /^(\d+)-(.+)$/ : /^(\d+)\+(.+)$/;
  const [, id, login = local] = parts.exec(local) ?? [];
  return { host: host.toLowerCase(), id, login: login.toLowerCase() };
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
