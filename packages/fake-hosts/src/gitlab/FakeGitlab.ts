import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readGitRequest } from 'backstage-plugin-git-activity-source-test-kit';
import { serveGit } from 'backstage-plugin-git-activity-source-test-kit';
import { readCredential, Tokens } from './access';
import { Answer, ApiError, json } from './answers';
import { answerApi } from './api';
import {
  FakeGitlabFault,
  FakeGitlabFaultScope,
  FakeGitlabPageFault,
  Faults,
  isPageFault,
} from './faults';
import { openRepository } from './gitAccess';
import { Project, Projects } from './Projects';
import { FakeGitlabPushEvent, pushEventOf } from './pushEvent';
import { RateLimit, tooManyRequests } from './rateLimit';
import { answerOfFault, send } from './send';
import {
  FakeGitlabLimit,
  FakeGitlabProjectOptions,
  FakeGitlabRequest,
  FakeGitlabTokenOptions,
} from './types';

const API_PATH = '/api/v4';

/**
 * A GitLab for tests: real HTTP, fed from real repositories, as strict as the real one about what it is asked, and misbehaving when told
 * to. It serves what reading commits takes: projects, branches, commits by revision and range, their number, merge bases, files, the token itself, and
 * the repositories to git clients.
 *
 * @example
 * ```ts
 * const gitlab = await FakeGitlab.start({ subpath: '/gitlab' });
 * gitlab.addToken({ token: 'glpat-1', scopes: ['read_api'] });
 * gitlab.addProject({ path: 'group/sub/project', repository });
 * // GET `${gitlab.apiBaseUrl}/projects/group%2Fsub%2Fproject/repository/commits`
 * gitlab.misbehave({ kind: 'rate-limited' }, { times: 1 });
 * await gitlab.stop();
 * ```
 *
 * @public
 */
export class FakeGitlab {
  /** With the subpath and without a slash at its end, such as `http://127.0.0.1:34567/gitlab`. */
  readonly url: string;
  /** The host with the port, such as `127.0.0.1:34567`. */
  readonly host: string;
  /** Such as `http://127.0.0.1:34567/gitlab/api/v4`. */
  readonly apiBaseUrl: string;
  /** All requests so far, oldest first; may be emptied. */
  readonly requests: FakeGitlabRequest[] = [];
  readonly #server: Server;
  readonly #subpath: string;
  readonly #projects = new Projects();
  readonly #tokens = new Tokens();
  readonly #faults = new Faults();
  #limit?: RateLimit;

  /** Starts a GitLab without projects and tokens on a free port of this machine. */
  static async start(
    options: {
      /** Where it lives below its host, such as `/gitlab`; at the root unless given. */
      subpath?: string;
    } = {},
  ): Promise<FakeGitlab> {
    const server = createServer();
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    return new FakeGitlab(server, options.subpath ?? '');
  }

