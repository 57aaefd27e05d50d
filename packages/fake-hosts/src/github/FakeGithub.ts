import type { Server } from 'node:http';
import { Credentials } from './credentials';
import { Faults } from './faults';
import { describeStray, Front } from './front';
import { Limits } from './limits';
import { pushPayload } from './pushEvent';
import { fullNameOf, HostedRepository, Repositories } from './repositories';
import { close, listen, Listening, send } from './server';
import type { GithubState } from './state';
import type {
  FakeGithubApp,
  FakeGithubAppOptions,
  FakeGithubInstallation,
  FakeGithubLimit,
  FakeGithubMisbehaviour,
  FakeGithubOptions,
  FakeGithubPolicy,
  FakeGithubPush,
  FakeGithubRepository,
  FakeGithubRepositoryOptions,
  FakeGithubRepositoryRef,
  FakeGithubRequest,
  FakeGithubStrayRequest,
  FakeGithubTokenOptions,
} from './types';

/**
 * GitHub, or GitHub Enterprise, on this machine: REST, GraphQL and git over HTTP, fed from real repositories. It refuses what the
 * published schema or OpenAPI document does not know, counts what everything costs, and misbehaves when told to.
 *
 * @example
 * ```ts
 * const github = await FakeGithub.start();
 * github.addRepository({ owner: 'o', name: 'r', repository });
 * github.addToken({ token: 't', kind: 'classic', scopes: ['repo'], login: 'me' });
 * // integrations: { github: [{ host: github.host, apiBaseUrl: github.apiBaseUrl, token: 't' }] }
 * await github.stop();
 * ```
 *
 * @public
 */
export class FakeGithub {
  /** Where repositories are: what `https://github.com` is to GitHub. */
  readonly url: string;
  /** The same as `integrations.github[].host` has it. */
  readonly host: string;
  /** Where REST is: what `https://api.github.com` is to GitHub. */
  readonly apiBaseUrl: string;
  /** Where GraphQL is. */
  readonly graphqlUrl: string;
  /** All requests so far, oldest first; may be emptied. */
  readonly requests: FakeGithubRequest[] = [];
  /** Requests that went to the other host of `redirect-elsewhere`. */
  readonly strayRequests: FakeGithubStrayRequest[] = [];
  readonly #state: GithubState;
  readonly #faults = new Faults();
  readonly #servers: Server[];

  /** Starts a host without repositories and credentials. */
  static async start(options: FakeGithubOptions = {}): Promise<FakeGithub> {
    const web = await listen();
    const api = options.enterprise ? web : await listen();
    return new FakeGithub({ ...options, web, api, elsewhere: await listen() });
  }

