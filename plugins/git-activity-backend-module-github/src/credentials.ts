import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  GithubIntegrationConfig,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import {
  CommitSourceError,
  Redactor,
} from 'backstage-plugin-git-activity-node';
import { abortable } from './client/abortable';
import { readLimitRefusal } from './client/limits';
import { isRecord } from './client/responses';
import { hostTrouble, suspended } from './errors';

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
  readonly #askAnewAfterMs: number;
  /** By host: what is asked once more when there is no credential, and since when, in milliseconds since this process began. */
  readonly #fresh = new Map<
    string,
    { provider: GithubCredentialsProvider; since: number }
  >();
  #provider: GithubCredentialsProvider;

  /**
   * @param options - `timeoutMs` is how long a host may take to give an App a token, and `askAnewAfterMs` how often at most it is
   *   asked once more when there was none
   */
  constructor(options: {
    integrations: ScmIntegrationRegistry;
    redactor: Redactor;
    timeoutMs: number;
    askAnewAfterMs: number;
  }) {
    this.#timeoutMs = options.timeoutMs;
    this.#askAnewAfterMs = options.askAnewAfterMs;
    this.#integrations = options.integrations;
    this.#redactor = options.redactor;
    this.#provider = this.#freshProvider();
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
    this.#provider = this.#freshProvider();
  }

  /**
   * A provider remembers for ten minutes where Apps are installed and suspended. An admin who has just mended that is not to wait for so
   * long, and the host is not to be asked again for each repository.
   */
  async #ask(
    options: Owner,
  ): Promise<{ credential: Credential; token: string }> {
    const provider = this.#provider;
    try {
      return await this.#askProvider(provider, options);
    } catch (error) {
      const fresh = this.#isRemembered(error, options.host)
        ? this.#freshProviderOf(options.host)
        : provider;
      if (fresh === provider) {
        throw error;
      }
      const answer = await this.#askProvider(fresh, options);
      this.#provider = fresh;
      return answer;
    }
  }

  /** One that remembers nothing that is older than a minute or so. */
  #freshProviderOf(host: string): GithubCredentialsProvider {
    const known = this.#fresh.get(host);
    if (known && performance.now() - known.since < this.#askAnewAfterMs) {
      return known.provider;
    }
    const provider = this.#freshProvider();
    this.#fresh.set(host, { provider, since: performance.now() });
    return provider;
  }

  /** Whether the provider may have said so from what it remembers. */
  #isRemembered(error: unknown, host: string): boolean {
    const apps = this.#integrations.github.byHost(host)?.config.apps ?? [];
    return (
      apps.length > 0 &&
      error instanceof CommitSourceError &&
      error.kind === 'forbidden'
    );
  }

  #freshProvider(): GithubCredentialsProvider {
    return DefaultGithubCredentialsProvider.fromIntegrations(
      this.#integrations,
    );
  }

  async #askProvider(
    provider: GithubCredentialsProvider,
    options: Owner,
  ): Promise<{ credential: Credential; token: string }> {
    const { host, owner } = options;
    const { token, type } = await this.#getCredentials(provider, options);
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

  async #getCredentials(
    provider: GithubCredentialsProvider,
    { host, owner }: Owner,
  ) {
    try {
      // The owner's URL and not the repository's: Apps are installed per owner, and repositories would be compared by case.
      const credentials = provider.getCredentials({
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
    return (
      hostTrouble(error, { host, redactor: this.#redactor }) ??
      new CommitSourceError(
        'try-later',
        `${host} gave no token for ${owner}: ${this.#redactor.quote(words)}`,
      )
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
