import { ResponseError } from '@backstage/errors';
import createClient, { Client } from 'openapi-fetch';
import { paths } from './openapi.generated';
import {
  AuthorsQuery,
  Calendar,
  CalendarQuery,
  CommitList,
  CommitsQuery,
  Person,
  RepositoriesQuery,
  RepositoryList,
} from './types';

/** How a single request is made. @public */
export interface GitActivityRequestOptions {
  /** Ends the request; it then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** A Backstage token to call with, where `fetchApi` does not add one by itself. */
  token?: string;
}

/**
 * The HTTP API of the git-activity backend. Every method rejects with a `ResponseError` when the backend answers with an
 * error, and with what `fetch` throws when it does not answer at all.
 *
 * @public
 */
export interface GitActivityApi {
  /** Commits by day in a selection. */
  getCalendar(
    query: CalendarQuery,
    options?: GitActivityRequestOptions,
  ): Promise<Calendar>;
  /** The people who authored or co-authored a counted commit, by name. */
  getAuthors(
    query: AuthorsQuery,
    options?: GitActivityRequestOptions,
  ): Promise<Person[]>;
  /** One page of the counted commits, newest first. */
  getCommits(
    query: CommitsQuery,
    options?: GitActivityRequestOptions,
  ): Promise<CommitList>;
  /** One page of the repositories behind a selection. */
  getRepositories(
    query: RepositoriesQuery,
    options?: GitActivityRequestOptions,
  ): Promise<RepositoryList>;
  /** Makes a repository due now. */
  syncRepository(
    id: string,
    options?: GitActivityRequestOptions,
  ): Promise<void>;
}

/**
 * A typed client of the git-activity backend, for the browser and for other backends.
 *
 * @public
 */
export class GitActivityClient implements GitActivityApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? { fetch };
  }

  async getCalendar(
    query: CalendarQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<Calendar> {
    const client = await this.#client(options);
    return unwrap(
      await client.GET('/calendar', {
        params: { query },
        signal: options.signal,
      }),
    );
  }

  async getAuthors(
    query: AuthorsQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<Person[]> {
    const client = await this.#client(options);
    const { items } = await unwrap(
      await client.GET('/authors', {
        params: { query },
        signal: options.signal,
      }),
    );
    return items;
  }

  async getCommits(
    query: CommitsQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<CommitList> {
    const client = await this.#client(options);
    return unwrap(
      await client.GET('/commits', {
        params: { query },
        signal: options.signal,
      }),
    );
  }

  async getRepositories(
    query: RepositoriesQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<RepositoryList> {
    const client = await this.#client(options);
    return unwrap(
      await client.GET('/repositories', {
        params: { query },
        signal: options.signal,
      }),
    );
  }

  async syncRepository(
    id: string,
    options: GitActivityRequestOptions = {},
  ): Promise<void> {
    const client = await this.#client(options);
    const { response } = await client.POST('/repositories/{id}/sync', {
      params: { path: { id } },
      signal: options.signal,
      parseAs: 'stream',
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
  }

  async #client(options: GitActivityRequestOptions): Promise<Client<paths>> {
    return createClient<paths>({
      baseUrl: await this.#discoveryApi.getBaseUrl('git-activity'),
      // `fetchApi.fetch` is looked up at each call, and never as a method of another object
      fetch: request => this.#fetchApi.fetch(request),
      headers: options.token
        ? { Authorization: `Bearer ${options.token}` }
        : undefined,
    });
  }
}

/** The answer's body, or the error it carried. openapi-fetch has read the body by then, so the error is built from its text. */
async function unwrap<T>(answer: {
  data?: T;
  error?: unknown;
  response: Response;
}): Promise<T> {
  if (answer.data === undefined) {
    const { status, statusText, headers, url } = answer.response;
    const body =
      typeof answer.error === 'string'
        ? answer.error
        : JSON.stringify(answer.error ?? {});
    const rebuilt = new Response(body, { status, statusText, headers });
    Object.defineProperty(rebuilt, 'url', { value: url });
    throw await ResponseError.fromResponse(rebuilt);
  }
  return answer.data;
}
