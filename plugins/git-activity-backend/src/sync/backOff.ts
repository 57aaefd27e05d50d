import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { RepositoryChanges } from '../queue/LeasedRepository';
import { cleanText } from '../database/text';

const FIRST_DELAY_MS = 30_000;
const MAX_DELAY_MS = 60 * 60_000;
/** A host that asks for more patience than this is asked again all the same. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60_000;
/** A repository that nobody can push to changes only once it is no longer archived. */
const ARCHIVED_INTERVAL_MS = 24 * 60 * 60_000;
/** Repositories that failed together do not come back together. */
const JITTER = 0.2;
const MAX_MESSAGE_LENGTH = 500;

/** What a sync that did not succeed leaves behind. */
export interface Trouble {
  kind:
    | 'try-later'
    | 'gone'
    | 'forbidden'
    | 'broken'
    | 'refused'
    | 'stuck'
    | 'incomplete'
    | 'unknown'
    | 'rate-limited';
  /** For users to read. */
  message: string;
  dueAt: Date;
  changes: RepositoryChanges;
}

/** The columns of a repository with which nothing is wrong. */
export const NO_TROUBLE: RepositoryChanges = {
  error_kind: null,
  error_message: null,
  failures: 0,
  held_back_until: null,
  held_back_reason: null,
};

/**
 * Says what went wrong, and when to try again.
 *
 * @param failures - how many attempts in a row have failed, this one included
 * @param now - by the database's clock, as what comes out
 * @param ownNow - by the clock of this process, as what sources say
 * @param random - from 0 to 1
 */
export function describeTrouble(options: {
  error: unknown;
  failures: number;
  now: Date;
  ownNow?: Date;
  random: number;
}): Trouble {
  const { error, failures, now, ownNow = new Date(), random } = options;
  const exponential = FIRST_DELAY_MS * 2 ** (failures - 1);
  const delay =
    Math.min(exponential, MAX_DELAY_MS) * (1 - JITTER + 2 * JITTER * random);
  const later = new Date(now.getTime() + Math.round(delay));
  if (!(error instanceof CommitSourceError)) {
    // Such an error was written for developers and may hold what users must not see; the log has it.
    return failed({
      kind: 'unknown',
      message: 'An unexpected error; the log of the portal has more',
      dueAt: later,
      failures,
    });
  }
  const message = cleanText(error.message, MAX_MESSAGE_LENGTH);
  // However wrong the clock of this process is, the pause is as long as the host meant it.
  const retryAt =
    error.retryAt &&
    new Date(now.getTime() + error.retryAt.getTime() - ownNow.getTime());
  const dueAt = retryAt ? notBefore({ retryAt, now, random }) : later;
  if (error.kind === 'rate-limited') {
    return heldBack({ message, until: retryAt ?? later, dueAt });
  }
  // A history that moved on while it was read is there again next time.
  const kind = error.kind === 'head-unknown' ? 'try-later' : error.kind;
  return failed({ kind, message, dueAt, failures });
}

function failed(options: {
  kind: Trouble['kind'];
  message: string;
  dueAt: Date;
  failures: number;
}): Trouble {
  const { kind, message, dueAt, failures } = options;
  return {
    kind,
    message,
    dueAt,
    changes: { error_kind: kind, error_message: message, failures },
  };
}

/** Waiting for a limit is no failure: what was wrong before, and how often, is still so. */
function heldBack(options: {
  message: string;
  until: Date;
  dueAt: Date;
}): Trouble {
  const { message, until, dueAt } = options;
  return {
    kind: 'rate-limited',
    message,
    dueAt,
    changes: {
      // Never after the next attempt: a host may name any moment.
      held_back_until: until < dueAt ? until : dueAt,
      held_back_reason: message,
    },
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

/** The longest that a repository is ever left in peace, with something to spare. */
export function longestPause(frequencyMs: number): number {
  return 2 * Math.max(frequencyMs, ARCHIVED_INTERVAL_MS, MAX_RETRY_AFTER_MS);
}

/** When a repository is due again after a success: after the usual time, give or take a little. */
export function nextRegularSync(options: {
  frequencyMs: number;
  archived: boolean;
  now: Date;
  random: number;
}): Date {
  const { frequencyMs, archived, now, random } = options;
  const usual = archived
    ? Math.max(frequencyMs, ARCHIVED_INTERVAL_MS)
    : frequencyMs;
  const spread = 0.95 + 0.1 * random;
  return new Date(now.getTime() + Math.round(usual * spread));
}
