import {
  CommitSourceError,
  CommitSourceErrorKind,
} from 'backstage-plugin-git-activity-node';

/** What a GitLab answered instead of what it was asked for. */
export class GitlabError extends CommitSourceError {
  /** The HTTP status; absent if there was no whole answer. */
  readonly status?: number;
  /** Whether the host seems to have had too much to do with the question: a smaller one may be answered. */
  readonly heavy: boolean;
  /** Whether the same question gets the same answer a moment later. */
  readonly lasting: boolean;

  constructor(
    kind: CommitSourceErrorKind,
    message: string,
    options: {
      status?: number;
      heavy?: boolean;
      lasting?: boolean;
      retryAt?: Date;
    } = {},
  ) {
    super(kind, message, { retryAt: options.retryAt });
    this.status = options.status;
    this.heavy = options.heavy ?? false;
    this.lasting = options.lasting ?? kind !== 'try-later';
  }
}

/** Whether GitLab said that there is no such thing. */
export function isNotFound(error: unknown): error is GitlabError {
  return error instanceof GitlabError && error.status === 404;
}
