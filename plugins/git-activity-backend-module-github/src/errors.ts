import {
  CommitSourceError,
  explainUnreachable,
  FetchFailure,
  Redactor,
} from 'backstage-plugin-git-activity-node';
import { GraphqlProblem, isRecord } from './client/responses';
import { Credential } from './credentials';

/** The host gave up on a question because it asks for too much at once: less of it may be answered. */
export class TooHeavyError extends CommitSourceError {
  constructor(message: string) {
    super('try-later', message);
  }
}

/** The host says that there is no such thing. */
export class NotFoundError extends CommitSourceError {
  /** @param words - the host's own */
  constructor(message: string, readonly words: string) {
    super('gone', message);
  }
}

/** Whom was asked, and about what, for an error's message. */
export interface ErrorContext {
  host: string;
  credential: Credential;
  redactor: Redactor;
  /** `owner/name`; absent if more than one repository was asked about. */
  repository?: string;
}

/** What GitHub says where a query ran too long or asked for too much. */
const HEAVY_PROBLEMS: unknown[] = [
  'RESOURCE_LIMITS_EXCEEDED',
  'MAX_NODE_LIMIT_EXCEEDED',
];
const HEAVY_WORDS = /something went wrong while executing|timed?[ -]?out/i;
const GATEWAY_ERRORS: unknown[] = [502, 504];
const FIRST_SERVER_ERROR = 500;

export function isHeavyProblem({ type, message }: GraphqlProblem): boolean {
  return HEAVY_PROBLEMS.includes(type) || HEAVY_WORDS.test(message);
}

/** Turns what GraphQL says about a repository into what its owner or the portal's admin can mend. */
export function fromProblem(
  problem: GraphqlProblem,
  context: ErrorContext,
): CommitSourceError {
  const { host, redactor } = context;
  const words = redactor.quote(problem.message);
  if (isHeavyProblem(problem)) {
    // Its own words name the request, and so are other ones each time.
    return new TooHeavyError(`${host} took too long over a question.`);
  }
  switch (problem.type) {
    case 'NOT_FOUND':
      return notFound(context, words);
    case 'FORBIDDEN':
      return forbidden(words, context);
    case 'INSUFFICIENT_SCOPES':
      return lackingScope(words, context);
    case 'INVALID_CURSOR_ARGUMENTS':
      return new CommitSourceError(
        'head-unknown',
        `${host} no longer knows the place in the history to go on from.`,
      );
    default:
      return new CommitSourceError('try-later', `${host} answered: ${words}`);
  }
}

/** Turns a request that failed as a whole into what can be mended. Limits are not among what it knows. */
export function fromFailure(
  error: unknown,
  context: ErrorContext,
): CommitSourceError {
  const { host, credential, redactor } = context;
  const status = isRecord(error) ? error.status : undefined;
  const trouble = hostTrouble(error, context);
  if (trouble) {
    return trouble;
  }
  const words = redactor.quote(wordsOf(error));
  switch (status) {
    case 401:
      return new CommitSourceError('forbidden', unaccepted(credential, host));
    case 403:
    case 451:
      return forbidden(words, context);
    case 404:
      return notFound(context, words);
    default:
      return new CommitSourceError(
        'try-later',
        `${host} answered with ${status}: ${words}`,
      );
  }
}

/**
 * What it means that a host is in trouble, or out of reach. It is said in the same words whatever was asked for, so that
 * one outage is one trouble.
 *
 * @returns undefined if the host did answer, and is in no trouble
 */
export function hostTrouble(
  error: unknown,
  { host, redactor }: Pick<ErrorContext, 'host' | 'redactor'>,
): CommitSourceError | undefined {
  const { status, response } = isRecord(error) ? error : {};
  const failure = findFailure(error);
  if (failure?.reason === 'redirect') {
    const target = redactor.quote(failure.target?.host ?? 'nowhere');
    return new CommitSourceError(
      'broken',
      `${host} points to ${target}, where its credentials are not sent. Set apiBaseUrl of ${host} below integrations.github to where its API is.`,
    );
  }
  if (failure?.reason === 'too-large') {
    return new TooHeavyError(`${host} sent an answer that is too large.`);
  }
  if (!isRecord(response)) {
    return new CommitSourceError(
      'try-later',
      `${host} cannot be reached: ${
        failure?.message ?? explainUnreachable(error)
      }.`,
    );
  }
  if (GATEWAY_ERRORS.includes(status) || HEAVY_WORDS.test(wordsOf(error))) {
    return new TooHeavyError(`${host} took too long to answer (${status}).`);
  }
  return typeof status === 'number' && status >= FIRST_SERVER_ERROR
    ? new CommitSourceError(
        'try-later',
        `${host} is in trouble: it answered with ${status}.`,
      )
    : undefined;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unaccepted(credential: Credential, host: string): string {
  return credential.kind === 'app'
    ? `${host} no longer accepts ${credential.name}. Look whether it is still installed there.`
    : `${host} does not accept the token that integrations.github has for it: it is wrong, expired or revoked. Put a new one there.`;
}

function forbidden(words: string, context: ErrorContext): CommitSourceError {
  const { host, credential, repository } = context;
  const what = repository ?? 'this repository';
  if (/SAML/i.test(words)) {
    return new CommitSourceError(
      'forbidden',
      `The owner of ${what} demands single sign-on: authorise ${credential.name} for it in the token's settings on ${host}. ${host} says: ${words}`,
    );
  }
  if (/suspended/i.test(words)) {
    return new CommitSourceError('forbidden', suspended(credential.name));
  }
  if (/IP allow list/i.test(words)) {
    return new CommitSourceError(
      'forbidden',
      `The owner of ${what} lets only some IP addresses in: the portal's must be on the list. ${host} says: ${words}`,
    );
  }
  if (/not accessible by/i.test(words)) {
    return lackingScope(words, context);
  }
  return new CommitSourceError(
    'forbidden',
    `${host} does not let ${credential.name} read ${what}: ${words}`,
  );
}

/** @param name - what is suspended, and on whom */
export function suspended(name: string): string {
  return `${name} is suspended. Its owner must unsuspend it in the settings of their installed GitHub Apps.`;
}

function lackingScope(words: string, context: ErrorContext): CommitSourceError {
  const { host, credential } = context;
  const needed =
    credential.kind === 'app'
      ? 'the permissions "Contents: read" and "Metadata: read"'
      : 'the permissions "Contents: read" and "Metadata: read", or the scope "repo" if it is a classic one';
  return new CommitSourceError(
    'forbidden',
    `${credential.name} lacks a permission; it needs ${needed}. ${host} says: ${words}`,
  );
}

function notFound(context: ErrorContext, words: string): NotFoundError {
  const { host, credential, repository } = context;
  const grant =
    credential.kind === 'app'
      ? `is not among the repositories that ${credential.name} was granted`
      : `is private and ${credential.name} was not granted access to it`;
  return new NotFoundError(
    `${host} knows no repository ${
      repository ?? 'of this name'
    }: it was deleted, or renamed so that the old name no longer leads there, or it ${grant}.`,
    words,
  );
}

/** Octokit puts an error of its own around what `fetch` rejects with. */
function findFailure(error: unknown): FetchFailure | undefined {
  const causes = [error, isRecord(error) ? error.cause : undefined];
  return causes.find(cause => cause instanceof FetchFailure);
}
