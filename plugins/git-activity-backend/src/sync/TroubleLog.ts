import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { RepositoryRow } from '../database/tables';
import { Trouble } from './backOff';

/** Bounds the memory; a host has one or two limits. */
const MAX_REMEMBERED_LIMITS = 1_000;

type Troubled = Readonly<Pick<RepositoryRow, 'url' | 'error_message'>>;

/** Tells the log what went wrong, once for what is one trouble. */
export class TroubleLog {
  readonly #logger: LoggerService;
  /** Until when a limit holds work back, by what says so. */
  #limits = new Map<string, number>();

  constructor(options: { logger: LoggerService }) {
    this.#logger = options.logger;
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
    if (known > Date.now()) {
      this.#logger.debug(message);
      return;
    }
    if (this.#limits.size >= MAX_REMEMBERED_LIMITS) {
      this.#limits.clear();
    }
    this.#limits.set(trouble.message, until.getTime());
    this.#logger.info(message);
  }
}
