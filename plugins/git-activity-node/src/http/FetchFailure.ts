/**
 * Why there is no answer:
 *
 * - `unreachable`: no connection, or one that ended within the answer
 * - `timeout`: not all of the answer came in time
 * - `redirect`: it points to where nobody may be sent
 * - `too-large`: it is larger than anything that is meant to be read
 *
 * @public
 */
export type FetchFailureReason =
  | 'unreachable'
  | 'timeout'
  | 'redirect'
  | 'too-large';

/**
 * A request without an answer that can be used. The message is a part of a sentence for users, such as
 * "it refuses connections": the same for every repository of a host, and without addresses, names of errors, or anything that was sent.
 *
 * @public
 */
export class FetchFailure extends Error {
  /** Tells this class from others across copies of this package. */
  name = 'FetchFailure' as const;
  /** What kind of failure it is. */
  readonly reason: FetchFailureReason;
  /** Of a redirect: where it points to. */
  readonly target?: URL;

  constructor(
    reason: FetchFailureReason,
    message: string,
    options: { target?: URL } = {},
  ) {
    super(message);
    this.reason = reason;
    this.target = options.target;
  }
}
