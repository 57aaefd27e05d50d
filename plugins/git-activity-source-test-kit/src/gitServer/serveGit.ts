import { spawn } from 'node:child_process';
import { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { readGitRequest } from './gitRequest';
import { dropFilter } from './pktLines';

/**
 * How {@link serveGit} answers.
 *
 * @public
 */
export interface ServeGitOptions {
  /** The repository: a bare one, a work tree, or the `.git` of one. */
  gitDir: string;
  /**
   * What becomes of a filter such as `--filter=tree:0`: it is `honoured` unless given; a server where it is `unsupported` does
   * not offer it; one where it is `ignored` offers it and then sends everything.
   */
  filter?: 'honoured' | 'unsupported' | 'ignored';
  /** Speaks as git did before protocol version 2, and sends only what a branch or tag points to; false unless given. */
  oldProtocol?: boolean;
  /** Breaks the connection after so many bytes of the body, if it has more. */
  cutAfterBytes?: number;
}

/**
 * What {@link serveGit} did.
 *
 * @public
 */
export interface ServedGit {
  /** The HTTP status of the answer. */
  status: number;
  /** How many bytes its body had, as far as it was sent. */
  bytes: number;
}

/**
 * Answers a git client with `git http-backend`, as a real host would; see {@link readGitRequest}. Whether the client may read the
 * repository has to be decided before.
 *
 * @returns once everything was sent, or the client has hung up
 * @public
 */
export async function serveGit(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServeGitOptions,
): Promise<ServedGit> {
  const { gitDir, filter = 'honoured', cutAfterBytes = Infinity } = options;
  const { oldProtocol = false } = options;
  const asked = readGitRequest(request);
  if (!asked) {
    throw new Error(`${request.method} ${request.url} is no request of git's`);
  }
  const body = await readBody(request);
  const child = spawn('git', ['http-backend'], {
    env: backendEnvironment({
      request,
      service: asked.service,
      gitDir,
      filter,
      oldProtocol,
    }),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  response.on('close', () => child.kill('SIGKILL'));
  child.stdin.on('error', () => {});
  child.stdin.end(filter === 'ignored' ? dropFilter(body) : body);

  let head: Buffer | undefined = Buffer.alloc(0);
  let bytes = 0;
  for await (const chunk of child.stdout) {
    let content: Buffer = chunk;
    if (head) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) {
        continue;
      }
      writeHead(response, head.toString('latin1', 0, end));
      content = head.subarray(end + 4);
      head = undefined;
    }
    const sent = content.subarray(0, cutAfterBytes - bytes);
    bytes += sent.length;
    await new Promise(resolve => response.write(sent, resolve));
    if (bytes >= cutAfterBytes) {
      response.destroy();
    }
  }
  response.end();
  return { status: response.statusCode, bytes };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const body = await buffer(request);
  return request.headers['content-encoding'] === 'gzip'
    ? gunzipSync(body)
    : body;
}

function backendEnvironment(options: {
  request: IncomingMessage;
  service: string;
  gitDir: string;
  filter: ServeGitOptions['filter'];
  oldProtocol: boolean;
}): Record<string, string> {
  const { request, service, gitDir, filter, oldProtocol } = options;
  const protocol = oldProtocol ? undefined : request.headers['git-protocol'];
  const settings = {
    'safe.directory': '*',
    'uploadpack.allowFilter': String(filter !== 'unsupported'),
    'uploadpack.allowAnySHA1InWant': String(!oldProtocol),
  };
  return {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_TRANSLATED: `${gitDir}/${service}`,
    REQUEST_METHOD: request.method ?? '',
    QUERY_STRING: new URL(request.url ?? '/', 'http://localhost').search.slice(
      1,
    ),
    CONTENT_TYPE: request.headers['content-type'] ?? '',
    REMOTE_ADDR: '127.0.0.1',
    ...(typeof protocol === 'string' ? { GIT_PROTOCOL: protocol } : {}),
    ...settingsEnvironment(settings),
  };
}

function settingsEnvironment(
  settings: Record<string, string>,
): Record<string, string> {
  const entries = Object.entries(settings);
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(entries.length)],
    ...entries.flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ]);
}

/** Reads what a CGI program says before its body. */
function writeHead(response: ServerResponse, head: string): void {
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') {
      response.statusCode = Number.parseInt(value, 10);
    } else {
      response.setHeader(name, value);
    }
  }
}
