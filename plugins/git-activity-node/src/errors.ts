import { CustomErrorBase, toError } from '@backstage/errors';

/**
 * What kind of trouble a source had:
 *
 * - `try-later`: the host is in trouble or out of reach; nothing is wrong with the repository
 * - `rate-limited`: the host, or the share of its limit that is left to other uses, says to wait until `retryAt`; work is
 *   postponed, nothing has failed
 * - `gone`: there is no such repository
 * - `forbidden`: it may exist, but this portal may not read it: a token is missing, expired or lacks a scope
 * - `broken`: it is there and cannot be read
 * - `refused`: the portal's configuration says not to serve it
 * - `stuck`: git, a disk or a host gave no sign of life for too long and was left alone; it is tried again after longer and longer
 *   pauses
 * - `incomplete`: an answer succeeded, but holds less than it must; nothing is removed, and it is read again
 * - `head-unknown`: a commit that was synced to is no longer there; the history has to be read anew
 *
 * @public
 */
export type CommitSourceErrorKind =
  | 'try-later'
  | 'rate-limited'
  | 'gone'
  | 'forbidden'
  | 'broken'
  | 'refused'
  | 'stuck'
  | 'incomplete'
  | 'head-unknown';

/**
 * Trouble of a source with one repository. The message is shown to users: it says what to mend, and never holds a
 * credential.
 *
 * @public
 */
export class CommitSourceError extends CustomErrorBase {
  /** Tells this class from others across copies of this package. */
  name = 'CommitSourceError' as const;
  /** What kind of trouble it is. */
  readonly kind: CommitSourceErrorKind;
  /** For `try-later` and `rate-limited`: not before this moment, if the host said so. */
  readonly retryAt?: Date;
  /** What lies behind it, for whoever looks into it; its words are not shown to users. */
  readonly cause?: Error;

  constructor(
    kind: CommitSourceErrorKind,
    message: string,
    options: { cause?: unknown; retryAt?: Date } = {},
  ) {
    // The base class would add the words of the cause to those for users.
    super(message);
    this.cause =
      options.cause === undefined ? undefined : toError(options.cause);
    this.kind = kind;
    this.retryAt = options.retryAt;
  }
}
