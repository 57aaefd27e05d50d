import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { durationToMilliseconds } from '@backstage/types';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { GitActivityConfig } from '../config';
import { AuthorBook } from '../ledger/AuthorBook';
import {
  LEASE_DURATION_MS,
  LeasedRepository,
  LeaseLostError,
} from '../ledger/LeasedRepository';
import { describeFailure, nextRegularSync } from './backOff';
import { CommitSources } from '../sources/CommitSources';
import { isGoneLeaseHolder, nameLeaseHolder } from './leaseHolder';
import { RepositorySync, SyncReport } from './RepositorySync';

/** How soon a repository that another replica made due is noticed. */
const POLL_INTERVAL_MS = 5_000;
/** How long to leave a database in peace that could not be asked. */
const TROUBLE_DELAY_MS = 10_000;
/** Several heartbeats fit into a lease, so that one may fail. */
const HEARTBEAT_INTERVAL_MS = LEASE_DURATION_MS / 3;
/** How long a shutdown waits for sources to let go. */
const STOP_TIMEOUT_MS = 10_000;

/** Syncs due repositories, several at once, for as long as this replica runs. */
export class SyncWorkers {
  readonly #knex: Knex;
  readonly #config: GitActivityConfig;
  readonly #sources: CommitSources;
  readonly #book: AuthorBook;
  readonly #logger: LoggerService;
  readonly #holder = nameLeaseHolder();
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #loop?: Promise<void>;
  #wake = new AbortController();

  constructor(options: {
    knex: Knex;
    config: GitActivityConfig;
    sources: CommitSources;
    book: AuthorBook;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#config = options.config;
    this.#sources = options.sources;
    this.#book = options.book;
    this.#logger = options.logger;
  }

  start(): void {
    this.#loop ??= this.#endLostLeases().then(() => this.#work());
  }

  /** Tells that something may have become due. */
  poke(): void {
    this.#wake.abort();
  }

  /** Makes a repository due now, whatever back-off it was in. */
  async requestSync(options: { repositoryId: number }): Promise<void> {
    await this.#knex('repositories')
      .where({ id: options.repositoryId })
      .update({ due_at: new Date() });
    this.poke();
  }

  /** Stops syncs where they are; what they stored remains, and whoever comes next goes on from there. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.poke();
    const timeout = new AbortController();
    await Promise.race([
      Promise.all([this.#loop, ...this.#running]),
      sleep(STOP_TIMEOUT_MS, undefined, {
        ref: false,
        signal: timeout.signal,
      }).catch(() => {}),
    ]);
    timeout.abort();
  }

  /** A backend that was killed and started again goes on where it was, without waiting for its former self. */
  async #endLostLeases(): Promise<void> {
    try {
      await LeasedRepository.endLeases({
        knex: this.#knex,
        isGone: isGoneLeaseHolder,
      });
    } catch (error) {
      // They run out by themselves.
      this.#logger.warn(
        'Could not end the leases of a past run',
        toError(error),
      );
    }
  }

  async #work(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#wake = new AbortController();
      let patience = POLL_INTERVAL_MS;
      try {
        await this.#startDue();
      } catch (error) {
        this.#logger.error(
          'Could not look for repositories to sync',
          toError(error),
        );
        patience = TROUBLE_DELAY_MS;
      }
      await sleep(patience, undefined, { signal: this.#wake.signal }).catch(
        () => {},
      );
    }
  }

  async #startDue(): Promise<void> {
    while (
      this.#running.size < this.#config.sync.concurrency &&
      !this.#stopping.signal.aborted
    ) {
      const repository = await LeasedRepository.claim({
        knex: this.#knex,
        holder: this.#holder,
      });
      if (!repository) {
        return;
      }
      const running = this.#hold(repository).finally(() => {
        this.#running.delete(running);
        this.poke();
      });
      this.#running.add(running);
    }
  }

  /** Never rejects: one repository's trouble is not the others'. */
  async #hold(repository: LeasedRepository): Promise<void> {
    const { url } = repository.row;
    const lost = new AbortController();
    const heartbeat = setInterval(() => {
      repository.extend().catch(error => {
        if (error instanceof LeaseLostError) {
          lost.abort(error);
        } else {
          this.#logger.warn(
            `Could not extend the lease of ${url}`,
            toError(error),
          );
        }
      });
    }, HEARTBEAT_INTERVAL_MS);
    try {
      await this.#sync(
        repository,
        AbortSignal.any([this.#stopping.signal, lost.signal]),
      );
    } catch (error) {
      if (error instanceof LeaseLostError) {
        this.#logger.info(error.message);
      } else {
        // The lease runs out by itself, and then the next attempt is made.
        this.#logger.error(
          `Could not record the sync of ${url}`,
          toError(error),
        );
      }
    } finally {
      clearInterval(heartbeat);
    }
  }

  async #sync(
    repository: LeasedRepository,
    signal: AbortSignal,
  ): Promise<void> {
    const startedAt = performance.now();
    const { source_id: sourceId, url } = repository.row;
    let sync: RepositorySync | undefined;
    try {
      const source = this.#sources.get(sourceId);
      if (!source) {
        throw new CommitSourceError(
          'refused',
          `The source '${sourceId}' that read it is not installed`,
        );
      }
      sync = new RepositorySync({
        knex: this.#knex,
        repository,
        source,
        book: this.#book,
        dayBasis: this.#config.counting.dayBasis,
        signal,
      });
      const changes = await sync.run();
      await repository.finish({
        dueAt: nextRegularSync({
          frequencyMs: durationToMilliseconds(this.#config.schedule.frequency),
          now: new Date(),
          random: Math.random(),
        }),
        changes: {
          ...changes,
          synced_at: new Date(),
          error_kind: null,
          error_message: null,
          failures: 0,
        },
      });
      this.#logSuccess({ url, startedAt, report: sync.report });
    } catch (error) {
      if (error instanceof LeaseLostError) {
        throw error;
      }
      if (signal.aborted) {
        await repository.giveUp();
        return;
      }
      await this.#recordFailure(repository, { error, report: sync?.report });
    }
  }

  #logSuccess(options: {
    url: string;
    startedAt: number;
    report: SyncReport;
  }): void {
    const { url, startedAt, report } = options;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(3);
    const message = `Synced ${url} in ${seconds} s: ${report.added} commits added, ${report.removed} removed, ${report.requests} requests`;
    if (report.added + report.removed > 0) {
      this.#logger.info(message);
    } else {
      this.#logger.debug(message);
    }
  }

  async #recordFailure(
    repository: LeasedRepository,
    options: { error: unknown; report?: SyncReport },
  ): Promise<void> {
    const { error, report } = options;
    const {
      url,
      failures: before,
      error_message: lastMessage,
    } = repository.row;
    // A long reading that got further is not to be kept waiting for longer and longer.
    const failures = report && report.added > 0 ? 1 : before + 1;
    const failure = describeFailure({
      error,
      failures,
      now: new Date(),
      random: Math.random(),
    });
    const message = `Could not sync ${url}: ${failure.message}`;
    if (failure.kind === 'unknown') {
      this.#logger.error(message, toError(error));
    } else if (failure.message !== lastMessage) {
      this.#logger.warn(message);
    } else {
      this.#logger.debug(message);
    }
    await repository.finish({
      dueAt: failure.dueAt,
      changes: {
        error_kind: failure.kind,
        error_message: failure.message,
        failures,
      },
    });
  }
}
