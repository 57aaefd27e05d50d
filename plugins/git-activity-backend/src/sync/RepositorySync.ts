import {
  CommitSource,
  CommitSourceError,
  RepositoryHead,
} from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { readClock } from '../database/clock';
import { Courtesy } from '../database/Courtesy';
import { BEGINNING_OF_TIME } from '../database/tables';
import { CommitWriter } from '../ledger/CommitWriter';
import { DayClock } from '../ledger/DayClock';
import { beginReading, finishReading, startOver } from '../ledger/readings';
import { AuthorBook } from '../people/AuthorBook';
import { readAuthorsOfScope, replaceMappings } from '../people/mailmaps';
import { RepositoryAuthors } from '../people/RepositoryAuthors';
import { LeasedRepository, RepositoryChanges } from '../queue/LeasedRepository';
import { gatherBatches } from './gatherBatches';
import { isOfKind } from './isOfKind';

/** What a sync did, for the log. */
export interface SyncReport {
  added: number;
  removed: number;
  /** How many requests it cost the host, heads aside. */
  requests: number;
}

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
  readonly #courtesy: Courtesy;
  readonly #signal: AbortSignal;
  readonly #onProgress: () => void;

  /**
   * @param head - to read up to
   * @param source - knows the `.mailmap`
   * @param reader - reads the commits; the source itself unless it leaves that to another
   * @param onProgress - called whenever it has got further
   */
  constructor(options: {
    knex: Knex;
    repository: LeasedRepository;
    head: RepositoryHead;
    source: CommitSource;
    reader: CommitSource;
    book: AuthorBook;
    dayBasis: string;
    courtesy?: Courtesy;
    signal: AbortSignal;
    onProgress?: () => void;
  }) {
    this.#knex = options.knex;
    this.#repository = options.repository;
    this.#head = options.head;
    this.#source = options.source;
    this.#reader = options.reader;
    this.#book = options.book;
    this.#dayBasis = options.dayBasis;
    this.#courtesy = options.courtesy ?? new Courtesy();
    this.#signal = options.signal;
    this.#onProgress = options.onProgress ?? (() => {});
  }

  /**
   * @returns what else to record of a repository that is now up to date
   * @throws CommitSourceError if the host could not be read, or what it told does not hang together
   * @throws LeaseLostError if another replica has taken the repository over
   */
  async run(): Promise<RepositoryChanges> {
    const head = this.#head;
    if (head.sha === undefined) {
      return this.#acceptEmpty();
    }
    const authors = this.#createAuthors(head);
    await this.#updateMailmap(authors, head);
    const writer = new CommitWriter({
      repository: this.#repository,
      authors,
      clock: new DayClock({
        dayBasis: this.#dayBasis,
        now: await readClock(this.#knex),
      }),
    });
    await this.#readUpTo(head.sha, writer);
    return { branch: head.branch ?? null };
  }

  /** Empty is no proof of empty: hosts say so when they are in trouble, too. */
  #acceptEmpty(): RepositoryChanges {
    const { row } = this.#repository;
    if (row.commit_count > 0 || row.head !== null) {
      throw new CommitSourceError(
        'incomplete',
        'The repository came back empty; what was stored before is kept',
      );
    }
    return { complete_from: BEGINNING_OF_TIME, mailmap_id: null };
  }

  async #updateMailmap(
    authors: RepositoryAuthors,
    head: RepositoryHead,
  ): Promise<void> {
    const { id, scope_id, mailmap_id } = this.#repository.row;
    const mailmapId = head.mailmapId ?? null;
    if (mailmap_id === mailmapId) {
      return;
    }
    const written =
      scope_id === null ? [] : await readAuthorsOfScope(this.#knex, scope_id);
    const mappings = await authors.mapAll(written);
    await this.#repository.write({ mailmap_id: mailmapId }, trx =>
      replaceMappings(trx, { repositoryId: id, mappings }),
    );
  }

  async #readUpTo(head: string, writer: CommitWriter): Promise<void> {
    const { row } = this.#repository;
    try {
      if (row.reading_to !== null) {
        await this.#read(writer);
      }
      const { head: before, cut_id } = this.#repository.row;
      const isCutAnew = cut_id !== (this.#head.cutId ?? null);
      if (before === null || isCutAnew) {
        await this.#readEverything(head, writer);
      } else if (before !== head) {
        await this.#begin({ from: before, to: head });
        await this.#read(writer);
      }
    } catch (error) {
      const { reading_from, reading_to, reading_cursor } = this.#repository.row;
      const startedAnew =
        reading_from === null && reading_to === head && reading_cursor === null;
      if (isOfKind(error, 'incomplete')) {
        // What was stored before stands; the next attempt believes nothing of this one.
        await startOver(this.#repository, { to: head });
      }
      if (!isOfKind(error, 'head-unknown') || startedAnew) {
        throw error;
      }
      await this.#readEverything(head, writer);
    }
  }

  async #readEverything(head: string, writer: CommitWriter): Promise<void> {
    await this.#begin({ from: null, to: head });
    await this.#read(writer);
  }

  async #begin(reading: { from: string | null; to: string }): Promise<void> {
    await beginReading(this.#repository, {
      ...reading,
      sourceId: this.#reader.id,
    });
  }

  /** Reads on from where the reading that the row describes got to. */
  async #read(writer: CommitWriter): Promise<void> {
    await this.#forgetForeignCursor();
    const { row } = this.#repository;
    if (row.reading_to === null) {
      return;
    }
    const batches = this.#reader.readCommits({
      repository: this.#repository.asked,
      from: row.reading_from ?? undefined,
      to: row.reading_to,
      cursor: row.reading_cursor ?? undefined,
      signal: this.#signal,
    });
    for await (const batch of gatherBatches(batches, this.#courtesy)) {
      this.#signal.throwIfAborted();
      const counts = await writer.storeBatch(batch);
      this.report.added += counts.added;
      this.report.removed += counts.removed;
      this.report.requests += batch.requests;
      this.#onProgress();
    }
    // An iterator that merely ends when it is aborted has not reached the end of the history.
    this.#signal.throwIfAborted();
    this.report.removed += await finishReading(this.#repository, {
      cutId: this.#head.cutId ?? null,
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

  #createAuthors(head: RepositoryHead): RepositoryAuthors {
    const mapAuthors = this.#source.mapAuthors?.bind(this.#source);
    const { id, url } = this.#repository.row;
    return new RepositoryAuthors({
      knex: this.#knex,
      book: this.#book,
      repositoryId: id,
      host: hostOf(url),
      mapAuthors: async authors =>
        mapAuthors && head.mailmapId !== undefined
          ? mapAuthors({
              repository: this.#repository.asked,
              head,
              authors,
              signal: this.#signal,
            })
          : [],
    });
  }
}

/** Whose accounts the logins of a repository's authors are. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
