import {
  CommitSourceError,
  readRetryAfter,
  RequestBudget,
} from 'backstage-plugin-git-activity-node';

const MS_PER_SECOND = 1000;

function readNumber(headers: Headers, name: string): number | undefined {
  const text = headers.get(name)?.trim() ?? '';
  return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

/** Reads `RateLimit-Reset`: seconds since 1970, or, by the standard that others follow, from now. */
function readReset(headers: Headers): Date | undefined {
  const seconds = readNumber(headers, 'RateLimit-Reset');
  if (seconds === undefined) {
    return undefined;
  }
  const lastYear = Date.now() - 365 * 24 * 60 * 60 * MS_PER_SECOND;
  const at = seconds * MS_PER_SECOND;
  return new Date(at > lastYear ? at : Date.now() + at);
}

/** Takes note of what an answer tells of the limit, which GitLab mostly does not before it is exceeded. */
export function observeLimit(headers: Headers, budget: RequestBudget): void {
  const limit = readNumber(headers, 'RateLimit-Limit');
  const remaining = readNumber(headers, 'RateLimit-Remaining');
  const resetAt = readReset(headers);
  if (limit !== undefined && remaining !== undefined && resetAt) {
    budget.observe({ limit, remaining, resetAt });
  }
}

/**
 * Closes the budget after the host turned a request away.
 *
 * @throws CommitSourceError of kind `rate-limited`
 */
export function closeBudget(headers: Headers, budget: RequestBudget): never {
  const reason = 'it answered that there were too many requests';
  const until =
    readRetryAfter(headers.get('Retry-After')) ?? readReset(headers);
  if (until) {
    budget.closeUntil(until, reason);
  } else {
    budget.backOff(reason);
  }
  budget.assertOpen();
  // It was closed for an instant only.
  throw new CommitSourceError(
    'rate-limited',
    `The host says to wait: ${reason}`,
    {
      retryAt: new Date(),
    },
  );
}
