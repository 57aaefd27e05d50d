import { setTimeout as sleep } from 'node:timers/promises';
import { Knex } from 'knex';
import pLimit, { Limit } from 'p-limit';
import { databaseTime, readClock } from './clock';
import { isPostgres, rowsOf } from './sql';
import { DatabaseUnavailableError, understandError } from './trouble';

/** How often something is done before its trouble is somebody else's. */
const MAX_ATTEMPTS = 5;
/** Before the second attempt; twice as long before each further one, and up to twice that, so that two do not meet again. */
const FIRST_PAUSE_MS = 25;
/** A replica that was stopped in the midst of a transaction holds its locks for so long; then the server ends it. */
const SILENCE_TIMEOUT_MS = 4_000;
/** Long enough to outlast a replica that was stopped. */
const LOCK_TIMEOUT_MS = 8_000;
/** The share of the pool, up to a number, that is kept for writers, and for the queue. */
const RESERVED_SHARE = 1 / 4;
const MAX_RESERVED = 2;
/** Connections for what is neither, such as discovery, which does one thing after the other. */
const SPARE = 2;

/** How many questions, or keepers of the queue, stand in line for the one connection of SQLite. */
const PLACES_IN_LINE = 8;

/** What a transaction is for. Each kind has connections of its own: however many of one kind there are, the others find theirs. */
interface Kind {
  /** How many of them there are at once in a pool of several; the others wait without a connection. */
  connections: (poolSize: number) => number;
  /** For how long PostgreSQL lets one statement, and all of it, go on. */
  statementTimeoutMs: number;
  transactionTimeoutMs: number;
  config?: Knex.TransactionConfig;
}

function reserved(poolSize: number): number {
  return Math.min(MAX_RESERVED, Math.ceil(poolSize * RESERVED_SHARE));
}

const WRITING: Kind = {
  connections: reserved,
  statementTimeoutMs: 120_000,
  transactionTimeoutMs: 300_000,
};

const QUEUE: Kind = {
  connections: reserved,
  statementTimeoutMs: 10_000,
  transactionTimeoutMs: 20_000,
};

const QUESTION: Kind = {
  connections: poolSize =>
    Math.max(1, poolSize - 2 * reserved(poolSize) - SPARE),
  statementTimeoutMs: 30_000,
  transactionTimeoutMs: 60_000,
  config: { isolationLevel: 'repeatable read', readOnly: true },
};

/** What is done in a transaction; `now` is when it began, by the database's clock. */
type Work<T> = (trx: Knex.Transaction, now: Date) => Promise<T>;

/**
 * Writes in one transaction. If another one is in its way, or the connection is lost, all of it is done again, so that `fn` must not
 * change anything outside of it, and must come to the same when it had been written already.
 *
 * @throws DatabaseUnavailableError if that does not help, or the database takes no writes
 */
export async function write<T>(knex: Knex, fn: Work<T>): Promise<T> {
  return transact(knex, WRITING, fn);
}

/** As {@link write}, for the few short statements that claim, keep and give back what is in the queue: they find a connection whatever batches do. */
export async function writeQueue<T>(knex: Knex, fn: Work<T>): Promise<T> {
  return transact(knex, QUEUE, fn);
}

/**
 * Reads everything in `fn` as it was at one moment, whatever is written meanwhile. Nothing else may be waited for in it: in
 * SQLite there is but one connection.
 */
export async function readSnapshot<T>(knex: Knex, fn: Work<T>): Promise<T> {
  return transact(knex, QUESTION, fn);
}

/** Asks a single question outside of any transaction; with the connections that questions have. */
export async function readOnce<T>(
  knex: Knex,
  query: () => PromiseLike<T>,
): Promise<T> {
  return knex.isTransaction ? query() : attempt(knex, QUESTION, query);
}

async function transact<T>(knex: Knex, kind: Kind, fn: Work<T>): Promise<T> {
  return attempt(knex, kind, async () => {
    let cause: unknown;
    try {
      return await knex.transaction(
        async trx => {
          try {
            return await fn(trx, await begin(trx, kind));
          } catch (error) {
            cause = error;
            throw error;
          }
        },
        isPostgres(knex) ? kind.config : undefined,
      );
    } catch (error) {
      // Where the database has given up the transaction by itself, it cannot be rolled back, which tells nothing.
      throw cause ?? error;
    }
  });
}

async function attempt<T>(
  knex: Knex,
  kind: Kind,
  fn: () => PromiseLike<T>,
): Promise<T> {
  return budgetOf(
    knex,
    kind,
  )(async () => {
    for (let attempts = 1; ; attempts++) {
      try {
        return await fn();
      } catch (error) {
        const understood = understandError(error);
        const isPassing =
          understood instanceof DatabaseUnavailableError &&
          understood.isPassing;
        if (!isPassing || attempts === MAX_ATTEMPTS) {
          throw understood;
        }
        const pause = FIRST_PAUSE_MS * 2 ** (attempts - 1);
        await sleep(pause * (1 + Math.random()));
      }
    }
  });
}

/**
 * Sets the time-outs of a transaction. They are in PostgreSQL's hands, so that they hold even for a replica that cannot do anything
 * any more. While it sends rows that nobody takes, PostgreSQL looks at none of its own; that is when Linux ends the connection.
 *
 * @returns the moment
 */
async function begin(trx: Knex.Transaction, kind: Kind): Promise<Date> {
  if (!isPostgres(trx)) {
    return readClock(trx);
  }
  const result = await trx.raw(
    `select ? as now,
       set_config('lock_timeout', ?, true),
       set_config('idle_in_transaction_session_timeout', ?, true),
       set_config('statement_timeout', ?, true),
       case when current_setting('server_version_num')::int >= 170000
         then set_config('transaction_timeout', ?, true) end,
       case when version() like '%linux%' then set_config('tcp_user_timeout', ?, true) end`,
    [
      databaseTime(trx),
      String(LOCK_TIMEOUT_MS),
      String(SILENCE_TIMEOUT_MS),
      String(kind.statementTimeoutMs),
      String(kind.transactionTimeoutMs),
      String(SILENCE_TIMEOUT_MS),
    ],
  );
  const [{ now }] = rowsOf<{ now: Date }>(result);
  return now;
}

const budgets = new WeakMap<Knex, Map<Kind, Limit>>();

function budgetOf(knex: Knex, kind: Kind): Limit {
  const ofKnex = budgets.get(knex) ?? new Map<Kind, Limit>();
  budgets.set(knex, ofKnex);
  let budget = ofKnex.get(kind);
  if (!budget) {
    budget = pLimit(placesIn(knex.client.pool?.max ?? 1, kind));
    ofKnex.set(kind, budget);
  }
  return budget;
}

/**
 * SQLite has one connection, for which all wait in one line: what is asked at once is answered at once there, instead of each question
 * waiting for a batch of its own.
 */
function placesIn(poolSize: number, kind: Kind): number {
  return poolSize === 1 && kind !== WRITING
    ? PLACES_IN_LINE
    : kind.connections(poolSize);
}
