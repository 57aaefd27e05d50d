import { LoggerService } from '@backstage/backend-plugin-api';
import type { Octokit } from '@octokit/rest';
import {
  CommitSourceError,
  Redactor,
  RequestBudget,
} from 'backstage-plugin-git-activity-node';
import { Credential } from '../credentials';
import { fromFailure, fromProblem, isHeavyProblem } from '../errors';
import { abortable } from './abortable';
import { createOctokit, Pace, RequestExtras } from './createOctokit';
import { readLimit, readLimitRefusal, readRateLimit } from './limits';
import {
  GraphqlProblem,
  isRecord,
  readProblems,
  ResponseHeaders,
} from './responses';

const RESOURCES = ['graphql', 'core'] as const;
type Resource = (typeof RESOURCES)[number];

/** Part of every query, so that each answer tells what is left. */
export const RATE_LIMIT = 'rateLimit { cost limit remaining resetAt }';

/** How something is asked. */
export interface Asking extends RequestExtras {
  /** `owner/name`, for errors; absent if more than one repository is asked about. */
  repository?: string;
}

/** An answer of GraphQL, which may lack something. */
export interface GraphqlAnswer<T> {
  data: T;
  problems: GraphqlProblem[];
}

/** Asks one host with one credential, within the limits of that credential. */
export class GithubClient {
  readonly credential: Credential;
  readonly #host: string;
  readonly #redactor: Redactor;
  readonly #octokit: Octokit;
  readonly #budgets: Record<Resource, RequestBudget>;

  constructor(options: {
    host: string;
    apiBaseUrl: string;
    credential: Credential;
    getToken: () => Promise<string>;
    renewToken?: () => void;
    reserve: number;
    /** The key that the reserve comes from in the configuration. */
    reserveKey: string;
    pace: Pace;
    redactor: Redactor;
    logger: LoggerService;
  }) {
    const { host, credential, reserve, reserveKey, redactor, logger } = options;
    this.credential = credential;
    this.#host = host;
    this.#redactor = redactor;
    const budget = (api: string) =>
      new RequestBudget({
        name: `${host} (${api}, ${credential.name})`,
        reserve,
        reserveKey,
        logger,
      });
    this.#budgets = { graphql: budget('GraphQL'), core: budget('REST') };
    this.#octokit = createOctokit({
      ...options,
      throttleId: credential.key,
      onHeaders: (headers, url) => this.#observe(headers, url),
    });
  }

  /**
   * Asks GraphQL.
   *
   * @returns what was answered, even if only in part
   * @throws {@link CommitSourceError} if there is no answer at all
   */
  async graphql<T>(
    query: string,
    variables: Record<string, unknown>,
    asking: Asking,
  ): Promise<GraphqlAnswer<T>> {
    return this.#ask('graphql', asking, async request => {
      try {
        const data = await this.#octokit.graphql<T>(query, {
          ...variables,
          request,
        });
        return this.#readAnswer<T>({ data }, asking);
      } catch (error) {
        if (isAnswer(error) && !readLimitRefusal(error)) {
          return this.#readAnswer<T>(error, asking);
        }
        throw error;
      }
    });
  }

  /**
   * Asks REST, by a route such as `GET /app`.
   *
   * @returns the body of the answer
   */
  async rest(
    route: string,
    parameters: Record<string, unknown>,
    asking: Asking,
  ): Promise<unknown> {
    return this.#ask('core', asking, async request => {
      const response = await this.#octokit.request(route, {
        ...parameters,
        request,
      });
      return response.data;
    });
  }

  /** What a problem that an answer came with means. */
  explain(problem: GraphqlProblem, repository: string): CommitSourceError {
    return fromProblem(problem, { ...this.#context(), repository });
  }

  async #ask<T>(
    resource: Resource,
    asking: Asking,
    send: (request: RequestExtras) => Promise<T>,
  ): Promise<T> {
    const { signal, onRequest } = asking;
    signal.throwIfAborted();
    this.#budgets[resource].assertOpen();
    try {
      const answer = await abortable(send({ signal, onRequest }), signal);
      this.#budgets[resource].succeeded();
      return answer;
    } catch (error) {
      signal.throwIfAborted();
      // Nothing of the original is kept as a cause: it holds the request.
      throw error instanceof CommitSourceError
        ? error
        : this.#findLimit(error, resource) ??
            fromFailure(error, {
              ...this.#context(),
              repository: asking.repository,
            });
    }
  }

  #readAnswer<T>(
    answer: { data?: unknown; errors?: unknown },
    asking: Asking,
  ): GraphqlAnswer<T> {
    const problems = readProblems(answer.errors);
    const limit = readRateLimit(answer.data);
    if (limit) {
      this.#budgets.graphql.observe(limit);
    }
    const whole = problems.find(
      problem => problem.path.length === 0 || isHeavyProblem(problem),
    );
    if (isRecord(answer.data) && !whole) {
      return { data: answer.data as T, problems };
    }
    if (problems.length === 0) {
      throw new CommitSourceError(
        'try-later',
        `${
          this.#host
        } answered with something that is no answer of its API. Look whether apiBaseUrl of ${
          this.#host
        } below integrations.github is right.`,
      );
    }
    throw fromProblem(whole ?? problems[0], {
      ...this.#context(),
      repository: asking.repository,
    });
  }

  /** Tells a refusal by a limit, and keeps to it. */
  #findLimit(
    error: unknown,
    resource: Resource,
  ): CommitSourceError | undefined {
    const refusal = readLimitRefusal(error);
    if (!refusal) {
      return undefined;
    }
    const { secondary, until } = refusal;
    const reason = secondary
      ? 'requests came too fast'
      : 'the limit is used up';
    for (const each of secondary ? RESOURCES : [resource]) {
      if (until) {
        this.#budgets[each].closeUntil(until, reason);
      } else {
        this.#budgets[each].backOff(reason);
      }
    }
    try {
      this.#budgets[resource].assertOpen();
    } catch (closed) {
      return closed instanceof CommitSourceError ? closed : undefined;
    }
    // The time it named is over by now.
    return new CommitSourceError(
      'rate-limited',
      `${this.#host} refused a request because ${reason}.`,
      { retryAt: new Date() },
    );
  }

  #observe(headers: ResponseHeaders, url: string): void {
    const limit = readLimit(headers);
    const named = headers['x-ratelimit-resource'];
    const resource =
      RESOURCES.find(each => each === named) ??
      (url.endsWith('/graphql') ? 'graphql' : 'core');
    if (limit && (named === undefined || named === resource)) {
      this.#budgets[resource].observe(limit);
    }
  }

  #context() {
    return {
      host: this.#host,
      credential: this.credential,
      redactor: this.#redactor,
    };
  }
}

/** What Octokit throws where GraphQL did answer, if only with problems. */
function isAnswer(
  error: unknown,
): error is { data?: unknown; errors: unknown[] } {
  return isRecord(error) && Array.isArray(error.errors);
}