  private constructor(server: Server, subpath: string) {
    this.#server = server;
    this.#subpath = subpath;
    const { port } = server.address() as AddressInfo;
    this.host = `127.0.0.1:${port}`;
    this.url = `http://${this.host}${subpath}`;
    this.apiBaseUrl = `${this.url}${API_PATH}`;
    server.on('request', (request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  /** Adds a project; its id stays its own whatever becomes of its path. */
  addProject(options: FakeGitlabProjectOptions): { id: number } {
    const { id } = this.#projects.add(options);
    return { id };
  }

  /** Gives the last part of a project's path another name; the old path leads to it until another project takes that. */
  renameProject(path: string, name: string): void {
    this.#projects.move(path, path.replace(/[^/]+$/, name));
  }

  /** Moves a project to another group; the old path leads to it until another project takes that. */
  transferProject(path: string, group: string): void {
    this.#projects.move(path, `${group}/${path.replace(/^.*\//s, '')}`);
  }

  /** Makes a project read-only. */
  archiveProject(path: string): void {
    this.#projects.get(path).archived = true;
  }

  /** Removes a project. Another one at the same path gets another id. */
  deleteProject(path: string): void {
    this.#projects.remove(path);
  }

  /** Makes a project private, and takes it from every token. */
  makePrivate(path: string): void {
    Object.assign(this.#projects.get(path), {
      visibility: 'private',
      withdrawn: true,
    });
  }

  /** Makes a project visible to everybody. */
  makePublic(path: string): void {
    Object.assign(this.#projects.get(path), {
      visibility: 'public',
      withdrawn: false,
    });
  }

  /** As if the storage had lost the repository: the API then calls the project empty, and finds no repository to list. */
  loseRepository(path: string): void {
    this.#projects.get(path).repositoryLost = true;
  }

  /** Accepts a token, or the same one with other abilities. */
  addToken(options: FakeGitlabTokenOptions): void {
    this.#tokens.add(options);
  }

  /** Knows a token no longer. */
  removeToken(token: string): void {
    this.#tokens.remove(token);
  }

  /** Limits the requests of each token from now on, starting from none; `undefined` lifts the limit. */
  setLimit(limit: FakeGitlabLimit | undefined): void {
    this.#limit = limit && new RateLimit(limit);
  }

  /** Misbehaves from now on. Of several faults that apply to a request, the first that was asked for shows. */
  misbehave(fault: FakeGitlabFault, scope: FakeGitlabFaultScope = {}): void {
    this.#faults.add(fault, scope);
  }

  /** Forgets all faults. */
  behave(): void {
    this.#faults.clear();
  }

  /** What the portal's events service gets when somebody has pushed to a project. Nothing is sent. */
  pushEvent(
    path: string,
    options: {
      /** Such as `refs/heads/main`, which it is unless given. */
      ref?: string;
      before: string;
      after: string;
    },
  ): FakeGitlabPushEvent {
    const project = this.#projects.get(path);
    return pushEventOf({ ...options, project, baseUrl: this.url });
  }

  /** Ends the server and breaks its connections. */
  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const record = this.#record(request);
    this.requests.push(record);
    const fault = this.#faults.take(record);
    if (fault?.kind === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    if (fault?.kind === 'hang') {
      return;
    }
    if (fault?.kind === 'slow') {
      await sleep(fault.delayMs);
    }
    const answer =
      answerOfFault(fault, readCredential(request.headers) ?? '') ??
      (record.kind === 'git'
        ? this.#openRepository(request)
        : await this.#answer({
            record,
            request,
            pageFault: isPageFault(fault) ? fault : undefined,
          }));
    if (answer instanceof Project) {
      const cutAfterBytes =
        fault?.kind === 'cut-off' ? fault.afterBytes : undefined;
      const gitDir = answer.repository.path;
      const served = await serveGit(request, response, {
        gitDir,
        cutAfterBytes,
      });
      record.status = served.status;
      return;
    }
    record.status = answer.status;
    send({ request, response, answer, fault });
  }

  #record(request: IncomingMessage): FakeGitlabRequest {
    const { method = '', url = '', headers } = request;
    const { pathname, searchParams } = new URL(url, this.url);
    const apiPath = `${this.#subpath}${API_PATH}/`;
    const isApi = pathname.startsWith(apiPath);
    const isGit = readGitRequest(request) !== undefined;
    const skipped = isApi ? apiPath.length - 1 : this.#subpath.length;
    const privateToken = headers['private-token']?.toString();
    return {
      kind: isApi ? 'api' : (isGit && 'git') || 'other',
      method,
      url,
      path: pathname.slice(skipped),
      query: Object.fromEntries(searchParams),
      authorization: headers.authorization,
      privateToken,
    };
  }

  #openRepository(request: IncomingMessage): Project | Answer {
    return openRepository({
      request,
      subpath: this.#subpath,
      projects: this.#projects,
      authenticate: () =>
        this.#tokens.authenticate(readCredential(request.headers)),
    });
  }

  async #answer(options: {
    record: FakeGitlabRequest;
    request: IncomingMessage;
    pageFault: FakeGitlabPageFault | undefined;
  }): Promise<Answer> {
    const { record, request, pageFault } = options;
    if (record.kind === 'other') {
      return {
        status: 404,
        headers: { 'Content-Type': 'text/html' },
        body: '<html><title>Not Found</title></html>',
      };
    }
    const credential = readCredential(request.headers);
    const counted = this.#limit?.count(credential ?? '');
    if (counted?.exceeded) {
      return tooManyRequests(counted.headers);
    }
    const answer = await this.#answerApi({ record, credential, pageFault });
    return { ...answer, headers: { ...answer.headers, ...counted?.headers } };
  }

  async #answerApi(options: {
    record: FakeGitlabRequest;
    credential: string | undefined;
    pageFault: FakeGitlabPageFault | undefined;
  }): Promise<Answer> {
    const { record, credential, pageFault } = options;
    try {
      return await answerApi(
        {
          method: record.method,
          url: new URL(record.url, this.url),
          parts: record.path.split('/').slice(1).map(decodeURIComponent),
          query: record.query,
          token: this.#tokens.authenticate(credential),
          baseUrl: this.url,
          pageFault,
        },
        this.#projects,
      );
    } catch (error) {
      if (error instanceof ApiError) {
        return error.answer;
      }
      return json({ message: '500 Internal Server Error' }, { status: 500 });
    }
  }
}
