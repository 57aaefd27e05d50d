import { Knex } from 'knex';
import pLimit, { Limit } from 'p-limit';
import { isPostgres } from './sql';

/**
 * How many transactions of one replica write at once. The others wait without a connection, so that whatever the number of syncs,
 * most of the pool is left to questions and heartbeats.
 */
const MAX_WRITERS = 2;
/** How often a transaction begins anew after another one was in its way. */
const MAX_ATTEMPTS = 5;
/** How long a statement waits for what another transaction holds; a replica may be stopped in the midst of one. */
const LOCK_TIMEOUT = '10s';
/** Ends the transaction of a replica that was stopped in its midst. */
const IDLE_TIMEOUT = '8s';

/** What PostgreSQL says of transactions that were in each other's way: any of them may simply try again. */
const CONFLICTS = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '55P03', // lock_not_available
  '25P03', // idle_in_transaction_session_timeout
]);

const writers = new WeakMap<object, Limit>();

/**
 * Writes in one transaction. If another one is in its way, all of it is done again, so that `fn` must not change anything outside of it.
 */
export async function write<T>(
  knex: Knex,
  fn: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  let limit = writers.get(knex);
  if (!limit) {
    limit = pLimit(MAX_WRITERS);
    writers.set(knex, limit);
  }
  return limit(async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await knex.transaction(async trx => {
          if (isPostgres(trx)) {
            await trx.raw(
              `select set_config('lock_timeout', ?, true), set_config('idle_in_transaction_session_timeout', ?, true)`,
              [LOCK_TIMEOUT, IDLE_TIMEOUT],
            );
          }
          return fn(trx);
        });
      } catch (error) {
        if (attempt === MAX_ATTEMPTS || !isConflict(error)) {
          throw error;
        }
      }
    }
  });
}

/**
 * Reads everything in `fn` as it was at one moment, whatever is written meanwhile. Nothing else may be waited for in it: in
 * SQLite there is but one connection.
 */
export async function readSnapshot<T>(
  knex: Knex,
  fn: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return isPostgres(knex)
    ? knex.transaction(fn, {
        isolationLevel: 'repeatable read',
        readOnly: true,
      })
    : knex.transaction(fn);
}

function isConflict(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    CONFLICTS.has(String(error.code))
  );
}
