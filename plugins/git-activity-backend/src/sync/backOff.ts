import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { cleanText } from '../ledger/text';

const FIRST_DELAY_MS = 30_000;
const MAX_DELAY_MS = 60 * 60_000;
/** A host that asks for more patience than this is asked again all the same. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60_000;
/** Repositories that failed together do not come back together. */
const JITTER = 0.2;
const MAX_MESSAGE_LENGTH = 500;

/** What a failed sync leaves behind. */
export interface Failure {
  kind: 'try-later' | 'gone' | 'forbidden' | 'broken' | 'refused' | 'unknown';
  /** For users to read. */
  message: string;
  dueAt: Date;
}

/**
 * Says what went wrong, and when to try again.
 *
 * @param failures - how many attempts in a row have failed, this one included
 * @param random - from 0 to 1
 */
export function describeFailure(options: {
  error: unknown;
  failures: number;
  now: Date;
  random: number;
}): Failure {
  const { error, failures, now, random } = options;
  const exponential = FIRST_DELAY_MS * 2 ** (failures - 1);
  const delay =
    Math.min(exponential, MAX_DELAY_MS) * (1 - JITTER + 2 * JITTER * random);
  const dueAt = new Date(now.getTime() + Math.round(delay));
  if (!(error instanceof CommitSourceError)) {
    // Such an error was written for developers and may hold what users must not see; the log has it.
    return {
      kind: 'unknown',
      message: 'An unexpected error; the log of the portal has more',
      dueAt,
    };
  }
  return {
    // A history that moved on while it was read is there again next time.
    kind:
      error.kind === 'head-unknown' || error.kind === 'rate-limited'
        ? 'try-later'
        : error.kind,
    message: cleanText(error.message, MAX_MESSAGE_LENGTH),
    dueAt: error.retryAt
      ? notBefore({ retryAt: error.retryAt, now, random })
      : dueAt,
  };
}

/** The host's own word, plus a little so that not everyone comes back at that second. */
function notBefore(options: {
  retryAt: Date;
  now: Date;
  random: number;
}): Date {
  const { retryAt, now, random } = options;
  const asked = Math.max(0, retryAt.getTime() - now.getTime());
  const delay = Math.min(asked, MAX_RETRY_AFTER_MS);
  return new Date(
    now.getTime() + Math.round(delay + random * JITTER * FIRST_DELAY_MS),
  );
}

/** When a repository is due again after a success: after the usual time, give or take a little. */
export function nextRegularSync(options: {
  frequencyMs: number;
  now: Date;
  random: number;
}): Date {
  const { frequencyMs, now, random } = options;
  const spread = 0.95 + 0.1 * random;
  return new Date(now.getTime() + Math.round(frequencyMs * spread));
}
