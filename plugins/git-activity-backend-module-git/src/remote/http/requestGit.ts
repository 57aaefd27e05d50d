import {
  CommitSourceError,
  readRetryAfter,
} from 'backstage-plugin-git-activity-node';
import { RemoteRepository } from '../hosts/RemoteHosts';
import { statusError, unreachableError } from '../failures';

/** What is asked for is a few lines; the oldest protocol sends a line for each branch and tag. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const REDIRECTS = [301, 302, 303, 307, 308];

/** One of the two requests that git makes to a host. */
export interface GitHttpRequest {
  repository: RemoteRepository;
  /** The value of the `Authorization` header. */
  authorization?: string;
  service: 'info/refs' | 'git-upload-pack';
  /** What is sent to `git-upload-pack`. */
  body?: string;
  timeoutMs: number;
  signal: AbortSignal;
}

/** Where a host sends us instead of answering. */
export interface Redirect {
  redirect: URL;
}

/**
 * Makes a request as git would make it, but with all of the answer in sight: a status that git only words, and redirects,
 * which are never followed here.
 *
 * @throws CommitSourceError for all other answers than git's own
 */
export async function requestGit(
  request: GitHttpRequest,
): Promise<Buffer | Redirect> {
  const { repository, service, signal, timeoutMs } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  const ending = AbortSignal.any([signal, timeout]);
  const url = new URL(`${repository.cloneUrl}/${service}`);
  if (service === 'info/refs') {
    url.searchParams.set('service', 'git-upload-pack');
  }
  try {
    const response = await fetch(url, {
      method: request.body === undefined ? 'GET' : 'POST',
      headers: requestHeaders(request),
      body: request.body,
      redirect: 'manual',
      signal: ending,
    });
    return await readAnswer(request, response);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CommitSourceError) {
      throw error;
    }
    throw unreachableError(
      repository,
      timeout.aborted ? timeout.reason : error,
    );
  }
}

function requestHeaders(request: GitHttpRequest): Record<string, string> {
  const { authorization, body } = request;
  return {
    // Hosts tell git from browsers by this, and answer browsers with pages.
    'User-Agent': 'git/2.39.0 (git-activity)',
    'Git-Protocol': 'version=2',
    Accept: '*/*',
    ...(body === undefined
      ? {}
      : { 'Content-Type': 'application/x-git-upload-pack-request' }),
    ...(authorization === undefined ? {} : { Authorization: authorization }),
  };
}

async function readAnswer(
  request: GitHttpRequest,
  response: Response,
): Promise<Buffer | Redirect> {
  const { repository, authorization, service } = request;
  const { status, headers } = response;
  if (status === 200) {
    const type = headers.get('content-type')?.split(';')[0].trim();
    const expected =
      service === 'info/refs'
        ? 'application/x-git-upload-pack-advertisement'
        : 'application/x-git-upload-pack-result';
    if (type !== expected) {
      await response.body?.cancel();
      throw notGitError(repository);
    }
    return readBytes(repository, response);
  }
  await response.body?.cancel();
  const location = headers.get('location');
  if (REDIRECTS.includes(status) && location) {
    return { redirect: readLocation(repository, location) };
  }
  throw statusError({
    repository,
    authorized: authorization !== undefined,
    status,
    retryAt: readRetryAfter(headers.get('retry-after')),
  });
}

async function readBytes(
  repository: RemoteRepository,
  response: Response,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) {
      throw new CommitSourceError(
        'broken',
        `${repository.host.name} tells of more branches and tags of ${repository.url} than can be read.`,
      );
    }
  }
  return Buffer.concat(chunks);
}

function readLocation(repository: RemoteRepository, location: string): URL {
  const base = `${repository.cloneUrl}/info/refs`;
  if (!URL.canParse(location, base)) {
    throw notGitError(repository);
  }
  return new URL(location, base);
}

/** A page instead of git's protocol: of a proxy, a log-in, or a server that knows nothing of git. */
export function notGitError(repository: RemoteRepository): CommitSourceError {
  return new CommitSourceError(
    'broken',
    `${repository.host.name} answers for ${repository.url} with something that is not git's: is there a git repository, and can it be read without a page to log in?`,
  );
}