  private constructor(
    options: FakeGithubOptions & {
      web: Listening;
      api: Listening;
      elsewhere: Listening;
    },
  ) {
    const { enterprise = false, now = () => new Date() } = options;
    const { web, api, elsewhere } = options;
    this.url = web.url;
    this.host = web.host;
    this.apiBaseUrl = enterprise ? `${api.url}/api/v3` : api.url;
    this.graphqlUrl = `${api.url}${enterprise ? '/api' : ''}/graphql`;
    this.#state = {
      enterprise,
      now,
      repositories: new Repositories(),
      credentials: new Credentials(now),
      limits: new Limits({ now, onlyIfSet: enterprise }),
      logins: new Map(),
      webUrl: this.url,
      apiUrl: this.apiBaseUrl,
      graphqlUrl: this.graphqlUrl,
      elsewhereUrl: elsewhere.url,
    };
    this.#servers = [...new Set([web.server, api.server, elsewhere.server])];
    const front = new Front({
      state: this.#state,
      faults: this.#faults,
      requests: this.requests,
    });
    for (const server of new Set([web.server, api.server])) {
      server.on('request', (request, response) =>
        front.handle(request, response),
      );
    }
    elsewhere.server.on('request', (request, response) => {
      this.strayRequests.push(describeStray(this.#state, request));
      send(response, { status: 200, body: {} });
    });
  }

  /** Hosts a repository. What is pushed to it later shows at once. */
  addRepository(options: FakeGithubRepositoryOptions): FakeGithubRepository {
    return this.#describe(this.#state.repositories.add(options));
  }

  /** What a repository is called now. */
  getRepository(ref: FakeGithubRepositoryRef): FakeGithubRepository {
    return this.#describe(this.#state.repositories.get(ref));
  }

  /** Gives it another name; the former one redirects. */
  renameRepository(
    ref: FakeGithubRepositoryRef,
    name: string,
  ): FakeGithubRepository {
    const hosted = this.#state.repositories.get(ref);
    this.#state.repositories.move(hosted, hosted.owner, name);
    return this.#describe(hosted);
  }

  /** Gives it to another owner; the former name redirects. */
  transferRepository(
    ref: FakeGithubRepositoryRef,
    owner: string,
  ): FakeGithubRepository {
    const hosted = this.#state.repositories.get(ref);
    this.#state.repositories.move(hosted, owner, hosted.name);
    return this.#describe(hosted);
  }

  /** Makes it read-only, or not. */
  archiveRepository(ref: FakeGithubRepositoryRef, archived = true): void {
    this.#state.repositories.get(ref).archived = archived;
  }

  /** Makes it private, or public. */
  makePrivate(ref: FakeGithubRepositoryRef, isPrivate = true): void {
    this.#state.repositories.get(ref).private = isPrivate;
  }

  /** Removes it; its names redirect no more. */
  deleteRepository(ref: FakeGithubRepositoryRef): void {
    const { repositories } = this.#state;
    repositories.delete(repositories.get(ref));
  }

  /** Removes it and hosts another under its name, with another id. */
  replaceRepository(
    ref: FakeGithubRepositoryRef,
    options: Omit<FakeGithubRepositoryOptions, 'owner' | 'name'>,
  ): FakeGithubRepository {
    const { owner, name } = this.#state.repositories.get(ref);
    this.deleteRepository(ref);
    return this.addRepository({ ...options, owner, name });
  }

  /** Makes another branch the default one: HEAD of the repository it is fed from. */
  async setDefaultBranch(
    ref: FakeGithubRepositoryRef,
    branch: string,
  ): Promise<void> {
    await this.#state.repositories.get(ref).repository.setHead(branch);
  }

  /** Keeps a repository from everybody: by a takedown notice (451), or because GitHub disabled it (403). */
  blockRepository(
    ref: FakeGithubRepositoryRef,
    reason: 'dmca' | 'disabled' | undefined,
  ): void {
    this.#state.repositories.get(ref).blocked = reason;
  }

  /** Lets an owner forbid something to credentials that could read the repositories otherwise; undefined allows it again. */
  setPolicy(owner: string, policy: FakeGithubPolicy | undefined): void {
    const { policies } = this.#state.repositories;
    if (policy) {
      policies.set(owner.toLowerCase(), policy);
    } else {
      policies.delete(owner.toLowerCase());
    }
  }

  /** Accepts a personal access token; one that it has already is changed. */
  addToken(options: FakeGithubTokenOptions): void {
    this.#state.credentials.addToken(options);
  }

  /** Accepts a token no longer. */
  revokeToken(token: string): void {
    this.#state.credentials.revokeToken(token);
  }

  /** Registers an App, with a key of its own unless one is given. */
  addApp(options: FakeGithubAppOptions): FakeGithubApp {
    return this.#state.credentials.apps.add(options);
  }

  /** Gives an App a new key; the former one is worth nothing. */
  rotateAppKey(appId: number): FakeGithubApp {
    return this.#state.credentials.apps.rotateKey(appId);
  }

  /** Changes an installation: suspends it, selects other repositories. */
  updateInstallation(
    installationId: number,
    changes: Partial<Omit<FakeGithubInstallation, 'id'>>,
  ): void {
    this.#state.credentials.apps.updateInstallation(installationId, changes);
  }

  /** Removes an installation and its tokens. */
  uninstallApp(installationId: number): void {
    this.#state.credentials.apps.uninstall(installationId);
  }

  /** Ends the tokens that Apps were given so far, of one installation or of all. */
  expireInstallationTokens(installationId?: number): void {
    this.#state.credentials.apps.expireTokens(installationId);
  }

  /** Says whose an email address is; the host's own noreply addresses need no saying. */
  mapLogin(email: string, login: string): void {
    this.#state.logins.set(email.toLowerCase(), login);
  }

  /** Sets how much of a limit there is and is left. */
  setLimit(limit: FakeGithubLimit): void {
    this.#state.limits.set(limit);
  }

  /** How many REST requests (`core`) and GraphQL points a credential was charged, or all together. */
  points(credential?: string): { core: number; graphql: number } {
    return this.#state.limits.charged(credential);
  }

  /** Misbehaves from now on. Of several orders for one request the first that is left is carried out. */
  misbehave(order: FakeGithubMisbehaviour): void {
    this.#faults.add(order);
  }

  /** Forgets all orders to misbehave. */
  behave(): void {
    this.#faults.clear();
  }

  /** What the host sends to webhooks after a push: the payload of the topic `github.push`. */
  pushEvent(
    ref: FakeGithubRepositoryRef,
    push: FakeGithubPush,
  ): Promise<Record<string, unknown>> {
    return pushPayload(this.#state, this.#state.repositories.get(ref), push);
  }

  /** Ends all servers and breaks their connections. */
  async stop(): Promise<void> {
    await Promise.all(this.#servers.map(close));
  }

  #describe(hosted: HostedRepository): FakeGithubRepository {
    return {
      id: hosted.id,
      nodeId: hosted.nodeId,
      fullName: fullNameOf(hosted),
      url: `${this.url}/${fullNameOf(hosted)}`,
    };
  }
}
