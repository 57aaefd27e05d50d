import { CustomErrorBase } from '@backstage/errors';
import { Knex } from 'knex';
import { isPostgres, rowsOf, takeTurnToWrite } from './sql';
import { RepositoryRow, toDate } from './tables';

/** How long a replica that died keeps its repository from the others. */
export const LEASE_DURATION_MS = 60_000;

/** Another replica holds the repository now; nothing was written. */
export class LeaseLostError extends CustomErrorBase {
  name = 'LeaseLostError' as const;
}

/** Columns of a repository that a sync changes. */
export type RepositoryChanges = Partial<
  Pick<
    RepositoryRow,
    | 'head'
    | 'branch'
    | 'mailmap_id'
    | 'day_basis'
    | 'reading_from'
    | 'reading_to'
    | 'reading_cursor'
    | 'generation'
    | 'complete_from'
    | 'commit_count'
    | 'synced_at'
    | 'error_kind'
    | 'error_message'
    | 'failures'
  >
>;

/**
 * A repository that this replica holds. Every write goes through it and is refused once another replica has taken the
 * repository over.
 */
export class LeasedRepository {
  readonly #knex: Knex;
  readonly #dueAt: Date | string | number;
  #row: RepositoryRow;

  /**
   * Takes the most overdue repository that nobody holds.
   *
   * @param holder - tells a person who looks into the database which replica it is
   */
  static async claim(options: {
    knex: Knex;
    holder: string;
    now?: Date;
  }): Promise<LeasedRepository | undefined> {
    const { knex, holder, now = new Date() } = options;
    // Whoever else claims at this moment passes over the locked row instead of waiting for it; SQLite has one writer.
    const result = await knex.raw(
      `update repositories
       set lease_holder = ?, lease_until = ?, lease_epoch = lease_epoch + 1, attempted_at = ?
       where id = (
         select id from repositories
         where due_at <= ? and orphaned_at is null and (lease_until is null or lease_until <= ?)
         order by due_at, id
         limit 1
         ${isPostgres(knex) ? 'for update skip locked' : ''}
       )
       returning *`,
      [holder, leaseEnd(now), now, now, now],
    );
    const [row] = rowsOf<RepositoryRow>(result);
    return row && new LeasedRepository(knex, row);
  }

  /**
   * Ends the leases of holders that will not come back, which would otherwise keep their repositories until they run out.
   *
   * @returns how many leases there were
   */
  static async endLeases(options: {
    knex: Knex;
    isGone: (holder: string) => boolean;
  }): Promise<number> {
    const { knex, isGone } = options;
    const holders: string[] = await knex('repositories')
      .whereNotNull('lease_holder')
      .distinct()
      .pluck('lease_holder');
    return knex('repositories')
      .whereIn('lease_holder', holders.filter(isGone))
      .update({
        lease_holder: null,
        lease_until: null,
        lease_epoch: knex.raw('lease_epoch + 1'),
      });
  }

  private constructor(knex: Knex, row: RepositoryRow) {
    this.#knex = knex;
    this.#dueAt = row.due_at;
    this.#row = row;
  }

  /** What is stored of the repository, as this replica last wrote it. */
  get row(): Readonly<RepositoryRow> {
    return this.#row;
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
    const result = await this.#knex.transaction(async trx => {
      await this.#update(trx, {
        ...changes,
        lease_until: leaseEnd(),
        version: trx.raw('version + 1'),
      });
      await takeTurnToWrite(trx);
      return fn(trx);
    });
    this.#row = { ...this.#row, ...changes };
    return result;
  }

  /** As {@link LeasedRepository.write}, for columns of the repository alone. */
  async change(changes: RepositoryChanges): Promise<void> {
    await this.#update(this.#knex, {
      ...changes,
      lease_until: leaseEnd(),
      version: this.#knex.raw('version + 1'),
    });
    this.#row = { ...this.#row, ...changes };
  }

  /** Keeps the lease while nothing is written. */
  async extend(): Promise<void> {
    await this.#update(this.#knex, { lease_until: leaseEnd() });
  }

  /** Gives the repository back after a success or a failure; what was asked for meanwhile remains due. */
  async finish(options: {
    dueAt: Date;
    changes: RepositoryChanges;
  }): Promise<void> {
    await this.#giveBack({
      ...options.changes,
      version: this.#knex.raw('version + 1'),
      due_at: this.#knex.raw('case when due_at = ? then ? else due_at end', [
        toDate(this.#dueAt),
        options.dueAt,
      ]),
    });
  }

  /** Gives the repository back as it is, so that whoever comes next goes on at once. */
  async giveUp(): Promise<void> {
    await this.#giveBack({});
  }

  /** The epoch goes up, so that nothing of this replica that is still under way can be written. */
  async #giveBack(changes: Record<string, unknown>): Promise<void> {
    await this.#update(this.#knex, {
      ...changes,
      lease_holder: null,
      lease_until: null,
      lease_epoch: this.#knex.raw('lease_epoch + 1'),
    });
  }

  async #update(knex: Knex, values: Record<string, unknown>): Promise<void> {
    const updated = await knex('repositories')
      .where({ id: this.#row.id, lease_epoch: this.#row.lease_epoch })
      .update(values);
    if (updated === 0) {
      throw new LeaseLostError(
        `Another replica has taken over ${this.#row.url}`,
      );
    }
  }
}

function leaseEnd(now: Date = new Date()): Date {
  return new Date(now.getTime() + LEASE_DURATION_MS);
}
