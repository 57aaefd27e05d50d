import { CommitSource } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { readClock } from '../database/clock';
import { Courtesy } from '../database/Courtesy';
import {
  beginFolderReading,
  finishFolderReading,
  FolderReading,
  FolderScope,
  nextFolderReading,
  noteFolderTrouble,
  storeFolderBatch,
} from '../ledger/folders';
import { LeasedRepository } from '../queue/LeasedRepository';
import { Trouble } from './backOff';
import { isOfKind } from './isOfKind';

/** A repository is given back so often, since nobody looks for new commits of it meanwhile. */
const MAX_RUN_MS = 30_000;

/** Finds out which commits of one leased repository changed the folders that entities live in. */
export class FolderSync {
  /** How many commits were found, and how many requests it cost the host. */
  readonly report = { found: 0, requests: 0 };
  readonly #knex: Knex;
  readonly #repository: LeasedRepository;
  readonly #reader: CommitSource;
  readonly #courtesy: Courtesy;
  readonly #signal: AbortSignal;
  readonly #onProgress: () => void;
  readonly #endsAt: number;
  /** What is being read, or was last. */
  #folders: FolderScope[] = [];

  /**
   * @param reader - the source that can tell
   * @param onProgress - called whenever it has got further
   * @param maxRunMs - how long to go on before the repository is given back
   */
  constructor(options: {
    knex: Knex;
    repository: LeasedRepository;
    reader: CommitSource;
    courtesy?: Courtesy;
    signal: AbortSignal;
    onProgress: () => void;
    maxRunMs?: number;
  }) {
    this.#knex = options.knex;
    this.#repository = options.repository;
    this.#reader = options.reader;
    this.#courtesy = options.courtesy ?? new Courtesy();
    this.#signal = options.signal;
    this.#onProgress = options.onProgress;
    this.#endsAt = performance.now() + (options.maxRunMs ?? MAX_RUN_MS);
  }

  /**
   * @returns whether all is known now; if not, the next run goes on where this one ended
   * @throws CommitSourceError if the source could not tell
   * @throws LeaseLostError if another replica has taken the repository over
   */
  async run(): Promise<boolean> {
    for (
      let reading = await this.#next();
      reading;
      reading = await this.#next()
    ) {
      this.#folders = reading.folders;
      try {
        if (!(await this.#read(reading))) return false;
      } catch (error) {
        if (!isOfKind(error, 'head-unknown') || reading.from === null)
          throw error;
        const anew = { ...reading, from: null, to: this.#head };
        await this.#repository.writeBeside(trx =>
          beginFolderReading(trx, anew),
        );
      }
    }
    return true;
  }

  /** What went wrong with what it read last before that. */
  get formerTrouble(): string | null {
    return this.#folders[0]?.error_message ?? null;
  }

  /** Tells why the last run failed to whoever looks at the folders; what was read before stands. */
  async noteTrouble({ kind, message }: Trouble): Promise<void> {
    await this.#repository.writeBeside(trx =>
      noteFolderTrouble(trx, {
        folders: this.#folders,
        // That its host has the repository wait is told of the repository; here it is why the folders are not known.
        kind: kind === 'rate-limited' ? 'try-later' : kind,
        message,
      }),
    );
  }

  get #head(): string {
    return this.#repository.row.head ?? '';
  }

  async #next(): Promise<FolderReading | undefined> {
    const { id: repositoryId, head } = this.#repository.row;
    return head === null
      ? undefined
      : nextFolderReading(this.#knex, { repositoryId, head });
  }

  /** @returns whether it came to its end */
  async #read(reading: FolderReading): Promise<boolean> {
    const { folders, from, to, cursor } = reading;
    const repository = this.#repository;
    if (cursor === null) {
      await repository.writeBeside(trx => beginFolderReading(trx, reading));
    }
    const batches = this.#reader.readFolders?.({
      repository: repository.asked,
      folders: folders.map(({ path }) => path),
      from: from ?? undefined,
      to,
      cursor: cursor ?? undefined,
      signal: this.#signal,
    });
    for await (const batch of batches ?? []) {
      this.#signal.throwIfAborted();
      await this.#courtesy.makeWay();
      const scopeId = repository.row.scope_id ?? 0;
      this.report.found += await repository.writeBeside(trx =>
        storeFolderBatch(trx, { scopeId, folders, batch }),
      );
      this.report.requests += batch.requests;
      this.#onProgress();
      // What takes longer than a run would else begin anew for ever.
      const hasMoved = batch.cursor !== cursor;
      if (hasMoved && performance.now() > this.#endsAt) return false;
    }
    // An iterator that merely ends when it is aborted has not reached the end of the history.
    this.#signal.throwIfAborted();
    const readAt = await readClock(this.#knex);
    await repository.writeBeside(trx =>
      finishFolderReading(trx, { folders, to, readAt }),
    );
    return true;
  }
}
