import { LoggerService } from '@backstage/backend-plugin-api';
import { GitlabCredentialsProvider } from '@backstage/integration';
import {
  CommitSourceError,
  Redactor,
  RequestBudget,
} from 'backstage-plugin-git-activity-node';
import { GitlabInstance } from '../instances';
import { GitlabClient } from './GitlabClient';
import { DEFAULT_TIMING, GitlabTransport, Timing } from './GitlabTransport';

/** What is kept for the credential that a host is asked with. */
interface Credential {
  token: string | undefined;
  budget: RequestBudget;
  redactor: Redactor;
}

/** Makes clients with the credential of the moment, and keeps one budget for each host and credential. */
export class Connections {
  readonly #credentialsProvider: GitlabCredentialsProvider;
  readonly #logger: LoggerService;
  readonly #timing: Timing;
  /** By host; a new credential begins with a new budget. */
  readonly #credentials = new Map<string, Credential>();

  constructor(options: {
    credentialsProvider: GitlabCredentialsProvider;
    logger: LoggerService;
    /** The usual one unless given. */
    timing?: Timing;
  }) {
    this.#credentialsProvider = options.credentialsProvider;
    this.#logger = options.logger;
    this.#timing = options.timing ?? DEFAULT_TIMING;
  }

  async connect(
    instance: GitlabInstance,
    signal: AbortSignal,
  ): Promise<GitlabClient> {
    const token = await this.#findToken(instance);
    const transport = new GitlabTransport({
      instance,
      ...this.#credentialOf(instance, token),
      signal,
      timing: this.#timing,
    });
    return new GitlabClient({ instance, transport, hasToken: Boolean(token) });
  }

  async #findToken(instance: GitlabInstance): Promise<string | undefined> {
    try {
      const { token } = await this.#credentialsProvider.getCredentials({
        url: instance.baseUrl,
      });
      return token;
    } catch {
      // What it says may hold anything.
      throw new CommitSourceError(
        'forbidden',
        `The token of integrations.gitlab (host: ${instance.host}) could not be read. Check that entry, and that its host is in small letters.`,
      );
    }
  }

  #credentialOf(
    instance: GitlabInstance,
    token: string | undefined,
  ): Credential {
    const { host, reserve, reserveKey } = instance;
    const known = this.#credentials.get(host);
    if (known && known.token === token) {
      return known;
    }
    const budget = new RequestBudget({
      name: `GitLab at ${host}`,
      reserve,
      reserveKey,
      logger: this.#logger,
    });
    const credential = { token, budget, redactor: new Redactor([token]) };
    this.#credentials.set(host, credential);
    return credential;
  }
}
