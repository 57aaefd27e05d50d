import { isError, ServiceUnavailableError } from '@backstage/errors';

/** What a database may be in trouble with. */
export type DatabaseTrouble =
  | 'conflict'
  | 'lost'
  | 'slow'
  | 'read-only'
  | 'full';

interface Sign {
  trouble: DatabaseTrouble;
  /** What the engines, and the network, call it. */
  codes: RegExp;
  /** What drivers say without a code; before it stands the SQL. */
  words?: RegExp;
  /** For whoever asked, and for the log. */
  message: string;
}

const SIGNS: Sign[] = [
  {
    trouble: 'conflict',
    // serialization_failure, deadlock_detected, lock_not_available
    codes: /^(40001|40P01|55P03|SQLITE_(BUSY|LOCKED).*)$/,
    message: 'The database is busy with other work; try again in a moment',
  },
  {
    trouble: 'lost',
    // Transactions that were idle or took too long, connection_exception, too_many_connections, shutdowns, and what sockets say
    codes:
      /^(25P0[34]|08...|53300|57P0.|E(CONNRESET|CONNREFUSED|PIPE|TIMEDOUT|HOSTUNREACH|NOTFOUND)|EAI_AGAIN)$/,
    words:
      /(Connection terminated( unexpectedly)?|Connection ended unexpectedly|Client has encountered a connection error and is not queryable|Client was closed and is not queryable|Timeout acquiring a connection\. .*)$/,
    message: 'The database cannot be reached now; try again in a moment',
  },
  {
    trouble: 'slow',
    // query_canceled, which is what statement_timeout does
    codes: /^57014$/,
    message: 'The database took too long; try again in a moment',
  },
  {
    trouble: 'read-only',
    codes: /^(25006|SQLITE_READONLY.*)$/,
    // knex says it without the code when it cannot lock its migrations.
    words: /(attempt to write a readonly database|in a read-only transaction)$/,
    message:
      'The database is read-only. Make it writable, and what could not be written is tried again: on PostgreSQL, see ' +
      'default_transaction_read_only, and whether this is a standby; on SQLite, the permissions of the file and its folder',
  },
  {
    trouble: 'full',
    codes: /^(53100|SQLITE_FULL)$/,
    message:
      'The disk of the database is full. Make room, and what could not be written is tried again',
  },
];

/** The database cannot do its work now, through no fault of what was asked; callers over HTTP get a 503 that says to try again. */
export class DatabaseUnavailableError extends ServiceUnavailableError {
  readonly trouble: DatabaseTrouble;
  readonly #detail: string;

  constructor(sign: Pick<Sign, 'trouble' | 'message'>, cause: Error) {
    // The cause holds SQL with its values, which is nothing for callers.
    super(sign.message);
    this.trouble = sign.trouble;
    this.#detail = cause.message.replace(/^.* - /s, '');
  }

  /** What the database itself said, for the log. */
  get detail(): string {
    return this.#detail;
  }

  /** Whether the same may succeed if it is done again at once. */
  get isPassing(): boolean {
    return this.trouble === 'conflict' || this.trouble === 'lost';
  }
}

/**
 * Decides what an error of the database means.
 *
 * @returns the error itself if it tells of no such trouble
 */
export function understandError(error: unknown): unknown {
  if (!isError(error)) {
    return error;
  }
  const code = String(error.code ?? '');
  const sign = SIGNS.find(
    ({ codes, words }) => codes.test(code) || words?.test(error.message),
  );
  return sign ? new DatabaseUnavailableError(sign, error) : error;
}
