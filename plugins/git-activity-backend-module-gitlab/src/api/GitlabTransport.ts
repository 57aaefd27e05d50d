import { setTimeout as sleep } from 'node:timers/promises';
import {
  createCheckedFetch,
  FetchFailure,
  readRetryAfter,
  Redactor,
  RequestBudget,
} from 'backstage-plugin-git-activity-node';
import { GitlabInstance } from '../instances';
import {
  explainFailure,
  explainStatus,
  notTheApi,
  serverError,
} from './failures';
import { GitlabError } from './GitlabError';
import { closeBudget, observeLimit } from './limits';

/** How long things take; tests are quicker. */
export interface Timing {
  /** The pause before the first repetition, in milliseconds; it doubles each time. */
  retryDelayMs: number;
  /** How long one answer may take, in milliseconds. */
  timeoutMs: number;
}

export const DEFAULT_TIMING: Timing = { retryDelayMs: 500, timeoutMs: 60_000 };

const MAX_ATTEMPTS = 4;
/** What was too much for the host once more is left to the caller, who may ask for less. */
const MAX_HEAVY_ATTEMPTS = 2;
/** A longer pause is not waited for: the work is postponed. */
const MAX_PATIENCE_MS = 5_000;

/** A question to GitLab's API. */
export interface GitlabQuestion {
  method: 'GET' | 'HEAD';
  /** The path below `/api/v4`, without a slash at its beginning; encoded. */
  endpoint: string;
  query?: URLSearchParams;
  /** Whether the answer is a file, and not JSON. */
  raw?: boolean;
}

/** What GitLab answered, when it did what it was asked for. */
export interface GitlabAnswer {
  status: number;
  headers: Headers;
  /** What the JSON means, or the text of a file. */
  body: unknown;
}

/**
 * Asks one GitLab, with one credential, within its budget: repeats what failed by accident, and tells errors apart. Nothing that it
 * throws holds the credential.
 */
export class GitlabTransport {
  readonly #instance: GitlabInstance;
  readonly #token: string | undefined;
  readonly #redactor: Redactor;
  readonly #budget: RequestBudget;
  readonly #signal: AbortSignal;
  readonly #timing: Timing;
  readonly #fetch: typeof fetch;
  /** How many requests were made so far. */
  requests = 0;

  /** @param options - `redactor` knows the token */
  constructor(options: {
    instance: GitlabInstance;
    token: string | undefined;
    redactor: Redactor;
    budget: RequestBudget;
    signal: AbortSignal;
    timing: Timing;
  }) {
    this.#instance = options.instance;
    this.#token = options.token;
    this.#redactor = options.redactor;
    this.#budget = options.budget;
    this.#signal = options.signal;
    this.#timing = options.timing;
    this.#fetch = createCheckedFetch({
      timeoutMs: options.timing.timeoutMs,
      onRequest: () => {
        this.#budget.assertOpen();
        this.requests++;
      },
      follow: (target, from) => this.#follow(target, from),
    });
  }

  /** @throws GitlabError, or the signal's reason */
  async ask(question: GitlabQuestion): Promise<GitlabAnswer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#askOnce(question);
      } catch (error) {
        this.#signal.throwIfAborted();
        if (!this.#isWorthAnotherTry(error, attempt)) {
          throw error;
        }
        await this.#pause(attempt, error.retryAt);
      }
    }
  }

  #isWorthAnotherTry(error: unknown, attempt: number): error is GitlabError {
    if (!(error instanceof GitlabError) || error.lasting) {
      return false;
    }
    const wait = (error.retryAt?.getTime() ?? 0) - Date.now();
    return (
      wait <= MAX_PATIENCE_MS &&
      attempt < (error.heavy ? MAX_HEAVY_ATTEMPTS : MAX_ATTEMPTS)
    );
  }

  async #pause(attempt: number, retryAt: Date | undefined): Promise<void> {
    const usual = this.#timing.retryDelayMs * 2 ** (attempt - 1);
    const told = (retryAt?.getTime() ?? 0) - Date.now();
    const jitter = 0.5 + Math.random();
    const delay = Math.max(usual * jitter, told);
    try {
      await sleep(delay, undefined, { signal: this.#signal });
    } finally {
      this.#signal.throwIfAborted();
    }
  }

  async #askOnce(question: GitlabQuestion): Promise<GitlabAnswer> {
    const { method, endpoint, query } = question;
    const url = new URL(`${this.#instance.apiBaseUrl}/${endpoint}`);
    url.search = query?.toString() ?? '';
    try {
      const response = await this.#fetch(url, {
        method,
        headers: this.#headers(),
        signal: this.#signal,
      });
      return await this.#take(question, response);
    } catch (error) {
      throw error instanceof FetchFailure
        ? explainFailure(this.#instance, error)
        : error;
    }
  }

  async #take(
    question: GitlabQuestion,
    response: Response,
  ): Promise<GitlabAnswer> {
    const { status, headers } = response;
    const body = await response.text();
    const instance = this.#instance;
    observeLimit(headers, this.#budget);
    if (status === 429) {
      closeBudget(headers, this.#budget);
    }
    if (status >= 500) {
      const retryAt = readRetryAfter(headers.get('Retry-After'));
      throw serverError({ instance, status, retryAt });
    }
    if (!response.ok) {
      const token = this.#token;
      const redactor = this.#redactor;
      throw explainStatus({ instance, token, redactor, status, body });
    }
    this.#budget.succeeded();
    return { status, headers, body: this.#read(question, headers, body) };
  }

  /** Within the API of the same host, by the path alone: GitLab may write http: where a proxy in front of it speaks https:. */
  #follow(target: URL, from: URL): URL | undefined {
    const next = new URL(`${from.origin}${target.pathname}${target.search}`);
    const isApi = next.href.startsWith(`${this.#instance.apiBaseUrl}/`);
    return target.host === from.host && isApi ? next : undefined;
  }

  #headers(): Record<string, string> {
    return {
      Accept: 'application/json, text/plain',
      'User-Agent': 'backstage-plugin-git-activity',
      // A header of this name, unlike PRIVATE-TOKEN, never goes with a redirect to another host.
      ...(this.#token ? { Authorization: `Bearer ${this.#token}` } : {}),
    };
  }

  #read(question: GitlabQuestion, headers: Headers, body: string): unknown {
    const contentType = headers.get('Content-Type') ?? '';
    if (question.raw || question.method === 'HEAD') {
      return body;
    }
    if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(contentType)) {
      const type = /^[\w.+/-]{1,100}/.exec(contentType)?.[0];
      throw notTheApi(this.#instance, type ?? 'something without a type');
    }
    try {
      return JSON.parse(body);
    } catch {
      throw notTheApi(this.#instance, 'JSON that is cut off or broken');
    }
  }
}
