import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { GitActivityConfig } from '../config';
import { AuthorBook } from '../people/AuthorBook';
import { endLeases, requestSync } from '../queue/lease';
import { CommitSources } from '../sources/CommitSources';
import { HeadChecks } from './HeadChecks';
import { isGoneLeaseHolder, nameLeaseHolder } from './leaseHolder';
import { Readings } from './Readings';
import { TroubleLog } from './TroubleLog';
import { Patience } from './watch';

/** How soon a repository that another replica made due is noticed. */
const POLL_INTERVAL_MS = 5_000;
/** How long to leave a database in peace that could not be asked. */
const TROUBLE_DELAY_MS = 10_000;
/** How long a shutdown waits for sources to let go. */
const STOP_TIMEOUT_MS = 10_000;

/**
 * Syncs due repositories for as long as this replica runs: asks hosts for many heads at once, and then reads what is new,
 * several repositories at a time.
 */
export class SyncWorkers {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #stopping = new AbortController();
  readonly #headChecks: HeadChecks;
  readonly #readings: Readings;
  #loop?: Promise<void>;
  #wake = new AbortController();

  constructor(options: {
    knex: Knex;
    config: GitActivityConfig;
    sources: CommitSources;
    book: AuthorBook;
    logger: LoggerService;
    /** With sources; for tests. */
    patience?: Patience;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    const shared = {
      ...options,
      holder: nameLeaseHolder(),
      stopping: this.#stopping.signal,
      troubles: new TroubleLog(options),
      onDone: () => this.poke(),
    };
    this.#headChecks = new HeadChecks(shared);
    this.#readings = new Readings(shared);
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
    await requestSync(this.#knex, options);
    this.poke();
  }

  /** Stops syncs where they are; what they stored remains, and whoever comes next goes on from there. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.poke();
    const timeout = new AbortController();
    await Promise.race([
      Promise.all([
        this.#loop,
        this.#headChecks.settle(),
        this.#readings.settle(),
      ]),
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
      await endLeases(this.#knex, isGoneLeaseHolder);
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
        await this.#readings.startDue();
        await this.#headChecks.startDue();
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
}
