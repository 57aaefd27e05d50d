import { LoggerService } from '@backstage/backend-plugin-api';
import { CommitSourceError } from '../errors';
import { formatTime } from './formatTime';

const MINUTE_MS = 60_000;
const MAX_BACK_OFF_MS = 60 * MINUTE_MS;
/** So that those who were turned away together do not come back together. */
const MAX_JITTER = 0.25;
/** No host's limit lasts longer; what says so is a mistake that must not stop the work for good. */
const MAX_CLOSING_MS = 24 * 60 * MINUTE_MS;

/**
 * What a {@link RequestBudget} is for.
 *
 * @public
 */
export interface RequestBudgetOptions {
  /** The host and the credential, for people, such as `github.com (App 42 on acme)`; never the credential itself. */
  name: string;
  /** The share of the host's limit, from 0 to 1, that is left to the portal's other plugins. */
  reserve: number;
  /** The key that the reserve comes from in the configuration, such as `gitActivity.github.reserve`. */
  reserveKey?: string;
  /** Hears of every closing once. */
  logger: LoggerService;
  /** Milliseconds since 1970; for tests. */
  now?: () => number;
}

/**
 * What a host says of a limit in its answers.
 *
 * @public
 */
export interface RequestLimit {
  /** How many requests, or points, the host allows until it counts anew. */
  limit: number;
  /** How many are left. */
  remaining: number;
  /** When it counts anew. */
  resetAt: Date;
}

/**
 * Keeps one credential within what its host allows: asked before every request, and told what the host answers. It closes
 * when the host says so, and already when only the share of others is left.
 *
 * It lives in memory: a new one learns from the first answer.
 *
 * @example
 * ```ts
 * budget.assertOpen();
 * const response = await fetch(…);
 * if (response.status === 429) {
 *   budget.backOff('it answered 429');
 * } else {
 *   budget.observe(readHeaders(response));
 *   budget.succeeded();
 * }
 * ```
 *
 * @public
 */
export class RequestBudget {
  readonly #name: string;
  readonly #reserve: number;
  readonly #reserveKey: string | undefined;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  /** Until when it is closed, in milliseconds since 1970, and why. */
  #closing: { until: number; reason: string } = { until: 0, reason: '' };
  /** Until when the log says that it is closed. */
  #loggedUntil = 0;
  /** How often in a row the host turned a request away without saying until when. */
  #backOffs = 0;

  constructor(options: RequestBudgetOptions) {
    this.#name = options.name;
    this.#reserve = options.reserve;
    this.#reserveKey = options.reserveKey;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Does nothing while it is open.
   *
   * @throws {@link CommitSourceError} of kind `rate-limited`, with `retryAt`, while it is closed
   */
  assertOpen(): void {
    const until = this.#closedUntil;
    if (until > this.#now()) {
      throw new CommitSourceError('rate-limited', this.#explain(), {
        retryAt: new Date(until),
      });
    }
  }

  /** Takes note of the limit that an answer tells, and closes until it is reset if nothing but the reserve is left of it. */
  observe(told: RequestLimit): void {
    const { limit, remaining, resetAt } = told;
    const reserved = Math.ceil(limit * this.#reserve);
    if (!(limit > 0) || !(remaining <= reserved)) {
      return;
    }
    // A reset that is past means that one of the two clocks is wrong.
    const until = Math.max(resetAt.getTime() || 0, this.#now() + MINUTE_MS);
    if (remaining > 0) {
      const key = this.#reserveKey ? ` (${this.#reserveKey})` : '';
      this.#close({
        until,
        level: 'info',
        reason: `${count(remaining)} of ${count(
          limit,
        )} requests are left, and ${count(
          reserved,
        )} are reserved for the portal's other plugins${key}`,
      });
    } else {
      this.#close({
        until,
        level: 'warn',
        reason: `all ${count(limit)} requests that it allows are used up`,
      });
    }
  }

  /**
   * Closes until the host wants to be asked again, as its `Retry-After` says.
   *
   * @param reason - what the host said, for people; it must not hold a credential
   */
  closeUntil(until: Date, reason: string): void {
    // A time that is past, or none at all, would have the host asked again at once.
    if (until.getTime() > this.#now()) {
      this.#close({ until: until.getTime(), reason, level: 'warn' });
    } else {
      this.backOff(reason);
    }
  }

  /**
   * Closes when the host turned a request away and did not say until when: for a minute, and for twice as long each time
   * that it does so again, up to an hour. What is turned away while it is closed was under way before, and changes nothing.
   *
   * @param reason - what the host said, for people; it must not hold a credential
   */
  backOff(reason: string): void {
    const now = this.#now();
    if (this.#closedUntil > now) {
      return;
    }
    const delay = Math.min(MINUTE_MS * 2 ** this.#backOffs, MAX_BACK_OFF_MS);
    this.#backOffs++;
    const jitter = delay * MAX_JITTER * Math.random();
    const until = now + delay + Math.round(jitter);
    this.#close({ until, reason, level: 'warn' });
  }

  /** Says that the host served a request; the next {@link RequestBudget.backOff} is a short one again. */
  succeeded(): void {
    if (this.#closedUntil <= this.#now()) {
      this.#backOffs = 0;
    }
  }

  /** Whoever says that it is longer than it can be closed is a clock that was ahead. */
  get #closedUntil(): number {
    const { until } = this.#closing;
    return until - this.#now() > MAX_CLOSING_MS ? 0 : until;
  }

  #close(closing: {
    until: number;
    reason: string;
    level: 'info' | 'warn';
  }): void {
    const { reason, level } = closing;
    const now = this.#now();
    const until = Math.min(closing.until, now + MAX_CLOSING_MS);
    if (until <= this.#closedUntil) {
      return;
    }
    this.#closing = { until, reason };
    // Requests that were under way together tell of the same limit one after the other, a little later each time.
    if (
      this.#loggedUntil <= now ||
      Math.abs(until - this.#loggedUntil) >= MINUTE_MS
    ) {
      this.#loggedUntil = until;
      this.#logger[level](this.#explain());
    }
  }

  #explain(): string {
    const { until, reason } = this.#closing;
    const time = formatTime({ at: until, now: this.#now() });
    return `${this.#name} lets git-activity go on at ${time}: ${reason}`;
  }
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
