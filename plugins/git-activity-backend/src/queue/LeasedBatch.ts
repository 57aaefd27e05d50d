import { RepositoryHead } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { GIVEN_BACK, leaseEnd, LeaseLostError, nextDue } from './lease';
import { isTrouble, RepositoryChanges } from './LeasedRepository';
import { databaseTime } from '../database/clock';
import { isPostgres, recordset, rowsOf } from '../database/sql';
import { writeQueue } from '../database/transactions';
import { RepositoryRow } from '../database/tables';

/** The most that a source is asked for at once. */
export const MAX_BATCH_SIZE = 500;

/**
 * Repositories of one source that this replica holds together, to ask for their heads. Writes pass over those that another
 * replica has taken over meanwhile.
 */
export class LeasedBatch {
  readonly sourceId: string;
  readonly #knex: Knex;
  readonly #held: Map<number, RepositoryRow>;

  /**
   * Takes the repositories of one source that are due, and those that soon will be if nothing is wrong with them: one request to the
   * host then serves all of them, and they stay together.
   *
   * @param holder - tells a person who looks into the database which replica it is
   * @param busySourceIds - sources that are being asked already
   * @param soonMs - how long before its time a repository may be taken along
   */
  static async claim(options: {
    knex: Knex;
    holder: string;
    busySourceIds: string[];
    soonMs: number;
  }): Promise<LeasedBatch | undefined> {
    const { knex, ...wanted } = options;
    const rows = await writeQueue(knex, trx => takeDue(trx, wanted));
    return rows.length > 0 ? new LeasedBatch(knex, rows) : undefined;
  }

  private constructor(knex: Knex, rows: RepositoryRow[]) {
    this.#knex = knex;
    this.sourceId = rows[0].source_id;
    this.#held = new Map(
      [...rows].sort((a, b) => a.id - b.id).map(row => [row.id, row]),
    );
  }

  /** Those that were not given back yet, as they were when they were taken. */
  get rows(): ReadonlyArray<Readonly<RepositoryRow>> {
    return [...this.#held.values()];
  }

  /**
   * Keeps the leases while nothing is written.
   *
   * @throws LeaseLostError if none is left to keep
   */
  async extend(): Promise<void> {
    const rows = this.rows;
    const kept: Array<{ id: number }> = await writeQueue(this.#knex, trx =>
      fence(trx, rows)
        .update({ lease_until: leaseEnd(trx) })
        .returning('id'),
    );
    const ids = new Set(kept.map(({ id }) => id));
    rows
      .filter(({ id }) => !ids.has(id))
      .forEach(({ id }) => this.#held.delete(id));
    if (rows.length > 0 && this.#held.size === 0) {
      throw new LeaseLostError(
        `Another replica has taken over ${rows.length} repositories of ${this.sourceId}`,
      );
    }
  }

  /** Gives some back after a success or a failure that they have in common. */
  async finish(
    rows: ReadonlyArray<Pick<RepositoryRow, 'id'>>,
    options: { dueAt: Date; changes: RepositoryChanges },
  ): Promise<void> {
    await this.#giveBack(rows, {
      ...options.changes,
      version: this.#knex.raw('version + 1'),
      due_at: isTrouble(options.changes)
        ? options.dueAt
        : nextDue(this.#knex, options.dueAt),
    });
  }

  /** Records what hosts have people know of repositories, where that is news. */
  async note(
    told: Array<{ id: number; notices: string[] | undefined }>,
  ): Promise<void> {
    const news = told.flatMap(({ id, notices = [] }) => {
      const row = this.#held.get(id);
      const text = notices.length > 0 ? JSON.stringify(notices) : null;
      return row && row.notices !== text
        ? [{ id, lease_epoch: row.lease_epoch, notices: text }]
        : [];
    });
    if (news.length > 0) {
      await this.#run(
        `update repositories set notices = news.notices, version = version + 1
         from ? where repositories.id = news.id and repositories.lease_epoch = news.lease_epoch`,
        [
          recordset(this.#knex, {
            as: 'news',
            columns: {
              id: 'integer',
              lease_epoch: 'integer',
              notices: 'text',
            },
            rows: news,
          }),
        ],
      );
    }
  }

  /** Notes heads that are still to be read up to, and gives their repositories back, due at once. */
  async see(
    heads: Array<{ id: number; head: RepositoryHead }>,
    options: { seenAt: Date },
  ): Promise<void> {
    const seen = heads.flatMap(({ id, head }) => {
      const row = this.#held.get(id);
      this.#held.delete(id);
      return row
        ? [
            {
              id,
              lease_epoch: row.lease_epoch,
              sha: head.sha ?? null,
              branch: head.branch ?? null,
              mailmap_id: head.mailmapId ?? null,
              cut_id: head.cutId ?? null,
            },
          ]
        : [];
    });
    if (seen.length === 0) {
      return;
    }
    const now = databaseTime(this.#knex);
    await this.#run(
      `update repositories set
         seen_head = seen.sha, seen_branch = seen.branch, seen_mailmap_id = seen.mailmap_id,
         seen_cut_id = seen.cut_id, seen_at = ?,
         due_at = case when due_at > ? then ? else due_at end,
         lease_holder = null, lease_until = null, lease_epoch = repositories.lease_epoch + 1
       from ? where repositories.id = seen.id and repositories.lease_epoch = seen.lease_epoch`,
      [
        options.seenAt,
        now,
        now,
        recordset(this.#knex, {
          as: 'seen',
          columns: {
            id: 'integer',
            lease_epoch: 'integer',
            sha: 'text',
            branch: 'text',
            mailmap_id: 'text',
            cut_id: 'text',
          },
          rows: seen,
        }),
      ],
    );
  }

  /** Gives some back as they are, to be asked for at another time. */
  async postpone(
    rows: ReadonlyArray<Pick<RepositoryRow, 'id'>>,
    dueAt: Date,
  ): Promise<void> {
    await this.#giveBack(rows, { due_at: dueAt });
  }

  /** Gives back what is left as it is, so that whoever comes next asks at once. */
  async giveUp(): Promise<void> {
    await this.#giveBack(this.rows, {});
  }

  /** Does not count on these any longer: something else has ended their leases. */
  letGo(ids: Iterable<number>): void {
    for (const id of ids) {
      this.#held.delete(id);
    }
  }

  async #giveBack(
    rows: ReadonlyArray<Pick<RepositoryRow, 'id'>>,
    changes: Record<string, unknown>,
  ): Promise<void> {
    const held = rows.flatMap(({ id }) => this.#held.get(id) ?? []);
    this.letGo(held.map(({ id }) => id));
    if (held.length > 0) {
      await writeQueue(this.#knex, trx =>
        fence(trx, held).update({
          ...changes,
          ...GIVEN_BACK,
          lease_epoch: trx.raw('lease_epoch + 1'),
        }),
      );
    }
  }

  async #run(sql: string, bindings: Knex.RawBinding[]): Promise<void> {
    await writeQueue(this.#knex, async trx => trx.raw(sql, bindings));
  }
}

