import { readRetryAfter } from 'backstage-plugin-git-activity-node';
import {
  isRecord,
  readHeaders,
  readProblems,
  ResponseHeaders,
} from './responses';

const MS_PER_SECOND = 1000;

/** Clocks differ by a little, and a second too early costs a refusal. */
const LEEWAY_MS = 1000;

const MAX_WAIT_MS = 24 * 60 * 60 * MS_PER_SECOND;

const REFUSALS: unknown[] = [403, 429];
const TOO_MANY_REQUESTS = 429;

/** The words in which GitHub refuses what came too fast. */
const SECONDARY_LIMIT = /secondary rate limit|abuse detection/i;

/** A counter of the host, as a response tells it. */
export interface LimitReading {
  limit: number;
  remaining: number;
  resetAt: Date;
}

/** What a refusal by a limit says. */
export interface LimitRefusal {
  /** Whether it is about requests that came too fast, of whatever kind, and not about one hourly counter. */
  secondary: boolean;
  /** When to come back, if the host says so. */
  until?: Date;
}

/** Reads the `x-ratelimit-*` headers; hosts without limits do not send them. */
export function readLimit(headers: ResponseHeaders): LimitReading | undefined {
  const limit = readNumber(headers['x-ratelimit-limit']);
  const remaining = readNumber(headers['x-ratelimit-remaining']);
  const reset = readNumber(headers['x-ratelimit-reset']);
  return limit === undefined || remaining === undefined || reset === undefined
    ? undefined
    : { limit, remaining, resetAt: new Date(reset * MS_PER_SECOND) };
}

/** Reads `rateLimit` as GraphQL answers it; null where there are no limits. */
export function readRateLimit(answer: unknown): LimitReading | undefined {
  const told = isRecord(answer) ? answer.rateLimit : undefined;
  if (!isRecord(told)) {
    return undefined;
  }
  const { limit, remaining, resetAt } = told;
  return typeof limit === 'number' &&
    typeof remaining === 'number' &&
    typeof resetAt === 'string'
    ? { limit, remaining, resetAt: new Date(resetAt) }
    : undefined;
}

/**
 * Reads a refusal by a limit in any of the ways that GitHub has for it.
 *
 * @param error - whatever a client threw
 * @returns undefined if it is something else
 */
export function readLimitRefusal(error: unknown): LimitRefusal | undefined {
  const status = isRecord(error) ? error.status : undefined;
  const message = error instanceof Error ? error.message : '';
  const headers = readHeaders(error);
  const retryAfter = readRetryAfter(headers['retry-after']);
  const limit = readLimit(headers);
  const refused = REFUSALS.includes(status);
  // Who is nobody to the host has a limit of nothing, which is no limit to wait for.
  const usedUp = limit?.remaining === 0 && limit.limit > 0;
  const primary = (refused && usedUp) || isRateLimitedAnswer(error);
  const secondary =
    SECONDARY_LIMIT.test(message) ||
    (refused && retryAfter !== undefined) ||
    (status === TOO_MANY_REQUESTS && !primary);
  if (!primary && !secondary) {
    return undefined;
  }
  if (retryAfter !== undefined) {
    return { secondary, until: retryAfter };
  }
  return secondary || !limit
    ? { secondary }
    : { secondary, until: bounded(limit.resetAt.getTime() + LEEWAY_MS) };
}

/** No limit lasts longer; what says so must not stop the work for good. */
function bounded(time: number): Date {
  return new Date(Math.min(time, Date.now() + MAX_WAIT_MS));
}

/** GraphQL says it with status 200. On github.com the throttling plugin makes an error of its own of that, elsewhere nobody does. */
function isRateLimitedAnswer(error: unknown): boolean {
  if (!isRecord(error)) {
    return false;
  }
  const response = isRecord(error.response) ? error.response : {};
  const data = isRecord(response.data) ? response.data : {};
  return readProblems(error.errors ?? data.errors).some(({ type }) =>
    type?.startsWith('RATE_LIMIT'),
  );
}

function readNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text.trim())
    ? Number(text)
    : undefined;
}
