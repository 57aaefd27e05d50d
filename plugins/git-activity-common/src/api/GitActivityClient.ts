import { ResponseError } from '@backstage/errors';
import createClient, { Client } from 'openapi-fetch';
import { paths } from './openapi.generated';
import {
  Alias,
  AliasChange,
  AliasesQuery,
  AliasList,
  AliasRequest,
  Breakdown,
  BreakdownQuery,
  Calendar,
  CalendarQuery,
  Claim,
  ClaimList,
  ClaimsQuery,
  CommitExplanation,
  CommitExplanationQuery,
  CommitList,
  CommitsQuery,
  Erasure,
  ExportQuery,
  IdentitiesQuery,
  IdentityList,
  IdentitySuggestionList,
  PartBreakdown,
  PartBreakdownQuery,
  PeopleQuery,
  PersonList,
  RepositoriesQuery,
  RepositoryList,
  Rhythm,
  RhythmQuery,
  StoredAboutMe,
} from './types';

/** The status of an answer that the caller has already. */
const UNCHANGED = 304;

/** How a single request is made. @public */
export interface GitActivityRequestOptions {
  /** Ends the request; it then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** A Backstage token to call with, where `fetchApi` does not add one by itself. */
  token?: string;
}

/** How a calendar is asked for. @public */
export interface CalendarRequestOptions extends GitActivityRequestOptions {
  /** An earlier answer to the same query. As long as it holds, it is returned itself, and costs the backend next to nothing. */
  known?: Calendar;
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
    options?: CalendarRequestOptions,
  ): Promise<Calendar>;
  /** What a selection comes to in each of its repositories. */
  getBreakdown(
    query: BreakdownQuery,
    options?: GitActivityRequestOptions,
  ): Promise<Breakdown>;
  /** One page of what a calendar of the same filters comes to in each direct part of a group, a system or a domain. */
  getPartBreakdown(
    query: PartBreakdownQuery,
    options?: GitActivityRequestOptions,
  ): Promise<PartBreakdown>;
  /** What a calendar of the same filters counts, by weekday and hour, and by week. */
  getRhythm(
    query: RhythmQuery,
    options?: GitActivityRequestOptions,
  ): Promise<Rhythm>;
  /** One page of the people who authored or co-authored a counted commit, by name. */
  getPeople(
    query: PeopleQuery,
    options?: GitActivityRequestOptions,
  ): Promise<PersonList>;
  /** One page of the counted commits, newest first. */
  getCommits(
    query: CommitsQuery,
    options?: GitActivityRequestOptions,
  ): Promise<CommitList>;
  /**
   * Why a commit is counted in a selection, or why not.
   *
   * @param sha - all of it, or as much as tells it from others
   */
  explainCommit(
    sha: string,
    query: CommitExplanationQuery,
    options?: GitActivityRequestOptions,
  ): Promise<CommitExplanation>;
  /**
   * All that a calendar of the same filters counts, as CSV or a JSON object a line.
   *
   * @returns the answer, whose body is still to be read; reading it fails if it is cut off
   */
  exportRows(
    query: ExportQuery,
    options?: GitActivityRequestOptions,
  ): Promise<Response>;
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
  /** One page of everyone whom commits name, by how many do. */
  getIdentities(
    query: IdentitiesQuery,
    options?: GitActivityRequestOptions,
  ): Promise<IdentityList>;
  /** Pairs that may be one human, and why. */
  getIdentitySuggestions(
    options?: GitActivityRequestOptions,
  ): Promise<IdentitySuggestionList>;
  /** One page of what was said of who is who, the latest first. */
  getAliases(
    query: AliasesQuery,
    options?: GitActivityRequestOptions,
  ): Promise<AliasList>;
  /** Says who authors are; or, with `preview`, what that would change. */
  addAlias(
    body: AliasRequest,
    options?: GitActivityRequestOptions,
  ): Promise<AliasChange>;
  /** Undoes what was said. */
  undoAlias(id: string, options?: GitActivityRequestOptions): Promise<Alias>;
  /** What is stored about the caller, who must be a User. */
  getStoredAboutMe(options?: GitActivityRequestOptions): Promise<StoredAboutMe>;
  /** Lets nobody else be told of the caller by name, or no longer. */
  setOptOut(isOut: boolean, options?: GitActivityRequestOptions): Promise<void>;
  /** One page of claims: the caller's own, or, for those who decide, everyone's. */
  getClaims(
    query: ClaimsQuery,
    options?: GitActivityRequestOptions,
  ): Promise<ClaimList>;
  /** Says that an address is the caller's. */
  addClaim(
    body: { email: string },
    options?: GitActivityRequestOptions,
  ): Promise<Claim>;
  /** Approves or declines a claim. */
  decideClaim(
    id: string,
    decision: 'approved' | 'declined',
    options?: GitActivityRequestOptions,
  ): Promise<Claim>;
  /** Takes a person's names, addresses and accounts out of the ledger, for good. */
  erasePerson(
    id: string,
    options?: GitActivityRequestOptions,
  ): Promise<Erasure>;
}

