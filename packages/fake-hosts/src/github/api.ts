import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Answer, GithubProblem } from './answers';
import { ANONYMOUS, Credential, isRefusal, Refusal } from './credentials';
import {
  deedOf,
  Fault,
  faultAnswer,
  Faults,
  primaryLimit,
  spoil,
} from './faults';
import {
  answerQuery,
  PreparedQuery,
  prepareQuery,
  readGraphqlRequest,
} from './graphql';
import type { GithubGraphqlError } from './graphqlErrors';
import { isoDate } from './dates';
import { answerRest } from './rest';
import { MovedPermanently } from './restRequest';
import type { Resource } from './limits';
import { isShortListFault, shortenLists } from './shortLists';
import type { GithubState } from './state';
import type { FakeGithubRequest } from './types';

/** A request as it came in. */
export interface ApiRequest {
  record: FakeGithubRequest;
  /** Below the API's base; empty for GraphQL. */
  path: string;
  query: URLSearchParams;
  body: Buffer;
  headers: IncomingHttpHeaders;
}

/** What becomes of a request. */
export interface ApiResult {
  answer: Answer;
  fault?: Fault;
}

const ACCEPTABLE =
  /^(\*\/\*|application\/(\*|json|vnd\.github[\w.+-]*))( *;.*)?$/;

/** The two APIs: what is the same for both, and what is not. */
export class Api {
  readonly #state: GithubState;
  readonly #faults: Faults;

  constructor(options: { state: GithubState; faults: Faults }) {
    this.#state = options.state;
    this.#faults = options.faults;
  }

  async answer(request: ApiRequest): Promise<ApiResult> {
    const { record, headers } = request;
    const resource: Resource = record.kind === 'graphql' ? 'graphql' : 'core';
    const known = this.#state.credentials.authenticate(headers.authorization);
    const credential = isRefusal(known) ? ANONYMOUS : known;
    record.credential = isRefusal(known) ? 'unknown' : known.name;
    try {
      const prepared =
        record.kind === 'graphql' ? this.#prepare(request) : undefined;
      const fault = this.#faults.take(record, pageSizeOf(request, prepared));
      const replaced =
        fault &&
        faultAnswer({
          fault,
          kind: record.kind,
          credential,
          limit: this.#state.limits.state(credential, resource),
          now: this.#state.now(),
          authorization: headers.authorization,
          elsewhere: `${this.#state.elsewhereUrl}${record.path}`,
        });
      const lost = deedOf(fault) === 'hang' || deedOf(fault) === 'reset';
      const truth =
        replaced ||
        (lost ? { status: 0 } : await this.#truth(request, known, prepared));
      const answer = { ...truth, body: spoilBody(truth.body, fault) };
      return { fault, answer: this.#finish(answer, credential, resource) };
    } catch (error) {
      return {
        answer: this.#finish(
          this.#problemAnswer(error, request),
          credential,
          resource,
        ),
      };
    }
  }

  #prepare({ record, body }: ApiRequest) {
    if (record.method !== 'POST') {
      throw new GithubProblem(404, 'Not Found');
    }
    const asked = readGraphqlRequest(readJson(body));
    const prepared = prepareQuery(asked);
    record.query = asked.query;
    record.variables = asked.variables;
    record.operationName =
      asked.operationName ??
      ('operation' in prepared ? prepared.operation.name?.value : undefined);
    return prepared;
  }

