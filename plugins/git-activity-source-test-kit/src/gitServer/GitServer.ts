import { mkdtemp, rm, stat } from 'node:fs/promises';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestRepository } from '../TestRepository';
import { GitServerFault, GitServerFaultScope } from './faults';
import { GitRequest, readGitRequest } from './gitRequest';
import { serveGit } from './serveGit';

/**
 * What a {@link GitServer} lets in: this user by HTTP Basic, or the password alone as a Bearer token.
 *
 * @public
 */
export interface GitServerCredentials {
  /** Any, but without a colon. */
  username: string;
  /** Or token. */
  password: string;
}

/**
 * A request that a {@link GitServer} received.
 *
 * @public
 */
export interface GitServerRequest {
  /** Such as `GET`. */
  method: string;
  /** As it was sent, with the query. */
  url: string;
  /** The `Authorization` header, if it came with one. */
  authorization?: string;
  /** The `Git-Protocol` header, if it came with one. */
  protocol?: string;
  /** The HTTP status of the answer; absent as long as there is none. */
  status?: number;
  /** How many bytes the body of the answer had. */
  bytes: number;
}

interface ActiveFault {
  fault: GitServerFault;
  scope: GitServerFaultScope;
  remaining: number;
}

/**
 * A real smart-HTTP host of git repositories for tests: it serves every repository below a folder, and misbehaves when told to.
 *
 * @example
 * ```ts
 * await TestRepository.create({ dir: join(root, 'group/name') });
 * const server = await GitServer.start({ root });
 * // git clone `${server.url}/group/name.git`
 * server.misbehave({ kind: 'answer', status: 502 }, { times: 1 });
 * await server.stop();
 * ```
 *
 * @public
 */
export class GitServer {
  /** Without a slash at its end, such as `http://127.0.0.1:34567`. */
  readonly url: string;
  /** The host with the port, such as `127.0.0.1:34567`. */
  readonly host: string;
  /** All requests so far, oldest first; may be emptied. */
  readonly requests: GitServerRequest[] = [];
  readonly #root: string;
  readonly #server: Server;
  #credentials?: GitServerCredentials;
  #faults: ActiveFault[] = [];
  #emptyRepository?: Promise<string>;

  /**
   * Starts a server on a free port of this machine. A repository `group/name` or `group/name.git` below `root` is served at both
   * names, bare or not, and may be made later.
   */
  static async start(options: {
    root: string;
    /** Everybody is let in unless given. */
    credentials?: GitServerCredentials;
  }): Promise<GitServer> {
    const server = createServer();
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    return new GitServer({ ...options, server });
  }

  private constructor(options: {
    root: string;
    credentials?: GitServerCredentials;
    server: Server;
  }) {
    const { root, credentials, server } = options;
    this.#root = root;
    this.#credentials = credentials;
    this.#server = server;
    const { port } = server.address() as AddressInfo;
    this.host = `127.0.0.1:${port}`;
    this.url = `http://${this.host}`;
    server.on('request', (request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  /** How many bytes the bodies of all answers had. */
  get bytes(): number {
    return this.requests.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Lets in others than before, or everybody: as if a token was revoked or made anew. */
  setCredentials(credentials: GitServerCredentials | undefined): void {
    this.#credentials = credentials;
  }

  /** Misbehaves from now on. Of several faults that apply to a request, the first that was asked for shows. */
  misbehave(fault: GitServerFault, scope: GitServerFaultScope = {}): void {
    this.#faults.push({ fault, scope, remaining: scope.times ?? Infinity });
  }

  /** Forgets all faults. */
  behave(): void {
    this.#faults = [];
  }

  /** Ends the server and breaks its connections. */
  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
    const empty = await this.#emptyRepository;
    if (empty) {
      await rm(empty, { recursive: true });
    }
  }

  async #handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { authorization, 'git-protocol': protocol } = request.headers;
    const record: GitServerRequest = {
      method: request.method ?? '',
      url: request.url ?? '',
      authorization,
      protocol: protocol?.toString(),
      bytes: 0,
    };
    this.requests.push(record);
    const end = (status: number, body: string) => {
      record.status = status;
      record.bytes = Buffer.byteLength(body);
      response.statusCode = status;
      response.end(body);
    };
    const asked = readGitRequest(request);
    if (!asked) {
      return end(403, 'Only reading by the smart protocol is served.\n');
    }

    const fault = this.#takeFault(asked);
    if (fault?.kind === 'answer') {
      const { status, headers = {}, body = '' } = fault;
      Object.entries(headers).forEach(([name, value]) =>
        response.setHeader(name, value),
      );
      return end(
        status,
        typeof body === 'string' ? body : body(authorization ?? ''),
      );
    }
    if (fault?.kind === 'redirect') {
      const query =
        asked.service === 'info/refs' ? '?service=git-upload-pack' : '';
      response.setHeader('Location', `${fault.to}/${asked.service}${query}`);
      return end(fault.status ?? 301, '');
    }
    if (fault?.kind === 'reset') {
      request.socket.resetAndDestroy();
      return undefined;
    }
    if (fault?.kind === 'hang') {
      return undefined;
    }
    if (fault?.kind === 'slow') {
      await sleep(fault.delayMs);
    }

    if (!this.#isAllowed(authorization)) {
      response.setHeader('WWW-Authenticate', 'Basic realm="git"');
      return end(401, 'Who are you?\n');
    }
    const gitDir =
      fault?.kind === 'no-refs'
        ? await this.#emptyGitDir()
        : await this.#findRepository(asked);
    if (gitDir === undefined) {
      return end(404, 'Repository not found.\n');
    }
    const served = await serveGit(request, response, {
      gitDir,
      filter: fault?.kind === 'filter' ? fault.filter : undefined,
      oldProtocol: fault?.kind === 'old-protocol',
      cutAfterBytes: fault?.kind === 'cut-off' ? fault.afterBytes : undefined,
    });
    Object.assign(record, served);
    return undefined;
  }

  #takeFault({ repository, service }: GitRequest): GitServerFault | undefined {
    const active = this.#faults.find(
      ({ scope, remaining }) =>
        remaining > 0 &&
        (!scope.service || scope.service === service) &&
        (!scope.repository ||
          withoutSuffix(scope.repository) === withoutSuffix(repository)),
    );
    if (active) {
      active.remaining -= 1;
    }
    return active?.fault;
  }

  #isAllowed(authorization: string | undefined): boolean {
    if (!this.#credentials) {
      return true;
    }
    const { username, password } = this.#credentials;
    const basic = Buffer.from(`${username}:${password}`).toString('base64');
    return (
      authorization === `Basic ${basic}` ||
      authorization === `Bearer ${password}`
    );
  }

  async #findRepository({
    repository,
  }: GitRequest): Promise<string | undefined> {
    const name = withoutSuffix(repository);
    for (const path of [
      join(this.#root, name),
      join(this.#root, `${name}.git`),
    ]) {
      if (await isFolder(path)) {
        return path;
      }
    }
    return undefined;
  }

  async #emptyGitDir(): Promise<string> {
    this.#emptyRepository ??= mkdtemp(join(tmpdir(), 'git-server-')).then(
      async dir => {
        await TestRepository.create({ dir, bare: true });
        return dir;
      },
    );
    return this.#emptyRepository;
  }
}

function withoutSuffix(repository: string): string {
  return repository.replace(/\.git$/, '');
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
