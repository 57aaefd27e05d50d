import { LoggerService } from '@backstage/backend-plugin-api';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  CommitSourceError,
  HostSettings,
  Redactor,
} from 'backstage-plugin-git-activity-node';
import { GithubCredentials } from '../credentials';
import { abortable } from './abortable';
import { Pace } from './createOctokit';
import { GithubClient } from './GithubClient';

/** Keeps one client for each host and credential, however often an App's token changes. */
export class GithubClients {
  readonly #options: {
    integrations: ScmIntegrationRegistry;
    credentials: GithubCredentials;
    settings: Map<string, HostSettings>;
    pace: Pace;
    redactor: Redactor;
    logger: LoggerService;
  };
  readonly #clients = new Map<string, GithubClient>();

  constructor(options: {
    integrations: ScmIntegrationRegistry;
    credentials: GithubCredentials;
    settings: Map<string, HostSettings>;
    pace: Pace;
    redactor: Redactor;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  /**
   * @returns the one that answers for an owner's repositories
   * @throws {@link CommitSourceError} if there is no credential for them
   */
  async get(
    repository: { host: string; owner: string },
    signal: AbortSignal,
  ): Promise<GithubClient> {
    const { host, owner } = repository;
    const { integrations, credentials, settings } = this.#options;
    const apiBaseUrl = integrations.github.byHost(host)?.config.apiBaseUrl;
    const setting = settings.get(host);
    if (apiBaseUrl === undefined || setting === undefined) {
      throw new CommitSourceError(
        'refused',
        `The API of ${host} is not known: set apiBaseUrl of ${host} below integrations.github.`,
      );
    }
    const credential = await abortable(
      credentials.find({ host, owner }),
      signal,
    );
    let client = this.#clients.get(credential.key);
    if (!client) {
      const forApp = credential.kind === 'app';
      client = new GithubClient({
        ...this.#options,
        host,
        apiBaseUrl,
        credential,
        reserve: setting.reserve,
        reserveKey: setting.reserveKey,
        getToken: async () =>
          forApp
            ? credentials.getToken({ host, owner })
            : credentials.getConfiguredToken(host),
        renewToken: forApp ? () => credentials.renew() : undefined,
      });
      this.#clients.set(credential.key, client);
    }
    return client;
  }
}
