import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { RepositoryRow } from '../database/tables';
import { DatabaseTrouble, DatabaseUnavailableError } from '../database/trouble';
import { Trouble } from './backOff';

/** What is wrong with the database is told again after so long. */
const REMIND_AFTER_MS = 10 * 60_000;
/** Longer than hosts hold anyone back. */
const MAX_REMEMBERED_MS = 24 * 60 * 60_000;
/** Bounds the memory; a host has one or two limits. */
const MAX_REMEMBERED_LIMITS = 1_000;

type Troubled = Readonly<Pick<RepositoryRow, 'url' | 'error_message'>>;

/** Tells the log what went wrong, once for what is one trouble. */
export class TroubleLog {
  readonly #logger: LoggerService;
  /** Until when a limit holds work back, in milliseconds since this process began, by what says so. */
  #limits = new Map<string, number>();
  /** When the log last heard of each trouble of the database, in milliseconds since this process began. */
  readonly #database = new Map<DatabaseTrouble, number>();

  constructor(options: { logger: LoggerService }) {
    this.#logger = options.logger;
  }

  /**
   * Tells what could not be done because of the database. Of one trouble it is told once, since everything has it.
   *
   * @param what - such as `Could not record …`
   */
  noteDatabase(what: string, error: unknown): void {
    if (!(error instanceof DatabaseUnavailableError)) {
      this.#logger.error(what, toError(error));
      return;
    }
    const message = `${what}: ${error.message} (${error.detail})`;
    const told = this.#database.get(error.trouble) ?? -Infinity;
    if (performance.now() - told < REMIND_AFTER_MS) {
      this.#logger.debug(message);
      return;
    }
    this.#database.set(error.trouble, performance.now());
    this.#logger.error(message);
  }

  /** @param repositories - all that have this one trouble; at least one */
  note(options: {
    repositories: Troubled[];
    trouble: Trouble;
    error: unknown;
  }): void {
    const { repositories, trouble, error } = options;
    const [{ url }, ...others] = repositories;
    const whom = others.length > 0 ? `${url} and ${others.length} more` : url;
    if (trouble.kind === 'rate-limited') {
      this.#noteLimit(whom, trouble);
      return;
    }
    const message = `Could not sync ${whom}: ${trouble.message}`;
    if (trouble.kind === 'unknown') {
      this.#logger.error(message, toError(error));
    } else if (
      repositories.some(row => row.error_message !== trouble.message)
    ) {
      this.#logger.warn(message);
    } else {
      this.#logger.debug(message);
    }
  }

  /** A limit that is reached holds back many repositories, one after another; the log hears of it once. */
  #noteLimit(whom: string, trouble: Trouble): void {
    const until = trouble.changes.held_back_until ?? trouble.dueAt;
    const message = `Holding back ${whom} until ${until.toISOString()}: ${
      trouble.message
    }`;
    const known = this.#limits.get(trouble.message) ?? 0;
    if (known > performance.now()) {
      this.#logger.debug(message);
      return;
    }
    if (this.#limits.size >= MAX_REMEMBERED_LIMITS) {
      this.#limits.clear();
    }
    this.#limits.set(
      trouble.message,
      performance.now() +
        Math.min(until.getTime() - Date.now(), MAX_REMEMBERED_MS),
    );
    this.#logger.info(message);
  }
}
