import { CustomErrorBase } from '@backstage/errors';
import { Knex } from 'knex';
import { databaseTime, latestOf, timeAfter } from '../database/clock';
import { toDate } from '../database/tables';
import { write, writeQueue } from '../database/transactions';

/** How long a replica that died keeps its repositories from the others. */
export const LEASE_DURATION_MS = 30_000;
/** However often a sync is asked for while one is under way or just over, it costs one more in this time. */
export const MIN_SYNC_INTERVAL_MS = 60_000;

/** Another replica holds the repository now; nothing was written. */
export class LeaseLostError extends CustomErrorBase {
  name = 'LeaseLostError' as const;
}

/** The columns of a repository that nobody holds. */
export const GIVEN_BACK = { lease_holder: null, lease_until: null };

/** The columns of a repository whose head has to be asked for. */
export const NOT_SEEN = {
  seen_head: null,
  seen_branch: null,
  seen_mailmap_id: null,
  seen_cut_id: null,
  seen_at: null,
};

/** When a lease that is taken or extended now runs out, by the database's clock. */
export function leaseEnd(knex: Knex): Knex.Raw {
  return databaseTime(knex, LEASE_DURATION_MS);
}

/** When a repository that somebody asked for may be looked at again: at once, or a while after its last sync began. */
export function soon(knex: Knex): Knex.Raw {
  return latestOf(knex, [
    databaseTime(knex),
    timeAfter(knex, 'attempted_at', MIN_SYNC_INTERVAL_MS),
  ]);
}

/**
 * When a repository is due after a success: as planned, or soon if another sync was asked for since it began, which may
 * not have seen the reason for it.
 */
export function nextDue(knex: Knex, dueAt: Date): Knex.Raw {
  // PostgreSQL has to be told what the parameter is; to SQLite the name of the type means nothing.
  return knex.raw(
    `case when wanted_at >= attempted_at then ? else cast(? as timestamptz) end`,
    [soon(knex), dueAt],
  );
}

/** What becomes of a request for a sync. */
export interface RequestedSync {
  /** When the repository is looked at next. */
  dueAt: Date;
  /** Whether that is now. */
  isDue: boolean;
  /** Why a limit of its host keeps it waiting until then. */
  heldBack?: string;
}

/**
 * Makes a repository due, whatever back-off it was in, but never before a limit of its host ends. However often it is asked for, one sync
 * follows in a minute; one whose head was just seen is read up to that first.
 *
 * @returns undefined if there is no such repository
 */
export async function requestSync(
  knex: Knex,
  options: { repositoryId: number },
): Promise<RequestedSync | undefined> {
  const { repositoryId } = options;
  return write(knex, async trx => {
    await trx('repositories')
      .where({ id: repositoryId })
      .update({ wanted_at: databaseTime(trx) });
    // What was seen before may be older than the reason to ask. Whoever is reading up to it now goes on.
    const aWhileAgo = databaseTime(trx, -MIN_SYNC_INTERVAL_MS);
    await trx('repositories')
      .where({ id: repositoryId })
      .whereNull('lease_holder')
      .where(seen =>
        seen.whereNull('seen_at').orWhere('seen_at', '<=', aWhileAgo),
      )
      .update({
        ...NOT_SEEN,
        due_at: latestOf(trx, [soon(trx), trx.raw('held_back_until')]),
      });
    const row = await trx('repositories')
      .where({ id: repositoryId })
      .first(
        'due_at',
        'held_back_reason',
        trx.raw('case when due_at <= ? then 1 else 0 end as is_due', [
          databaseTime(trx),
        ]),
        trx.raw('case when held_back_until > ? then 1 else 0 end as is_held', [
          databaseTime(trx),
        ]),
      );
    return (
      row && {
        dueAt: toDate(row.due_at),
        isDue: row.is_due === 1,
        ...(row.is_held === 1 && { heldBack: row.held_back_reason ?? '' }),
      }
    );
  });
}

/**
 * Ends the leases of holders that will not come back, which would otherwise keep their repositories until they run out.
 *
 * @returns how many leases there were
 */
export async function endLeases(
  knex: Knex,
  isGone: (holder: string) => boolean,
): Promise<number> {
  return writeQueue(knex, async trx => {
    const holders: string[] = await trx('repositories')
      .whereNotNull('lease_holder')
      .distinct()
      .pluck('lease_holder');
    return trx('repositories')
      .whereIn('lease_holder', holders.filter(isGone))
      .update({ ...GIVEN_BACK, lease_epoch: trx.raw('lease_epoch + 1') });
  });
}
