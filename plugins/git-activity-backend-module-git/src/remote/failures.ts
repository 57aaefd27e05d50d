import { isError } from '@backstage/errors';
import {
  CommitSourceError,
  explainUnreachable,
  shortenWords,
} from 'backstage-plugin-git-activity-node';
import { hasCode } from '../local/disk/fileErrors';
import { RemoteRepository } from './hosts/RemoteHosts';

/** What is known of a conversation with a host that failed. */
export interface Conversation {
  repository: RemoteRepository;
  /** Whether a credential was sent. */
  authorized: boolean;
}

const TOO_MANY_REQUESTS = 429;
const LIMITING_STATUSES = [403, TOO_MANY_REQUESTS, 503];

/** What an answer of a host means that is neither a success nor a redirect. */
export function statusError(
  options: Conversation & { status: number; retryAt?: Date },
): CommitSourceError {
  const { repository, authorized, status, retryAt } = options;
  const { url, host } = repository;
  if (
    status === TOO_MANY_REQUESTS ||
    (retryAt && LIMITING_STATUSES.includes(status))
  ) {
    return new CommitSourceError(
      'rate-limited',
      `${host.name} limits how much is read from it (HTTP ${status}).`,
      { retryAt },
    );
  }
  switch (status) {
    case 401:
      return new CommitSourceError(
        'forbidden',
        authorized
          ? `${host.name} does not accept the configured credentials for ${url}: they may be wrong, expired or revoked. Renew them under integrations or gitActivity.git.credentials.`
          : `${
              host.name
            } wants credentials for ${url}, or has no such repository: ${
              hasApps(repository)
                ? "install the integration's GitHub App on the owner of the repository, or add a token"
                : 'add a token'
            } for the host under integrations or gitActivity.git.credentials.`,
      );
    case 403:
      return new CommitSourceError(
        'forbidden',
        authorized
          ? `${host.name} does not let the configured credentials read ${url}: they may lack the scope or role to read its contents.`
          : `${host.name} does not let everybody read ${url}: add a token for the host under integrations or gitActivity.git.credentials.`,
      );
    case 404:
    case 410:
      return new CommitSourceError(
        'gone',
        `${host.name} has no repository ${url}, or does not show it to ${
          authorized
            ? 'the configured credentials: check its name, and that the token or App may read it.'
            : 'everybody: check its name, or add a token for the host under integrations or gitActivity.git.credentials.'
        }`,
      );
    case 451:
      return new CommitSourceError(
        'forbidden',
        `${host.name} has blocked ${url} for legal reasons (HTTP 451).`,
      );
    default:
      return status >= 500 || status === 408
        ? new CommitSourceError(
            'try-later',
            `${host.name} is in trouble: it answered HTTP ${status} for ${url}.`,
            { retryAt },
          )
        : new CommitSourceError(
            'broken',
            `${host.name} answered HTTP ${status} for ${url}, which git does not understand.`,
          );
  }
}

/** An App that is not installed on an owner gives no credential for its repositories. */
function hasApps({ host: { integration } }: RemoteRepository): boolean {
  return (
    integration?.type === 'github' && Boolean(integration.config.apps?.length)
  );
}

/** A host that keeps connections and says nothing. */
export class SilentHostError extends CommitSourceError {
  constructor(host: string) {
    super('try-later', `${host} did not answer in time.`);
  }
}

/** What it means that a host could not be talked to at all. */
export function unreachableError(
  repository: RemoteRepository,
  error: unknown,
): CommitSourceError {
  const { host } = repository;
  const options = { cause: error };
  if (isError(error) && error.name === 'TimeoutError') {
    return new SilentHostError(host.name);
  }
  const cause = isError(error) && isError(error.cause) ? error.cause : error;
  const code = isError(cause) ? String(cause.code ?? cause.name) : '';
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    return new CommitSourceError(
      'try-later',
      `The certificate of ${host.name} is not trusted (${code}): give its authority to the backend by NODE_EXTRA_CA_CERTS, and to git by GIT_SSL_CAINFO.`,
      options,
    );
  }
  return new CommitSourceError(
    'try-later',
    `${host.name} cannot be reached: ${explainUnreachable(error)}.`,
    options,
  );
}

/** What it means that the folder of the clones could not be written to; other errors stay as they are. */
export function diskError(directory: string, error: unknown): unknown {
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
    return fullDiskError(directory, error);
  }
  return hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST')
    ? readOnlyDiskError(directory, error)
    : error;
}

function fullDiskError(directory: string, cause?: unknown): CommitSourceError {
  return new CommitSourceError(
    'try-later',
    `The disk that holds ${directory} is full: free some of it, or name another folder as gitActivity.git.workingDirectory, or lower gitActivity.git.maxSize.`,
    { cause },
  );
}

function readOnlyDiskError(
  directory: string,
  cause?: unknown,
): CommitSourceError {
  return new CommitSourceError(
    'try-later',
    `The backend may not write to ${directory}: let it, or name another folder as gitActivity.git.workingDirectory.`,
    { cause },
  );
}

