import {
  Answer,
  GithubProblem,
  PRIMARY_LIMIT_URL,
  SECONDARY_LIMIT_URL,
} from './answers';
import type { Credential } from './credentials';
import { secretIn } from './credentials';
import type { GraphqlAnswer } from './graphql';
import { accountId } from './state';
import { LimitState, limitHeaders, Resource } from './limits';
import type {
  FakeGithubAnswer,
  FakeGithubFault,
  FakeGithubMisbehaviour,
  FakeGithubRequest,
} from './types';

const HOUR_IN_MILLISECONDS = 3_600_000;
const USUAL_LIMIT = 5000;
const SECONDARY_WAIT_IN_SECONDS = 60;
const SECONDARY_MESSAGE =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.';
const TIMEOUT_MESSAGE =
  'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. Please include the request ID when reporting this issue.';
const WEB_PAGE =
  '<!DOCTYPE html>\n<html><head><title>Unicorn! · GitHub</title></head><body><p>This page is taking too long to load.</p></body></html>\n';

/** What was ordered. */
export type Fault = FakeGithubFault | FakeGithubAnswer;

/** What a fault does beyond giving another answer. */
export type Deed = 'reset' | 'hang' | 'truncate';

/** Remembers what the test has ordered. */
export class Faults {
  #orders: Array<FakeGithubMisbehaviour & { left: number }> = [];

  add(order: FakeGithubMisbehaviour): void {
    this.#orders.push({ ...order, left: order.times ?? Infinity });
  }

  clear(): void {
    this.#orders = [];
  }

  /** The first fault that is meant for a request; this use of it is counted. */
  take(request: FakeGithubRequest, pageSize: number): Fault | undefined {
    const found = this.#orders.find(
      order =>
        order.left > 0 &&
        isMeant(order, request) &&
        applies(order.with, request, pageSize),
    );
    if (found) {
      found.left -= 1;
    }
    return found?.with;
  }
}

function isMeant(
  { when }: FakeGithubMisbehaviour,
  request: FakeGithubRequest,
): boolean {
  if (typeof when === 'function') {
    return when(request);
  }
  return (
    (when?.kind ?? request.kind) === request.kind &&
    request.path.startsWith(when?.path ?? '')
  );
}

function applies(
  fault: Fault,
  { kind }: FakeGithubRequest,
  pageSize: number,
): boolean {
  if (typeof fault !== 'string') {
    return true;
  }
  const [name, number] = fault.split(':');
  switch (name) {
    case '502-above-page-size':
      return pageSize > Number(number);
    case 'graphql-200-rate-limited':
    case 'graphql-200-rate-limit':
    case 'partial-data':
    case 'resource-limits':
      return kind === 'graphql';
    default:
      return true;
  }
}

/** What a fault answers in place of the truth; undefined if it lets the truth be answered first. */
export function faultAnswer(options: {
  fault: Fault;
  kind: FakeGithubRequest['kind'];
  credential: Credential;
  /** Undefined where none applies. */
  limit: LimitState | undefined;
  now: Date;
  authorization: string | undefined;
  elsewhere: string;
}): Answer | undefined {
  const { fault, kind, credential, authorization, elsewhere } = options;
  if (typeof fault !== 'string') {
    return fault;
  }
  const [name, number] = fault.split(':');
  const resource = kind === 'graphql' ? 'graphql' : 'core';
  switch (name) {
    case 'primary-limit':
      return primaryLimit({
        credential,
        resource,
        limit: emptied(options),
        type: 'RATE_LIMIT',
      });
    case 'graphql-200-rate-limited':
    case 'graphql-200-rate-limit':
      return primaryLimit({
        credential,
        resource,
        limit: emptied(options),
        type: name === 'graphql-200-rate-limit' ? 'RATE_LIMIT' : 'RATE_LIMITED',
      });
    case 'secondary-limit':
      return secondaryLimit(403, SECONDARY_WAIT_IN_SECONDS);
    case 'secondary-limit-silent':
      return secondaryLimit(403);
    case 'retry-after':
      return secondaryLimit(429, Number(number));
    case '500':
      return new GithubProblem(500, 'Server Error').toAnswer();
    case '502':
    case '502-above-page-size':
      return kind === 'graphql'
        ? {
            status: 502,
            body: { data: null, errors: [{ message: TIMEOUT_MESSAGE }] },
          }
        : new GithubProblem(502, 'Server Error').toAnswer();
    case '504':
      return new GithubProblem(
        504,
        "We couldn't respond to your request in time. Sorry about that. Please try resubmitting your request and contact us if the problem persists.",
      ).toAnswer();
    case 'html-200':
      return {
        status: 200,
        text: { content: WEB_PAGE, type: 'text/html; charset=utf-8' },
      };
    case 'echo-credential':
      return new GithubProblem(
        403,
        `The credential ${
          authorization ? secretIn(authorization) : 'none'
        } (${authorization}) is not welcome here`,
      ).toAnswer();
    case 'redirect-elsewhere':
      return { status: 302, headers: { location: elsewhere }, body: {} };
    default:
      return undefined;
  }
}