/**
 * A typed client of the git-activity backend, for the browser and for other backends.
 *
 * @public
 */
export class GitActivityClient implements GitActivityApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };
  /** What the backend calls each calendar that it sent, as long as somebody has it. */
  readonly #etags = new WeakMap<Calendar, string>();

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    // A browser does not let its own `fetch` be called as a method of another object
    this.#fetchApi = options.fetchApi ?? { fetch: (...args) => fetch(...args) };
  }

  /** {@inheritDoc GitActivityApi.getCalendar} */
  async getCalendar(
    query: CalendarQuery,
    options: CalendarRequestOptions = {},
  ): Promise<Calendar> {
    const client = await this.#client(options);
    const { signal, known } = options;
    const etag = known && this.#etags.get(known);
    const { response, data } = await client.request('get', '/calendar', {
      params: { query, header: etag ? { 'If-None-Match': etag } : undefined },
      signal,
    });
    if (known && response.status === UNCHANGED) {
      return known;
    }
    const calendar = dataOf({ data }, 'days');
    const newEtag = response.headers.get('ETag');
    if (newEtag) {
      this.#etags.set(calendar, newEtag);
    }
    return calendar;
  }

  /** {@inheritDoc GitActivityApi.getBreakdown} */
  async getBreakdown(
    query: BreakdownQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<Breakdown> {
    const client = await this.#client(options);
    const { signal } = options;
    return dataOf(
      await client.request('get', '/breakdown', { params: { query }, signal }),
      'items',
    );
  }

  /** {@inheritDoc GitActivityApi.getPartBreakdown} */
  async getPartBreakdown(
    query: PartBreakdownQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<PartBreakdown> {
    const client = await this.#client(options);
    const params = { query };
    const { signal } = options;
    return dataOf(
      await client.request('get', '/breakdown/parts', { params, signal }),
      'items',
    );
  }

  /** {@inheritDoc GitActivityApi.getRhythm} */
  async getRhythm(
    query: RhythmQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<Rhythm> {
    const client = await this.#client(options);
    const { signal } = options;
    return dataOf(
      await client.request('get', '/rhythm', { params: { query }, signal }),
      'hours',
    );
  }

  /** {@inheritDoc GitActivityApi.getPeople} */
  async getPeople(
    query: PeopleQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<PersonList> {
    const client = await this.#client(options);
    const { signal } = options;
    return dataOf(
      await client.request('get', '/people', { params: { query }, signal }),
      'items',
    );
  }

  /** {@inheritDoc GitActivityApi.getCommits} */
  async getCommits(
    query: CommitsQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<CommitList> {
    const client = await this.#client(options);
    const { signal } = options;
    return dataOf(
      await client.request('get', '/commits', { params: { query }, signal }),
      'items',
    );
  }

  /** {@inheritDoc GitActivityApi.explainCommit} */
  async explainCommit(
    sha: string,
    query: CommitExplanationQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<CommitExplanation> {
    const client = await this.#client(options);
    const { signal } = options;
    return dataOf(
      await client.request('get', '/commits/{sha}/explanation', {
        params: { path: { sha }, query },
        signal,
      }),
      'repositories',
    );
  }

  /** {@inheritDoc GitActivityApi.exportRows} */
  async exportRows(
    query: ExportQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<Response> {
    const client = await this.#client(options);
    const { signal } = options;
    const { response } = await client.request('get', '/export', {
      params: { query },
      parseAs: 'stream',
      signal,
    });
    return response;
  }

  /** {@inheritDoc GitActivityApi.getRepositories} */
  async getRepositories(
    query: RepositoriesQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<RepositoryList> {
    const client = await this.#client(options);
    const { signal } = options;
    return dataOf(
      await client.request('get', '/repositories', {
        params: { query },
        signal,
      }),
      'items',
    );
  }

  /** {@inheritDoc GitActivityApi.syncRepository} */
  async syncRepository(
    id: string,
    options: GitActivityRequestOptions = {},
  ): Promise<void> {
    const client = await this.#client(options);
    const { signal } = options;
    await client.request('post', '/repositories/{id}/sync', {
      params: { path: { id } },
      signal,
    });
  }

  /** {@inheritDoc GitActivityApi.getIdentities} */
  async getIdentities(
    query: IdentitiesQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<IdentityList> {
    const client = await this.#client(options);
    const { signal } = options;
    return dataOf(
      await client.request('get', '/identities', {
        params: { query },
        signal,
      }),
      'items',
    );
  }

  /** {@inheritDoc GitActivityApi.getIdentitySuggestions} */
  async getIdentitySuggestions(
    options: GitActivityRequestOptions = {},
  ): Promise<IdentitySuggestionList> {
    const client = await this.#client(options);
    const { signal } = options;
    return dataOf(
      await client.request('get', '/identities/suggestions', { signal }),
      'items',
    );
  }

  /** {@inheritDoc GitActivityApi.getStoredAboutMe} */
  async getStoredAboutMe(
    options: GitActivityRequestOptions = {},
  ): Promise<StoredAboutMe> {
    const client = await this.#client(options);
    const { signal } = options;
    return dataOf(await client.request('get', '/me', { signal }), 'authors');
  }

  /** {@inheritDoc GitActivityApi.setOptOut} */
  async setOptOut(
    isOut: boolean,
    options: GitActivityRequestOptions = {},
  ): Promise<void> {
    const client = await this.#client(options);
    const { signal } = options;
    await client.request(isOut ? 'put' : 'delete', '/me/opt-out', { signal });
  }

  /** {@inheritDoc GitActivityApi.getAliases} */
  async getAliases(
    query: AliasesQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<AliasList> {
    const client = await this.#client(options);
    const { signal } = options;
    return dataOf(
      await client.request('get', '/aliases', { params: { query }, signal }),
      'items',
    );
  }

  /** {@inheritDoc GitActivityApi.addAlias} */
  async addAlias(
    body: AliasRequest,
    options: GitActivityRequestOptions = {},
  ): Promise<AliasChange> {
    const client = await this.#client(options);
    const { signal } = options;
    return dataOf(
      await client.request('post', '/aliases', { body, signal }),
      'moves',
    );
  }

  /** {@inheritDoc GitActivityApi.undoAlias} */
  async undoAlias(
    id: string,
    options: GitActivityRequestOptions = {},
  ): Promise<Alias> {
    const client = await this.#client(options);
    const { signal } = options;
    return withId(
      await client.request('delete', '/aliases/{id}', {
        params: { path: { id } },
        signal,
      }),
    );
  }

  /** {@inheritDoc GitActivityApi.getClaims} */
  async getClaims(
    query: ClaimsQuery,
    options: GitActivityRequestOptions = {},
  ): Promise<ClaimList> {
    const client = await this.#client(options);
    const { signal } = options;
    return dataOf(
      await client.request('get', '/claims', { params: { query }, signal }),
      'items',
    );
  }

  /** {@inheritDoc GitActivityApi.addClaim} */
  async addClaim(
    body: { email: string },
    options: GitActivityRequestOptions = {},
  ): Promise<Claim> {
    const client = await this.#client(options);
    const { signal } = options;
    return withId(await client.request('post', '/claims', { body, signal }));
  }

  /** {@inheritDoc GitActivityApi.erasePerson} */
  async erasePerson(
    id: string,
    options: GitActivityRequestOptions = {},
  ): Promise<Erasure> {
    const client = await this.#client(options);
    const { signal } = options;
    return withId(
      await client.request('post', '/identities/{id}/erasure', {
        params: { path: { id } },
        signal,
      }),
    );
  }

  /** {@inheritDoc GitActivityApi.decideClaim} */
  async decideClaim(
    id: string,
    decision: 'approved' | 'declined',
    options: GitActivityRequestOptions = {},
  ): Promise<Claim> {
    const client = await this.#client(options);
    const { signal } = options;
    return withId(
      await client.request('post', '/claims/{id}/decision', {
        params: { path: { id } },
        body: { decision },
        signal,
      }),
    );
  }

  async #client(options: GitActivityRequestOptions): Promise<Client<paths>> {
    const client = createClient<paths>({
      baseUrl: await this.#discoveryApi.getBaseUrl('git-activity'),
      fetch: async request =>
        this.#fetchApi.fetch(...(await toArguments(request))),
      headers: options.token
        ? { Authorization: `Bearer ${options.token}` }
        : undefined,
    });
    client.use({
      async onResponse({ response }) {
        if (response.status === UNCHANGED) return;
        if (!response.ok) throw await ResponseError.fromResponse(response);
      },
    });
    return client;
  }
}

/** What a portal's `fetch` is called with. It may read a request more than once, which one that has a body does not let it. */
async function toArguments(
  request: Request,
): Promise<Parameters<typeof fetch>> {
  if (request.method !== 'POST') {
    return [request];
  }
  const { url, method, headers, signal } = request;
  const body = (await request.text()) || undefined;
  return [url, { method, headers, signal, body }];
}

/** What was answered, unless that is nothing that has an id. */
function withId<T extends { id: string }>({ data }: { data?: T }): T {
  if (typeof data?.id !== 'string') {
    throw new Error('What answered was not the git-activity backend');
  }
  return data;
}

/** What was answered, unless that is something else: without the list that it is about, it is not from the backend. */
function dataOf<T extends object>(answer: { data?: T }, list: keyof T): T {
  const { data } = answer;
  if (!data || !Array.isArray(data[list])) {
    throw new Error('What answered was not the git-activity backend');
  }
  return data;
}
