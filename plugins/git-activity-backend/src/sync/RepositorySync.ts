import {
  CommitSource,
  CommitSourceError,
  RepositoryHead,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { AuthorBook } from '../people/AuthorBook';
import { AuthorMapper } from '../people/AuthorMapper';
import { CommitWriter } from '../ledger/CommitWriter';
import { DayClock } from '../ledger/DayClock';
import { LeasedRepository, RepositoryChanges } from '../queue/LeasedRepository';
import {
  recomputeDays,
  remapAuthors,
  sweepCommits,
} from '../ledger/maintenance';
import { BEGINNING_OF_TIME } from '../database/tables';
import { gatherBatches } from './gatherBatches';

/** What a sync did, for the log. */
export interface SyncReport {
  added: number;
  removed: number;
  /** How many requests it cost the host, heads aside. */
  requests: number;
}

/** The columns of a repository of which nothing is half read. */
const NO_READING = {
  reading_from: null,
  reading_to: null,
  reading_cursor: null,
  reading_source: null,
};

/** Brings one leased repository up to date with the head that its host told. */
export class RepositorySync {
  readonly report: SyncReport = { added: 0, removed: 0, requests: 0 };
  readonly #knex: Knex;
  readonly #repository: LeasedRepository;
  readonly #head: RepositoryHead;
  readonly #source: CommitSource;
  readonly #reader: CommitSource;
  readonly #book: AuthorBook;
  readonly #dayBasis: string;
  readonly #signal: AbortSignal;

  /**
   * @param head - to read up to
   * @param source - knows the `.mailmap`
   * @param reader - reads the commits; the source itself unless it leaves that to another
   */
  constructor(options: {
    knex: Knex;
    repository: LeasedRepository;
    head: RepositoryHead;
    source: CommitSource;
    reader: CommitSource;
    book: AuthorBook;
    dayBasis: string;
    signal: AbortSignal;
  }) {
    this.#knex = options.knex;
    this.#repository = options.repository;
    this.#head = options.head;
    this.#source = options.source;
    this.#reader = options.reader;
    this.#book = options.book;
    this.#dayBasis = options.dayBasis;
    this.#signal = options.signal;
  }

  /**
   * @returns what else to record of a repository that is now up to date
   * @throws CommitSourceError if the host could not be read
   * @throws LeaseLostError if another replica has taken the repository over
   */
  async run(): Promise<RepositoryChanges> {
    const head = this.#head;
    const { row } = this.#repository;
    if (head.sha === undefined) {
      return this.#acceptEmpty();
    }
    const clock = new DayClock({ dayBasis: this.#dayBasis, now: new Date() });
    const authors = this.#createMapper(head);
    if (row.day_basis !== this.#dayBasis) {
      await this.#recomputeDays(clock);
    }
    if (row.mailmap_id !== (head.mailmapId ?? null)) {
      await this.#remapAuthors(authors, head);
    }
    const writer = new CommitWriter({
      repository: this.#repository,
      authors,
      clock,
    });
    await this.#readUpTo(head.sha, writer);
    return { branch: head.branch ?? null };
  }

  /** Empty is no proof of empty: hosts say so when they are in trouble, too. */
  #acceptEmpty(): RepositoryChanges {
    const { row } = this.#repository;
    if (row.commit_count > 0 || row.head !== null) {
      throw new CommitSourceError(
        'broken',
        'The repository came back empty; what was stored before is kept',
      );
    }
    return {
      complete_from: BEGINNING_OF_TIME,
      day_basis: this.#dayBasis,
      mailmap_id: null,
      ...NO_READING,
    };
  }

  async #recomputeDays(clock: DayClock): Promise<void> {
    await recomputeDays({
      knex: this.#knex,
      repository: this.#repository,
      clock,
      dayBasis: this.#dayBasis,
      signal: this.#signal,
    });
  }

  async #remapAuthors(
    authors: AuthorMapper,
    head: RepositoryHead,
  ): Promise<void> {
    await remapAuthors({
      knex: this.#knex,
      repository: this.#repository,
      authors,
      mailmapId: head.mailmapId ?? null,
    });
  }

  async #readUpTo(head: string, writer: CommitWriter): Promise<void> {
    const { row } = this.#repository;
    try {
      if (row.reading_to !== null) {
        await this.#finishReading(writer);
      }
      if (this.#repository.row.head === null) {
        await this.#readEverything(head, writer);
      } else if (this.#repository.row.head !== head) {
        await this.#beginReading({ from: this.#repository.row.head, to: head });
        await this.#finishReading(writer);
      }
    } catch (error) {
      const { reading_from, reading_to, reading_cursor } = this.#repository.row;
      const startedAnew =
        reading_from === null && reading_to === head && reading_cursor === null;
      if (!isHeadUnknown(error) || startedAnew) {
        throw error;
      }
      await this.#readEverything(head, writer);
    }
  }

  async #readEverything(head: string, writer: CommitWriter): Promise<void> {
    await this.#beginReading({ from: null, to: head });
    await this.#finishReading(writer);
  }

  async #beginReading(reading: {
    from: string | null;
    to: string;
  }): Promise<void> {
    const { row } = this.#repository;
    await this.#repository.change({
      reading_from: reading.from,
      reading_to: reading.to,
      reading_cursor: null,
      reading_source: this.#reader.id,
      ...(reading.from === null && { generation: row.generation + 1 }),
      // What an abandoned first reading covered says nothing about the history that took its place.
      ...(row.head === null && { complete_from: null }),
    });
  }

  /** Reads on from where the reading that the row describes got to. */
  async #finishReading(writer: CommitWriter): Promise<void> {
    await this.#forgetForeignCursor();
    const { row } = this.#repository;
    if (row.reading_to === null) {
      return;
    }
    const batches = this.#reader.readCommits({
      repository: this.#sourceRepository(),
      from: row.reading_from ?? undefined,
      to: row.reading_to,
      cursor: row.reading_cursor ?? undefined,
      signal: this.#signal,
    });
    for await (const batch of gatherBatches(batches)) {
      this.#signal.throwIfAborted();
      const counts = await writer.storeBatch(batch);
      this.report.added += counts.added;
      this.report.removed += counts.removed;
      this.report.requests += batch.requests;
    }
    // An iterator that merely ends when it is aborted has not reached the end of the history.
    this.#signal.throwIfAborted();
    if (row.reading_from === null) {
      this.report.removed += await sweepCommits({
        knex: this.#knex,
        repository: this.#repository,
        signal: this.#signal,
      });
    }
    await this.#repository.change({
      head: row.reading_to,
      ...NO_READING,
      complete_from: BEGINNING_OF_TIME,
    });
  }

  /** Only who made a cursor knows what it means. Batches that are read once more change nothing. */
  async #forgetForeignCursor(): Promise<void> {
    const { reading_to, reading_source } = this.#repository.row;
    if (reading_to !== null && reading_source !== this.#reader.id) {
      await this.#repository.change({
        reading_cursor: null,
        reading_source: this.#reader.id,
      });
    }
  }

  #createMapper(head: RepositoryHead): AuthorMapper {
    const mapAuthors = this.#source.mapAuthors?.bind(this.#source);
    return new AuthorMapper({
      book: this.#book,
      mapAuthors: async authors =>
        mapAuthors && head.mailmapId !== undefined
          ? mapAuthors({
              repository: this.#sourceRepository(),
              head,
              authors,
              signal: this.#signal,
            })
          : [],
    });
  }

  #sourceRepository(): SourceRepository {
    const { url, external_id } = this.#repository.row;
    return { url, externalId: external_id ?? undefined };
  }
}

function isHeadUnknown(error: unknown): boolean {
  return error instanceof CommitSourceError && error.kind === 'head-unknown';
}
