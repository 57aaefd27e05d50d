import { LoggerService } from '@backstage/backend-plugin-api';
import {
  CommitSourceError,
  RequestBudget,
} from 'backstage-plugin-git-activity-node';
import { SilentHostError } from './failures';
import { RemoteRepository } from './hosts/RemoteHosts';

/** For so long nobody else waits for a host that has just not answered. */
const SILENCE_MS = 60_000;

/** Keeps hosts that limit how much is read from them, or that do not answer, from being asked for each repository. */
export class HostPatience {
  readonly #logger: LoggerService;
  readonly #now: () => number;
  /** By the name of the host, as the following. */
  readonly #budgets = new Map<string, RequestBudget>();
  readonly #silences = new Map<
    string,
    { until: number; error: SilentHostError }
  >();

  constructor(options: { logger: LoggerService; now?: () => number }) {
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** @throws CommitSourceError while the host is not to be asked */
  assertOpen(repository: RemoteRepository): void {
    this.#budget(repository).assertOpen();
    const silence = this.#silences.get(repository.host.name);
    if (silence && silence.until > this.#now()) {
      throw silence.error;
    }
  }

  /** Does something that asks a host, unless it is not to be asked, and takes note of what it says to that. */
  async within<T>(
    repository: RemoteRepository,
    work: () => Promise<T>,
  ): Promise<T> {
    this.assertOpen(repository);
    try {
      const answer = await work();
      this.#budget(repository).succeeded();
      return answer;
    } catch (error) {
      throw this.heed(repository, error);
    }
  }

  /**
   * Takes note of what a host said instead of an answer.
   *
   * @returns what to throw: of a limit, it says until when
   */
  heed<E>(repository: RemoteRepository, error: E): E | CommitSourceError {
    if (error instanceof SilentHostError) {
      const until = this.#now() + SILENCE_MS;
      this.#silences.set(repository.host.name, { until, error });
    }
    if (
      !(error instanceof CommitSourceError) ||
      error.kind !== 'rate-limited'
    ) {
      return error;
    }
    const budget = this.#budget(repository);
    if (error.retryAt) {
      budget.closeUntil(error.retryAt, error.message);
    } else {
      budget.backOff(error.message);
    }
    try {
      budget.assertOpen();
      return error;
    } catch (closed) {
      return closed instanceof CommitSourceError ? closed : error;
    }
  }

  #budget({ host }: RemoteRepository): RequestBudget {
    const known = this.#budgets.get(host.name);
    if (known) {
      return known;
    }
    const budget = new RequestBudget({
      name: `git on ${host.name}`,
      reserve: 0,
      logger: this.#logger,
      now: this.#now,
    });
    this.#budgets.set(host.name, budget);
    return budget;
  }
}