/** What a fault does to the connection. */
export function deedOf(fault: Fault | undefined): Deed | undefined {
  return fault === 'reset' || fault === 'hang' || fault === 'truncate'
    ? fault
    : undefined;
}

/** The hourly limit is used up: REST refuses, GraphQL says so with status 200. */
export function primaryLimit(options: {
  credential: Credential;
  resource: Resource;
  limit: LimitState;
  type: 'RATE_LIMIT' | 'RATE_LIMITED';
}): Answer {
  const { credential, resource, limit, type } = options;
  const whose = nameInRefusals(credential);
  const headers = limitHeaders(limit, resource);
  if (resource === 'core') {
    return new GithubProblem(403, `API rate limit exceeded for ${whose}`, {
      headers,
      documentationUrl: PRIMARY_LIMIT_URL,
    }).toAnswer();
  }
  const error =
    type === 'RATE_LIMIT'
      ? {
          type,
          code: 'graphql_rate_limit',
          message: `API rate limit already exceeded for ${whose}`,
        }
      : { type, message: `API rate limit exceeded for ${whose}` };
  return { status: 200, headers, body: { errors: [error] } };
}

function nameInRefusals(credential: Credential): string {
  const { kind, installationId, login = '' } = credential;
  switch (kind) {
    case 'anonymous':
      return "127.0.0.1. (But here's the good news: Authenticated requests get a higher rate limit. Check out the documentation for more details.)";
    case 'installation':
      return `installation ID ${installationId}.`;
    default:
      return `user ID ${accountId(login)}.`;
  }
}

function secondaryLimit(status: number, wait?: number): Answer {
  return new GithubProblem(status, SECONDARY_MESSAGE, {
    headers: wait === undefined ? {} : { 'retry-after': String(wait) },
    documentationUrl: SECONDARY_LIMIT_URL,
  }).toAnswer();
}

function emptied(options: {
  limit: LimitState | undefined;
  now: Date;
}): LimitState {
  const { limit, now } = options;
  return {
    limit: limit?.limit ?? USUAL_LIMIT,
    used: limit?.limit ?? USUAL_LIMIT,
    remaining: 0,
    resetAt: limit?.resetAt ?? new Date(now.getTime() + HOUR_IN_MILLISECONDS),
  };
}

/** Takes the last thing out of an answer, as GitHub does when it runs out of time. */
export function spoil(
  answer: GraphqlAnswer,
  fault: 'partial-data' | 'resource-limits',
): GraphqlAnswer {
  const { data, errors = [] } = answer;
  const lost = Object.keys(data ?? {})
    .filter(name => name !== 'rateLimit')
    .pop();
  if (!data || !lost) {
    return answer;
  }
  const value = data[lost];
  const list = Array.isArray(value) ? value.slice(0, -1) : undefined;
  return {
    data: { ...data, [lost]: list ? [...list, null] : null },
    errors: [
      ...errors,
      fault === 'partial-data'
        ? { path: [lost], message: TIMEOUT_MESSAGE }
        : {
            type: 'RESOURCE_LIMITS_EXCEEDED',
            path: [lost],
            message: 'Resource limits for this query exceeded.',
          },
    ],
  };
}
