import {
  RepositoryHead,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import {
  GIVEN_BACK,
  leaseEnd,
  LeaseLostError,
  nextDue,
  NOT_SEEN,
} from './lease';
import { databaseTime } from '../database/clock';
import { isPostgres, rowsOf } from '../database/sql';
import { write, writeQueue } from '../database/transactions';
import { RepositoryRow, toDate } from '../database/tables';

/** Columns of a repository that a sync changes. */
export type RepositoryChanges = Partial<
  Pick<
    RepositoryRow,
    | 'head'
    | 'branch'
    | 'scope_id'
    | 'mailmap_id'
    | 'cut_id'
    | 'reading_from'
    | 'reading_to'
    | 'reading_cursor'
    | 'reading_source'
    | 'reading_scope_id'
    | 'reading_cut_from'
    | 'reading_total'
    | 'complete_from'
    | 'commit_count'
    | 'synced_at'
    | 'error_kind'
    | 'error_message'
    | 'failures'
    | 'held_back_until'
    | 'held_back_reason'
  >
>;

/** Whether a sync failed or was held back; to ask for another then changes nothing about when it makes sense. */
export function isTrouble(changes: RepositoryChanges): boolean {
  return Boolean(changes.error_kind ?? changes.held_back_until);
}

/**
 * A repository that this replica holds to read it up to the head that was seen. Every write goes through it and is refused
 * once another replica has taken the repository over.
 */
export class LeasedRepository {
  readonly #knex: Knex;
  #row: RepositoryRow;

  /**
   * Takes the most overdue repository whose head was seen and that nobody holds.
   *
   * @param holder - tells a person who looks into the database which replica it is
   */
  static async claim(options: {
    knex: Knex;
    holder: string;
  }): Promise<LeasedRepository | undefined> {
    const { knex, holder } = options;
    const now = databaseTime(knex);
    // Whoever else claims at this moment passes over the locked row instead of waiting for it; SQLite has one writer.
    const result = await writeQueue(knex, trx =>
      trx.raw(
        `update repositories
         set lease_holder = ?, lease_until = ?, lease_epoch = lease_epoch + 1
         where id = (
           select id from repositories
           where due_at <= ? and seen_at is not null and orphaned_at is null
             and (lease_until is null or lease_until <= ?)
           order by due_at, id
           limit 1
           ${isPostgres(knex) ? 'for update skip locked' : ''}
         )
         returning *`,
        [holder, leaseEnd(knex), now, now],
      ),
    );
    const [row] = rowsOf<RepositoryRow>(result);
    return row && new LeasedRepository(knex, row);
  }

  private constructor(knex: Knex, row: RepositoryRow) {
    this.#knex = knex;
    this.#row = row;
  }

  /** What is stored of the repository, as this replica last wrote it. */
  get row(): Readonly<RepositoryRow> {
    return this.#row;
  }

  /** As sources are asked about it. */
  get asked(): SourceRepository {
    const { url, external_id } = this.#row;
    return { url, externalId: external_id ?? undefined };
  }

  /** What the host said when it was last asked. */
  get seen(): { head: RepositoryHead; at: Date } {
    const { seen_head, seen_branch, seen_mailmap_id, seen_cut_id, seen_at } =
      this.#row;
    return {
      head: {
        sha: seen_head ?? undefined,
        branch: seen_branch ?? undefined,
        mailmapId: seen_mailmap_id ?? undefined,
        cutId: seen_cut_id ?? undefined,
      },
      at: toDate(seen_at ?? 0),
    };
  }

  /**
   * Writes in one transaction that changes nothing unless the lease still holds, and that extends the lease.
   *
   * @throws LeaseLostError if it does not
   */
  async write<T>(
    changes: RepositoryChanges,
    fn: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    const { result } = await this.transact(async trx => ({
      changes,
      result: await fn(trx),
    }));
    return result;
  }

  /** As {@link LeasedRepository.write}, where what is written decides what changes. */
  async transact<T extends { changes: RepositoryChanges }>(
    fn: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    const outcome = await write(this.#knex, async trx => {
      await this.#update(trx, { lease_until: leaseEnd(trx) });
      const written = await fn(trx);
      await this.#update(trx, {
        ...written.changes,
        version: trx.raw('version + 1'),
        contents_version: trx.raw('contents_version + 1'),
      });
      return written;
    });
    this.#row = { ...this.#row, ...outcome.changes };
    return outcome;
  }

  /** As {@link LeasedRepository.write}, for what changes nothing about the repository as a whole. */
  async writeBeside<T>(fn: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    return write(this.#knex, async trx => {
      await this.#update(trx, { lease_until: leaseEnd(trx) });
      return fn(trx);
    });
  }

  /** As {@link LeasedRepository.write}, for columns of the repository alone. */
  async change(changes: RepositoryChanges): Promise<void> {
    await this.#updateAlone({
      ...changes,
      lease_until: leaseEnd(this.#knex),
      version: this.#knex.raw('version + 1'),
    });
    this.#row = { ...this.#row, ...changes };
  }

  /** Keeps the lease while nothing is written. */
  async extend(): Promise<void> {
    await this.#updateAlone({ lease_until: leaseEnd(this.#knex) });
  }

  /** Gives the repository back after a success or a failure; its head is asked for again when it is due. */
  async finish(options: {
    dueAt: Date;
    changes: RepositoryChanges;
  }): Promise<void> {
    await this.#giveBack({
      ...options.changes,
      ...NOT_SEEN,
      version: this.#knex.raw('version + 1'),
      due_at: isTrouble(options.changes)
        ? options.dueAt
        : nextDue(this.#knex, options.dueAt),
    });
  }

  /** Gives the repository back as it is, so that whoever comes next goes on at once. */
  async giveUp(): Promise<void> {
    await this.#giveBack({});
  }

  /** Gives the repository back so that its head is asked for at once. */
  async askAgain(): Promise<void> {
    await this.#giveBack(NOT_SEEN);
  }

  /** The epoch goes up, so that nothing of this replica that is still under way can be written. */
  async #giveBack(changes: Record<string, unknown>): Promise<void> {
    await this.#updateAlone({
      ...changes,
      ...GIVEN_BACK,
      lease_epoch: this.#knex.raw('lease_epoch + 1'),
    });
  }

  async #updateAlone(values: Record<string, unknown>): Promise<void> {
    await writeQueue(this.#knex, trx => this.#update(trx, values));
  }

  async #update(
    trx: Knex.Transaction,
    values: Record<string, unknown>,
  ): Promise<void> {
    const updated = await trx('repositories')
      .where({ id: this.#row.id, lease_epoch: this.#row.lease_epoch })
      .update(values);
    if (updated === 0) {
      throw new LeaseLostError(
        `Another replica has taken over ${this.#row.url}`,
      );
    }
  }
}
