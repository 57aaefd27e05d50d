import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  GithubIntegrationConfig,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { Redactor } from './client/Redactor';
import { abortable } from './client/abortable';
import { readLimitRefusal } from './client/limits';
import { isRecord } from './client/responses';
import { suspended } from './errors';

const A_MINUTE_MS = 60_000;

/** Whose credential answers for an owner's repositories. */
export interface Credential {
  kind: 'app' | 'token';
  /** What it is called in logs and errors, without anything secret. */
  name: string;
  /** The same for as long as it is the same token or the same installation, whatever Apps' hourly tokens do. */
  key: string;
}

interface Owner {
  host: string;
  owner: string;
}

/** Whether anything of a host can be asked for with a token. */
export function hasCredential(config: GithubIntegrationConfig): boolean {
  return Boolean(config.token) || (config.apps ?? []).length > 0;
}

/** Asks the portal's integrations for credentials, and says what to mend when there is none. */
export class GithubCredentials {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #redactor: Redactor;
  readonly #timeoutMs: number;
  #provider: GithubCredentialsProvider;

  /** @param options - `timeoutMs` is how long a host may take to give an App a token */
  constructor(options: {
    integrations: ScmIntegrationRegistry;
    redactor: Redactor;
    timeoutMs: number;
  }) {
    this.#timeoutMs = options.timeoutMs;
    this.#integrations = options.integrations;
    this.#redactor = options.redactor;
    this.#provider = DefaultGithubCredentialsProvider.fromIntegrations(
      options.integrations,
    );
  }

  /** @throws {@link CommitSourceError} if there is no credential for this owner's repositories */
  async find(owner: Owner): Promise<Credential> {
    return (await this.#ask(owner)).credential;
  }

  /** @throws {@link CommitSourceError} if there is no credential for this owner's repositories */
  async getToken(owner: Owner): Promise<string> {
    return (await this.#ask(owner)).token;
  }

  /** The token of the configuration, which is no owner's. */
  getConfiguredToken(host: string): string {
    return this.#integrations.github.byHost(host)?.config.token ?? '';
  }

  /** Forgets Apps' tokens, which are kept for as long as they should last and may end before. */
  renew(): void {
    this.#provider = DefaultGithubCredentialsProvider.fromIntegrations(
      this.#integrations,
    );
  }

  async #ask(
    options: Owner,
  ): Promise<{ credential: Credential; token: string }> {
    const { host, owner } = options;
    const { token, type } = await this.#getCredentials(options);
    if (token === undefined) {
      throw this.#noCredential(options);
    }
    this.#redactor.add(token);
    const credential: Credential =
      type === 'app'
        ? {
            kind: 'app',
            name: appName(options),
            key: `${host} app ${owner}`,
          }
        : {
            kind: 'token',
            name: `the token for ${host}`,
            key: `${host} token`,
          };
    return { credential, token };
  }

  async #getCredentials({ host, owner }: Owner) {
    try {
      // The owner's URL and not the repository's: Apps are installed per owner, and repositories would be compared by case.
      const credentials = this.#provider.getCredentials({
        url: `https://${host}/${owner}`,
      });
      const timeout = AbortSignal.timeout(this.#timeoutMs);
      return await abortable(credentials, timeout);
    } catch (error) {
      throw this.#explain(error, { host, owner });
    }
  }

  #noCredential({ host, owner }: Owner): CommitSourceError {
    const apps = this.#integrations.github.byHost(host)?.config.apps ?? [];
    return new CommitSourceError(
      'forbidden',
      apps.length > 0
        ? `No GitHub App that integrations.github has for ${host} is installed on ${owner}. Install it there, or add a token for ${host} to integrations.github.`
        : `There is no credential for ${host}. Configure a token or a GitHub App below integrations.github.`,
    );
  }

  #explain(error: unknown, { host, owner }: Owner): CommitSourceError {
    const words = error instanceof Error ? error.message : String(error);
    const status = isRecord(error) ? error.status : undefined;
    if (/is suspended/.test(words)) {
      return new CommitSourceError(
        'forbidden',
        suspended(appName({ host, owner })),
      );
    }
    const app = `The GitHub App that integrations.github has for ${host}`;
    const refusal = readLimitRefusal(error);
    if (refusal) {
      return new CommitSourceError(
        'rate-limited',
        `${app} has asked ${host} too often for tokens.`,
        { retryAt: refusal.until ?? new Date(Date.now() + A_MINUTE_MS) },
      );
    }
    if (status === 401 || isKeyTrouble(words)) {
      return new CommitSourceError(
        'forbidden',
        `${app} was not recognised when it asked for access to ${owner}: its appId and privateKey do not belong together, or the key was deleted. Make a new private key in the App's settings.`,
      );
    }
    return new CommitSourceError(
      'try-later',
      `${host} gave no token for ${owner}: ${this.#redactor.shorten(words)}`,
    );
  }
}

/** What the installation on an owner is called. */
function appName({ host, owner }: Owner): string {
  return `the GitHub App on ${owner} (${host})`;
}

/** The words of the libraries that sign with the key. */
function isKeyTrouble(words: string): boolean {
  return /secretOrPrivateKey|asymmetric key|PEM|DECODER|PRIVATE KEY|private key|JSON web token/i.test(
    words,
  );
}
