import { LoggerService } from '@backstage/backend-plugin-api';
import { CommitSource } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { readClock } from '../database/clock';
import { Courtesy } from '../database/Courtesy';
import { DatabaseUnavailableError } from '../database/trouble';
import { findFoldersBehind } from '../ledger/folders';
import { LeaseLostError } from '../queue/lease';
import { LeasedRepository } from '../queue/LeasedRepository';
import { CommitSources } from '../sources/CommitSources';
import { describeTrouble } from './backOff';
import { FolderSync } from './FolderSync';
import { TroubleLog } from './TroubleLog';

/** Does some work on a repository under watch. */
export type WatchWork = <T>(
  repository: LeasedRepository,
  options: {
    what: string;
    signal: AbortSignal;
    work: (options: {
      signal: AbortSignal;
      onProgress: () => void;
    }) => Promise<T>;
  },
) => Promise<T>;

/** Reads the folders of repositories that are otherwise up to date. Their trouble is not the repositories'. */
export class FolderReadings {
  readonly #knex: Knex;
  readonly #sources: CommitSources;
  readonly #logger: LoggerService;
  readonly #troubles: TroubleLog;
  readonly #courtesy?: Courtesy;
  readonly #watch: WatchWork;

  constructor(options: {
    knex: Knex;
    sources: CommitSources;
    logger: LoggerService;
    troubles: TroubleLog;
    courtesy?: Courtesy;
    watch: WatchWork;
  }) {
    this.#knex = options.knex;
    this.#sources = options.sources;
    this.#logger = options.logger;
    this.#troubles = options.troubles;
    this.#courtesy = options.courtesy;
    this.#watch = options.watch;
  }

  /** Who can tell what commits changed the folders of a repository, if there is anything to tell that is not known. */
  async findReader({
    row,
  }: LeasedRepository): Promise<CommitSource | undefined> {
    const behind = await findFoldersBehind(this.#knex, [row.id]);
    return behind.has(row.id) ? this.#sources.findFolderReader(row) : undefined;
  }

  /** @returns whether there is nothing more to be read for now */
  async read(
    repository: LeasedRepository,
    options: { reader: CommitSource; signal: AbortSignal },
  ): Promise<boolean> {
    const { reader, signal } = options;
    const startedAt = performance.now();
    let sync: FolderSync | undefined;
    try {
      return await this.#watch(repository, {
        what: 'Reading which commits changed its folders',
        signal,
        work: async watched => {
          sync = new FolderSync({
            ...watched,
            knex: this.#knex,
            repository,
            reader,
            courtesy: this.#courtesy,
          });
          const isDone = await sync.run();
          this.#logSuccess(repository, { ...sync.report, startedAt });
          return isDone;
        },
      });
    } catch (error) {
      if (isBeyond(error) || signal.aborted) throw error;
      await this.#noteTrouble(repository, { sync, error });
      return true;
    }
  }

  async #noteTrouble(
    { row }: LeasedRepository,
    options: { sync?: FolderSync; error: unknown },
  ): Promise<void> {
    const { sync, error } = options;
    const trouble = describeTrouble({
      error,
      failures: 1,
      now: await readClock(this.#knex),
      random: Math.random(),
    });
    const whose = {
      url: `the folders of ${row.url}`,
      error_message: sync?.formerTrouble ?? null,
    };
    this.#troubles.note({ repositories: [whose], trouble, error });
    await sync?.noteTrouble(trouble);
  }

  #logSuccess(
    { row }: LeasedRepository,
    done: FolderSync['report'] & { startedAt: number },
  ): void {
    const { found, requests, startedAt } = done;
    if (found > 0) {
      this.#logger.info(
        `Read folders of ${row.url} in ${secondsSince(
          startedAt,
        )} s: ${found} commits found, ${requests} requests`,
      );
    }
  }
}

/** Whether it is no trouble of the repository's. */
export function isBeyond(error: unknown): boolean {
  return (
    error instanceof LeaseLostError || error instanceof DatabaseUnavailableError
  );
}

export function secondsSince(startedAt: number): string {
  return ((performance.now() - startedAt) / 1000).toFixed(3);
}
