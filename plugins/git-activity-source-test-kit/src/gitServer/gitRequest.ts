import { IncomingMessage } from 'node:http';

/**
 * One of the two requests that a git client makes to read a repository over HTTP.
 *
 * @public
 */
export interface GitRequest {
  /** The path of the repository as the client wrote it, decoded, without slashes at its ends, such as `group/name.git`. */
  repository: string;
  /** What is asked for: which refs and abilities there are, or objects (with protocol version 2, refs too). */
  service: 'info/refs' | 'git-upload-pack';
}

const GIT_PATH = /^\/+(.+?)\/+(info\/refs|git-upload-pack)$/;

/**
 * Tells a git client's request from all others, so that a server can serve repositories beside its API.
 *
 * @returns undefined for anything but reading by the smart protocol
 * @public
 */
export function readGitRequest(
  request: Pick<IncomingMessage, 'method' | 'url'>,
): GitRequest | undefined {
  const { pathname, searchParams } = new URL(
    request.url ?? '/',
    'http://localhost',
  );
  let path;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  const [, repository, service] = GIT_PATH.exec(path) ?? [];
  if (repository === undefined || repository.split('/').includes('..')) {
    return undefined;
  }
  if (service === 'git-upload-pack') {
    return request.method === 'POST' ? { repository, service } : undefined;
  }
  return request.method === 'GET' &&
    searchParams.get('service') === 'git-upload-pack'
    ? { repository, service: 'info/refs' }
    : undefined;
}