/** The server must not know a filter, or the whole of its contents would be stored here. */
export function filterError(repository: RemoteRepository): CommitSourceError {
  return new CommitSourceError(
    'refused',
    `${repository.host.name} does not honour filters such as tree:0, by which commits are fetched without the files, so nothing was kept of ${repository.url}. Its administrator can allow it: git config uploadpack.allowFilter true.`,
  );
}

/** More than the portal's configuration allows for all repositories together. */
export function tooLargeError(repository: RemoteRepository): CommitSourceError {
  return new CommitSourceError(
    'refused',
    `${repository.host.name} sent more of ${repository.url} than all clones may take together, so nothing was kept of it. If it is that large, raise gitActivity.git.maxSize.`,
  );
}

/** What git says when a server answers with everything that it has. */
export const FILTER_IGNORED =
  /filtering not recognized by server|server does not support.*filter/i;

const FULL_DISK = /no space left on device|disk quota exceeded/i;
const READ_ONLY_DISK =
  /(?:cannot|could not|unable to) (?:mkdir|create|open|write|lock)[^\n]*(?:permission denied|read-only file system)/i;
const UNKNOWN_COMMIT =
  /not our ref|unadvertised object|couldn't find remote ref|no such remote ref/i;
const HTTP_STATUS = /returned error: (\d{3})/;
const SSH_DENIED = /permission denied \(|too many authentication failures/i;
const SSH_HOST_KEY =
  /host key verification failed|remote host identification has changed|no .*host key is known/i;
const MISSING =
  /repository .*not found|does not appear to be a git repository|no such project|could not be found|does not exist/i;
const DENIED =
  /authentication failed|could not read username|invalid credentials|access denied/i;
const DAMAGED =
  /corrupt|bad object|bad tree|unresolved delta|inflate|cannot lock ref|unable to create '[^']*\.lock'|did not send all necessary objects/i;
const UNREACHABLE =
  /could not resolve|couldn't resolve|failed to connect|couldn't connect|connection (?:reset|refused|closed|timed out|was)|operation too slow|timed out|early eof|rpc failed|hung up|unexpected disconnect|empty reply|transfer closed|ssl|tls|network is unreachable|no route to host|bad line length|invalid index-pack|index-pack failed|unable to access|expected .*flush|protocol error|curl \d+/i;

/** A copy of a repository that git cannot make sense of, or trouble that is nobody's in particular. */
export class DamagedCloneError extends CommitSourceError {
  readonly #said: string;

  constructor(said: string) {
    super(
      'try-later',
      `The copy of the repository on the backend's disk was damaged; it is fetched anew. Git said: ${said}`,
    );
    this.#said = said;
  }

  /** What it means if there was no copy yet. */
  unexplained(): CommitSourceError {
    return new CommitSourceError(
      'broken',
      `The repository cannot be fetched: ${this.#said}`,
    );
  }
}

/** A host that no longer has a commit that it once told of. */
export class UnknownCommitError extends CommitSourceError {
  constructor(repository: RemoteRepository) {
    super(
      'head-unknown',
      `${repository.host.name} no longer has a commit of ${repository.url} that was asked for.`,
    );
  }
}

/** What git's words mean when it has failed to fetch from a host. */
export function fetchError(
  options: Conversation & { words: string; directory: string },
): CommitSourceError {
  const { repository, words, directory } = options;
  const { url, host } = repository;
  const said = shortenWords(words);
  if (FILTER_IGNORED.test(words)) {
    return filterError(repository);
  }
  if (FULL_DISK.test(words)) {
    return fullDiskError(directory);
  }
  if (READ_ONLY_DISK.test(words)) {
    return readOnlyDiskError(directory);
  }
  if (UNKNOWN_COMMIT.test(words)) {
    return new UnknownCommitError(repository);
  }
  const [, status] = HTTP_STATUS.exec(words) ?? [];
  if (status) {
    return statusError({ ...options, status: Number(status) });
  }
  if (SSH_HOST_KEY.test(words)) {
    return new CommitSourceError(
      'forbidden',
      `The key that ${host.name} shows is not the one in knownHostsFile of its entry in gitActivity.git.credentials: compare them, and mend the file if the host is the right one.`,
    );
  }
  if (SSH_DENIED.test(words)) {
    return new CommitSourceError(
      'forbidden',
      `${host.name} does not accept the SSH key for ${url}: add its public half to the host as a key that may read.`,
    );
  }
  if (DENIED.test(words)) {
    return statusError({ ...options, status: 401 });
  }
  if (MISSING.test(words)) {
    return statusError({ ...options, status: 404 });
  }
  if (DAMAGED.test(words)) {
    return new DamagedCloneError(said);
  }
  if (UNREACHABLE.test(words)) {
    return new CommitSourceError(
      'try-later',
      `Fetching from ${host.name} failed: ${said}`,
    );
  }
  return new DamagedCloneError(said);
}
