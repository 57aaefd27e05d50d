import { CustomErrorBase } from '@backstage/errors';
import { Knex } from 'knex';

/** How long a replica that died keeps its repositories from the others. */
export const LEASE_DURATION_MS = 60_000;
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

/** When a lease that is taken or extended now runs out. */
export function leaseEnd(now: Date = new Date()): Date {
  return new Date(now.getTime() + LEASE_DURATION_MS);
}

/**
 * When a repository is due after a success: as planned, or soon if another sync was asked for since it began, which may
 * not have seen the reason for it.
 *
 * @param attemptedAt - when the sync began
 */
export function nextDue(
  knex: Knex,
  options: { dueAt: Date; attemptedAt: Date },
): Knex.Raw {
  const { dueAt, attemptedAt } = options;
  const soon = new Date(
    Math.max(Date.now(), attemptedAt.getTime() + MIN_SYNC_INTERVAL_MS),
  );
  // PostgreSQL has to be told what the parameters are; to SQLite the name of the type means nothing.
  return knex.raw(
    `case when wanted_at > attempted_at
       then cast(? as timestamptz) else cast(? as timestamptz) end`,
    [soon, dueAt],
  );
}

/** Makes a repository due now, whatever back-off it was in. */
export async function requestSync(
  knex: Knex,
  options: { repositoryId: number; now?: Date },
): Promise<void> {
  const { repositoryId, now = new Date() } = options;
  await knex.transaction(async trx => {
    await trx('repositories')
      .where({ id: repositoryId })
      .update({ due_at: now, wanted_at: now });
    // What was seen before may be older than the reason to ask. Whoever is reading up to it now goes on.
    await trx('repositories')
      .where({ id: repositoryId })
      .whereNull('lease_holder')
      .update(NOT_SEEN);
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
  const holders: string[] = await knex('repositories')
    .whereNotNull('lease_holder')
    .distinct()
    .pluck('lease_holder');
  return knex('repositories')
    .whereIn('lease_holder', holders.filter(isGone))
    .update({ ...GIVEN_BACK, lease_epoch: knex.raw('lease_epoch + 1') });
}
