import { LoggerService } from '@backstage/backend-plugin-api';
import { durationToMilliseconds } from '@backstage/types';
import { Knex } from 'knex';
import { GitActivityConfig } from '../config';
import { readClock } from '../database/clock';
import { Courtesy } from '../database/Courtesy';
import { AuthorBook } from '../people/AuthorBook';
import { LeasedRepository } from '../queue/LeasedRepository';
import { CommitSources } from '../sources/CommitSources';
import { describeTrouble, nextRegularSync, NO_TROUBLE } from './backOff';
import {
  FolderReadings,
  isBeyond,
  secondsSince,
  WatchWork,
} from './FolderReadings';
import { isOfKind } from './isOfKind';
import { keepLease } from './keepLease';
import { RepositorySync, SyncReport } from './RepositorySync';
import { TroubleLog } from './TroubleLog';
import { Patience, USUAL_PATIENCE, watch } from './watch';

/** A head that was seen longer ago may have been rewritten since, which is no trouble. */
const STALE_HEAD_MS = 60_000;
/** How many times as many as are allowed to go on at once may be there if all but those are slow. */
const MAX_SLOW = 4;

/** Reads repositories up to the heads that were seen, several at once. */
export class Readings {
  readonly #knex: Knex;
  readonly #config: GitActivityConfig;
  readonly #sources: CommitSources;
  readonly #book: AuthorBook;
  readonly #courtesy?: Courtesy;
  readonly #folders: FolderReadings;
  readonly #holder: string;
  readonly #stopping: AbortSignal;
  readonly #logger: LoggerService;
  readonly #troubles: TroubleLog;
  readonly #onDone: () => void;
  readonly #patience: Patience;
  readonly #running = new Set<Promise<void>>();
  /** Those of which nothing has come for a while, which do not count among those that may go on at once. */
  readonly #slow = new Set<LeasedRepository>();

  /** @param onDone - called whenever a repository was given back, or another one can be read beside it */
  constructor(options: {
    knex: Knex;
    config: GitActivityConfig;
    sources: CommitSources;
    book: AuthorBook;
    courtesy?: Courtesy;
    holder: string;
    stopping: AbortSignal;
    logger: LoggerService;
    troubles: TroubleLog;
    onDone: () => void;
    patience?: Patience;
  }) {
    this.#knex = options.knex;
    this.#config = options.config;
    this.#sources = options.sources;
    this.#book = options.book;
    this.#courtesy = options.courtesy;
    this.#holder = options.holder;
    this.#stopping = options.stopping;
    this.#logger = options.logger;
    this.#troubles = options.troubles;
    this.#onDone = options.onDone;
    this.#patience = options.patience ?? USUAL_PATIENCE;
    this.#folders = new FolderReadings({ ...options, watch: this.#watch });
  }

  /** Starts as many as may run at once. */
  async startDue(): Promise<void> {
    while (this.#hasRoom() && !this.#stopping.aborted) {
      const repository = await LeasedRepository.claim({
        knex: this.#knex,
        holder: this.#holder,
      });
      if (!repository) {
        return;
      }
      const running = keepLease({
        name: repository.row.url,
        lease: repository,
        stopping: this.#stopping,
        logger: this.#logger,
        troubles: this.#troubles,
        work: signal => this.#read(repository, signal),
      }).finally(() => {
        this.#running.delete(running);
        this.#slow.delete(repository);
        this.#onDone();
      });
      this.#running.add(running);
    }
  }

  #hasRoom(): boolean {
    const { concurrency } = this.#config.sync;
    const { size } = this.#running;
    return (
      size - this.#slow.size < concurrency && size < concurrency * MAX_SLOW
    );
  }

  /** Waits for those that are under way. */
  async settle(): Promise<void> {
    await Promise.all(this.#running);
  }

  async #read(
    repository: LeasedRepository,
    signal: AbortSignal,
  ): Promise<void> {
    const startedAt = performance.now();
    const { at: seenAt } = repository.seen;
    let sync: RepositorySync | undefined;
    try {
      const { changes, report } = await this.#watch(repository, {
        what: 'Reading its commits',
        signal,
        work: async options => {
          sync = this.#createSync({ repository, ...options });
          return { changes: await sync.run(), report: sync.report };
        },
      });
      const success = { ...NO_TROUBLE, ...changes, synced_at: seenAt };
      this.#logSuccess({ url: repository.row.url, startedAt, report });
      // What was true then is looked at again a while after then, however long the reading took.
      const dueAt = nextRegularSync({
        frequencyMs: durationToMilliseconds(this.#config.schedule.frequency),
        archived: repository.row.archived === 1,
        now: seenAt,
        random: Math.random(),
      });
      const reader = await this.#folders.findReader(repository);
      if (reader) await repository.change(success);
      const isDone =
        !reader || (await this.#folders.read(repository, { reader, signal }));
      await repository.finish({
        dueAt: isDone ? dueAt : await readClock(this.#knex),
        changes: success,
      });
    } catch (error) {
      if (isBeyond(error)) {
        throw error;
      }
      if (signal.aborted) {
        await repository.giveUp();
      } else if (
        isOfKind(error, 'head-unknown') &&
        (await readClock(this.#knex)).getTime() - seenAt.getTime() >
          STALE_HEAD_MS
      ) {
        await repository.askAgain();
      } else {
        await this.#recordTrouble(repository, { error, report: sync?.report });
      }
    }
  }

  /** Does some work on a repository under watch; while nothing comes of it, it does not count among those that may go on at once. */
  readonly #watch: WatchWork = async (repository, options) => {
    return watch({
      ...options,
      patience: this.#patience,
      onLull: () => {
        this.#slow.add(repository);
        this.#onDone();
      },
      work: (signal, alive) => {
        const onProgress = () => {
          this.#slow.delete(repository);
          alive();
        };
        return options.work({ signal, onProgress });
      },
    });
  };

  /** @throws CommitSourceError if it cannot be read as the portal is set up */
  #createSync(options: {
    repository: LeasedRepository;
    signal: AbortSignal;
    onProgress: () => void;
  }): RepositorySync {
    const { repository } = options;
    const { source, reader } = this.#sources.findReader(repository.row);
    return new RepositorySync({
      ...options,
      knex: this.#knex,
      head: repository.seen.head,
      source,
      reader,
      book: this.#book,
      dayBasis: this.#config.counting.dayBasis,
      courtesy: this.#courtesy,
    });
  }

  async #recordTrouble(
    repository: LeasedRepository,
    options: { error: unknown; report?: SyncReport },
  ): Promise<void> {
    const { error, report } = options;
    // A long reading that got further is not to be kept waiting for longer and longer.
    const before = report && report.added > 0 ? 0 : repository.row.failures;
    const trouble = describeTrouble({
      error,
      failures: before + 1,
      now: await readClock(this.#knex),
      random: Math.random(),
    });
    this.#troubles.note({ repositories: [repository.row], trouble, error });
    await repository.finish(trouble);
  }

  #logSuccess(options: {
    url: string;
    startedAt: number;
    report: SyncReport;
  }): void {
    const { url, startedAt, report } = options;
    const message = `Synced ${url} in ${secondsSince(startedAt)} s: ${
      report.added
    } commits added, ${report.removed} removed, ${report.requests} requests`;
    if (report.added + report.removed > 0) {
      this.#logger.info(message);
    } else {
      this.#logger.debug(message);
    }
  }
}
