import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { GitActivityConfig } from '../config';
import { Courtesy } from '../database/Courtesy';
import { AuthorBook } from '../people/AuthorBook';
import { endLeases, RequestedSync, requestSync } from '../queue/lease';
import { mendTimes } from '../queue/doubtfulTimes';
import { CommitSources } from '../sources/CommitSources';
import { longestPause } from './backOff';
import { HeadChecks } from './HeadChecks';
import { isGoneLeaseHolder, nameLeaseHolder } from './leaseHolder';
import { Readings } from './Readings';
import { TroubleLog } from './TroubleLog';
import { Patience } from './watch';

/** How soon a repository that another replica made due is noticed. */
const POLL_INTERVAL_MS = 5_000;
/** How long to leave a database in peace that could not be asked. */
const TROUBLE_DELAY_MS = 10_000;
/** How soon it is noticed that a clock was wrong. */
const DOUBT_INTERVAL_MS = 60_000;
/** How long a shutdown waits for sources to let go. */
const STOP_TIMEOUT_MS = 10_000;

/**
 * Syncs due repositories for as long as this replica runs: asks hosts for many heads at once, and then reads what is new,
 * several repositories at a time.
 */
export class SyncWorkers {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #troubles: TroubleLog;
  readonly #longestPauseMs: number;
  readonly #onTimesMended: () => void;
  readonly #stopping = new AbortController();
  readonly #headChecks: HeadChecks;
  readonly #readings: Readings;
  #loop?: Promise<void>;
  #wake = new AbortController();
  /** When times were last doubted, in milliseconds since this process began. */
  #doubtedAt = -Infinity;

  /** @param onTimesMended - called when it shows that a clock was wrong */
  constructor(options: {
    knex: Knex;
    config: GitActivityConfig;
    sources: CommitSources;
    book: AuthorBook;
    logger: LoggerService;
    courtesy?: Courtesy;
    /** With sources; for tests. */
    patience?: Patience;
    onTimesMended?: () => void;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#troubles = new TroubleLog(options);
    this.#onTimesMended = options.onTimesMended ?? (() => {});
    this.#longestPauseMs = longestPause(
      durationToMilliseconds(options.config.schedule.frequency),
    );
    const shared = {
      ...options,
      holder: nameLeaseHolder(),
      stopping: this.#stopping.signal,
      troubles: this.#troubles,
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

  /** Makes a repository due, as {@link requestSync} does. */
  async requestSync(options: {
    repositoryId: number;
  }): Promise<RequestedSync | undefined> {
    const requested = await requestSync(this.#knex, options);
    this.poke();
    return requested;
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

  async #doubtTimes(): Promise<void> {
    if (performance.now() - this.#doubtedAt < DOUBT_INTERVAL_MS) {
      return;
    }
    const mended = await mendTimes(this.#knex, {
      longestPauseMs: this.#longestPauseMs,
    });
    this.#doubtedAt = performance.now();
    if (mended > 0) {
      this.#logger.warn(
        `${mended} repositories had times that lie further ahead than they can, as if a clock had been wrong; they are taken for now`,
      );
      this.#onTimesMended();
    }
  }

  async #work(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#wake = new AbortController();
      let patience = POLL_INTERVAL_MS;
      try {
        await this.#doubtTimes();
        await this.#readings.startDue();
        await this.#headChecks.startDue();
      } catch (error) {
        this.#troubles.noteDatabase(
          'Could not look for repositories to sync',
          error,
        );
        patience = TROUBLE_DELAY_MS;
      }
      await sleep(patience, undefined, { signal: this.#wake.signal }).catch(
        () => {},
      );
    }
  }
}
