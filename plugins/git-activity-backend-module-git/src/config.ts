import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOTS_KEY = 'gitActivity.git.roots';
const WORKING_DIRECTORY_KEY = 'gitActivity.git.workingDirectory';
const MAX_SIZE_KEY = 'gitActivity.git.maxSize';
const CREDENTIALS_KEY = 'gitActivity.git.credentials';

const DEFAULT_MAX_SIZE = '10GB';
const SIZE = /^(\d+(?:\.\d+)?) ?([kMGT]?)B$/i;
const UNIT_BYTES: Record<string, number> = {
  '': 1,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
};
/** A host as URLs have it: no scheme, no user, no path. */
const HOST =
  /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$|^\[[0-9a-f:]+\](?::\d{1,5})?$/;

/** How to get into a host that Backstage's integrations do not know, or not for git. */
export interface HostCredentials {
  /** Lower-case, with the port if it is not the default. */
  host: string;
  /** Where its repositories are, if not right below `https://<host>`. Without a slash at its end. */
  baseUrl?: string;
  username?: string;
  /** A token or password. */
  secret?: string;
  ssh?: SshKey;
}

export interface SshKey {
  keyFile: string;
  knownHostsFile: string;
}

/** Where the copies of remote repositories are kept, and how large they may get together. */
export interface CloneOptions {
  directory: string;
  maxBytes: number;
}

/**
 * Reads the folders whose repositories may be served, as absolute paths.
 *
 * @throws an error that names the key, if it is not a list of paths
 */
export function readRoots(config: Config): string[] {
  const roots = config.getOptionalStringArray(ROOTS_KEY) ?? [];
  return roots.map((root, index) => readPath(`${ROOTS_KEY}[${index}]`, root));
}

/** @throws an error that names the key, if a value is of no use */
export function readCloneOptions(config: Config): CloneOptions {
  const configured =
    config.getOptionalString(WORKING_DIRECTORY_KEY) ??
    join(
      config.getOptionalString('backend.workingDirectory') ?? tmpdir(),
      'git-activity',
    );
  return {
    directory: readPath(WORKING_DIRECTORY_KEY, configured),
    maxBytes: readSize(
      config.getOptionalString(MAX_SIZE_KEY) ?? DEFAULT_MAX_SIZE,
    ),
  };
}

/** @throws an error that names the key, if a value is missing or of no use; secrets are never repeated */
export function readCredentials(config: Config): HostCredentials[] {
  const entries = config.getOptionalConfigArray(CREDENTIALS_KEY) ?? [];
  return entries.map((entry, index) => {
    const key = `${CREDENTIALS_KEY}[${index}]`;
    const host = entry.getString('host').toLowerCase();
    if (!HOST.test(host)) {
      throw new InputError(
        `${key}.host must be a host such as git.example.com or git.example.com:8443`,
      );
    }
    const secret =
      entry.getOptionalString('token') ?? entry.getOptionalString('password');
    const username = entry.getOptionalString('username');
    if (username?.includes(':')) {
      throw new InputError(`${key}.username must not hold a colon`);
    }
    if (username !== undefined && secret === undefined) {
      throw new InputError(`${key} has a username but no password or token`);
    }
    return {
      host,
      baseUrl: readBaseUrl(`${key}.baseUrl`, host, entry),
      username,
      secret,
      ssh: readSshKey(key, entry),
    };
  });
}

function readBaseUrl(
  key: string,
  host: string,
  entry: Config,
): string | undefined {
  const text = entry.getOptionalString('baseUrl');
  if (text === undefined) {
    return undefined;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    !url ||
    !['https:', 'http:'].includes(url.protocol) ||
    url.host !== host ||
    url.username !== '' ||
    url.password !== '' ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    throw new InputError(
      `${key} must be a URL of the host it belongs to, such as https://${host}/git, without a user, query or fragment`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function readSshKey(key: string, entry: Config): SshKey | undefined {
  const keyFile = entry.getOptionalString('sshKeyFile');
  const knownHostsFile = entry.getOptionalString('knownHostsFile');
  if (keyFile === undefined && knownHostsFile === undefined) {
    return undefined;
  }
  if (keyFile === undefined || knownHostsFile === undefined) {
    const missing = keyFile === undefined ? 'sshKeyFile' : 'knownHostsFile';
    throw new InputError(
      `${key}.${missing} is missing: SSH needs both a key and a file that says how the host's own key looks`,
    );
  }
  return {
    keyFile: readPath(`${key}.sshKeyFile`, keyFile),
    knownHostsFile: readPath(`${key}.knownHostsFile`, knownHostsFile),
  };
}

function readPath(key: string, path: string): string {
  if (path.trim() === '' || /\p{Cc}/u.test(path)) {
    throw new InputError(
      `${key} must be a path, but is ${JSON.stringify(path)}`,
    );
  }
  return resolve(path);
}

function readSize(text: string): number {
  const [, number, unit] = SIZE.exec(text.trim()) ?? [];
  if (number === undefined) {
    throw new InputError(
      `${MAX_SIZE_KEY} must be a size such as 500MB or 10GB, but is ${JSON.stringify(
        text,
      )}`,
    );
  }
  return Number(number) * UNIT_BYTES[unit.toUpperCase()];
}