/** In the order of their ids, so that two who change many rows never wait for each other. */
function fence(
  trx: Knex.Transaction,
  rows: ReadonlyArray<Pick<RepositoryRow, 'id' | 'lease_epoch'>>,
): Knex.QueryBuilder {
  const held = recordset(trx, {
    as: 'held',
    columns: { id: 'integer', lease_epoch: 'integer' },
    rows: [...rows],
  });
  return trx('repositories').whereIn(
    'id',
    trx('repositories')
      .whereRaw('(id, lease_epoch) in (select id, lease_epoch from ?)', [held])
      .orderBy('id')
      .forUpdate()
      .select('id'),
  );
}

async function takeDue(
  trx: Knex.Transaction,
  options: { holder: string; busySourceIds: string[]; soonMs: number },
): Promise<RepositoryRow[]> {
  const { holder, busySourceIds, soonMs } = options;
  const now = databaseTime(trx);
  const unclaimed = () =>
    trx('repositories')
      .whereNull('seen_at')
      .whereNull('orphaned_at')
      .where(lease =>
        lease.whereNull('lease_until').orWhere('lease_until', '<=', now),
      )
      .orderBy(['due_at', 'id']);
  const mostOverdue: Pick<RepositoryRow, 'source_id'> | undefined =
    await unclaimed()
      .where('due_at', '<=', now)
      .whereNotIn('source_id', busySourceIds)
      .first('source_id');
  if (!mostOverdue) {
    return [];
  }
  const claimable = unclaimed()
    .where({ source_id: mostOverdue.source_id })
    .where(due =>
      due.where('due_at', '<=', now).orWhere(soon =>
        soon
          .where('due_at', '<=', databaseTime(trx, soonMs))
          .where({ failures: 0 })
          .whereNull('held_back_until')
          // For whom somebody asked, it is its time that is early
          .whereRaw('(wanted_at is null or wanted_at < attempted_at)'),
      ),
    )
    .limit(MAX_BATCH_SIZE)
    .select('id');
  if (isPostgres(trx)) {
    claimable.forUpdate().skipLocked();
  }
  // Materialized, since a lock and a limit in a subquery hold only if it is run once.
  const result = await trx.raw(
    `with claimable as materialized ?
     update repositories
     set lease_holder = ?, lease_until = ?, lease_epoch = lease_epoch + 1, attempted_at = ?
     where id in (select id from claimable)
     returning *`,
    [claimable, holder, leaseEnd(trx), now],
  );
  return rowsOf<RepositoryRow>(result);
}