  async #truth(
    request: ApiRequest,
    known: Credential | Refusal,
    prepared: PreparedQuery | { errors: GithubGraphqlError[] } | undefined,
  ): Promise<Answer> {
    this.#checkManners(request);
    if (isRefusal(known)) {
      throw new GithubProblem(known.status, known.message);
    }
    return prepared
      ? this.#graphql(request, known, prepared)
      : this.#rest(request, known);
  }

  #checkManners({ headers }: ApiRequest): void {
    if (!headers['user-agent']) {
      throw new GithubProblem(
        403,
        'Request forbidden by administrative rules. Please make sure your request has a User-Agent header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). Check https://developer.github.com for other possible causes.',
      );
    }
    const accept = String(headers.accept ?? '*/*').split(',');
    if (!accept.some(one => ACCEPTABLE.test(one.trim()))) {
      throw new GithubProblem(
        415,
        `Unsupported 'Accept' header: '${headers.accept}'. Must accept 'application/json'.`,
      );
    }
  }

  async #graphql(
    { record }: ApiRequest,
    credential: Credential,
    prepared: PreparedQuery | { errors: GithubGraphqlError[] },
  ): Promise<Answer> {
    if (credential.kind === 'anonymous' || credential.kind === 'app') {
      throw new GithubProblem(
        401,
        'This endpoint requires you to be authenticated.',
      );
    }
    const { limits, enterprise } = this.#state;
    const cost = 'errors' in prepared ? 1 : prepared.weight.charge;
    if (!limits.take(credential, 'graphql', cost)) {
      return primaryLimit({
        credential,
        resource: 'graphql',
        limit: limits.state(credential, 'graphql')!,
        type: enterprise ? 'RATE_LIMITED' : 'RATE_LIMIT',
      });
    }
    record.cost = cost;
    return {
      status: 200,
      body:
        'errors' in prepared
          ? prepared
          : await answerQuery(this.#state, credential, prepared),
    };
  }

  async #rest(request: ApiRequest, credential: Credential): Promise<Answer> {
    const { record, path, query, body, headers } = request;
    const { limits } = this.#state;
    const limit = limits.state(credential, 'core');
    const free = path === '/rate_limit';
    if (!free && limit && limit.remaining <= 0) {
      return primaryLimit({
        credential,
        resource: 'core',
        limit,
        type: 'RATE_LIMIT',
      });
    }
    let answer: Answer;
    try {
      answer = await answerRest({
        state: this.#state,
        credential,
        method: record.method,
        path,
        query,
        body: readJson(body),
      });
    } catch (error) {
      answer = this.#problemAnswer(error, request);
    }
    if (answer.status === 200) {
      const etag = etagOf(headers.authorization, answer.body);
      answer.headers = { ...answer.headers, etag };
      if (headers['if-none-match'] === etag) {
        return { status: 304, headers: answer.headers };
      }
    }
    if (!free && limits.take(credential, 'core', 1)) {
      record.cost = 1;
    }
    return answer;
  }

  #problemAnswer(error: unknown, request: ApiRequest): Answer {
    if (error instanceof GithubProblem) {
      return error.toAnswer();
    }
    if (error instanceof MovedPermanently) {
      const rest = /^\/repos\/[^/]+\/[^/]+(.*)$/.exec(request.path)?.[1] ?? '';
      const search = String(request.query);
      const url = `${this.#state.apiUrl}/repositories/${
        error.repositoryId
      }${rest}${search ? `?${search}` : ''}`;
      return {
        status: request.record.method === 'GET' ? 301 : 307,
        headers: { location: url },
        body: {
          message: 'Moved Permanently',
          url,
          documentation_url:
            'https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects',
        },
      };
    }
    throw error;
  }

  /** What every answer carries; a fault's own headers win. */
  #finish(answer: Answer, credential: Credential, resource: Resource): Answer {
    const { enterprise, limits } = this.#state;
    const { kind, scopes, expiresAt } = credential;
    const headers: Record<string, string> = {
      ...limits.headers(credential, resource),
      'x-github-media-type': 'github.v3; format=json',
    };
    if (kind === 'classic') {
      headers['x-oauth-scopes'] = (scopes ?? []).join(', ');
    }
    if (expiresAt && kind !== 'installation') {
      headers['github-authentication-token-expiration'] = isoDate(expiresAt)
        .replace('T', ' ')
        .replace('Z', ' UTC');
    }
    if (enterprise) {
      headers['x-github-enterprise-version'] = '3.19.0';
    }
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }
}

/** What some faults make of the truth. */
function spoilBody(body: unknown, fault: Fault | undefined): unknown {
  if (isShortListFault(fault)) {
    return shortenLists(body, fault);
  }
  return fault === 'partial-data' || fault === 'resource-limits'
    ? spoil(body ?? {}, fault)
    : body;
}

/** The same page has another tag for another token. */
function etagOf(authorization: unknown, body: unknown): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([authorization ?? '', body]))
    .digest('hex');
  return `W/"${hash}"`;
}

function pageSizeOf(
  { query }: ApiRequest,
  prepared: PreparedQuery | { errors: GithubGraphqlError[] } | undefined,
): number {
  return prepared && 'weight' in prepared
    ? prepared.weight.largestPage
    : Number(query.get('per_page') ?? 0);
}

function readJson(body: Buffer): unknown {
  try {
    return body.length > 0 ? JSON.parse(body.toString('utf8')) : undefined;
  } catch {
    throw new GithubProblem(400, 'Problems parsing JSON');
  }
}
