import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { readGitRequest } from 'backstage-plugin-git-activity-source-test-kit';
import { Api } from './api';
import { ANONYMOUS, isRefusal } from './credentials';
import { deedOf, faultAnswer, Faults } from './faults';
import { send } from './server';
import type { GithubState } from './state';
import type { FakeGithubRequest, FakeGithubStrayRequest } from './types';
import { answerGit } from './webGit';

/** Where requests arrive: records them and leads them to REST, GraphQL or git. */
export class Front {
  readonly #state: GithubState;
  readonly #faults: Faults;
  readonly #requests: FakeGithubRequest[];
  readonly #api: Api;
  readonly #apiBase: URL;

  constructor(options: {
    state: GithubState;
    faults: Faults;
    requests: FakeGithubRequest[];
  }) {
    this.#state = options.state;
    this.#faults = options.faults;
    this.#requests = options.requests;
    this.#api = new Api(options);
    this.#apiBase = new URL(options.state.apiUrl);
  }

  async handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      await this.#answer(request, response);
    } catch (error) {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      // Trouble of the fake's own: a test must not take it for GitHub's.
      send(response, {
        status: 501,
        body: { message: `FakeGithub failed: ${error}` },
      });
    }
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { host = '' } = request.headers;
    const url = new URL(request.url ?? '/', `http://${host}`);
    const base = this.#apiBase.pathname.replace(/\/$/, '');
    const record: FakeGithubRequest = {
      kind: this.#kindOf(url, base),
      method: request.method ?? 'GET',
      path: url.pathname + url.search,
      credential: 'anonymous',
      status: 0,
      cost: 0,
    };
    this.#requests.push(record);
    if (record.kind === 'git') {
      await this.#answerGit(request, response, record);
      return;
    }
    const { answer, fault } = await this.#api.answer({
      record,
      path: url.pathname.slice(base.length),
      query: url.searchParams,
      body: await buffer(request),
      headers: request.headers,
    });
    record.status = answer.status;
    send(response, answer, deedOf(fault));
  }

  #kindOf(url: URL, base: string): FakeGithubRequest['kind'] {
    if (`${url.origin}${url.pathname}` === this.#state.graphqlUrl) {
      return 'graphql';
    }
    return url.host === this.#apiBase.host && url.pathname.startsWith(base)
      ? 'rest'
      : 'git';
  }

  async #answerGit(
    request: IncomingMessage,
    response: ServerResponse,
    record: FakeGithubRequest,
  ): Promise<void> {
    const { authorization } = request.headers;
    const known = this.#state.credentials.authenticate(authorization);
    record.credential = isRefusal(known) ? 'unknown' : known.name;
    const asked = readGitRequest(request);
    const fault = this.#faults.take(record, 0);
    const deed = deedOf(fault);
    const replaced =
      fault &&
      faultAnswer({
        fault,
        kind: 'git',
        credential: ANONYMOUS,
        limit: undefined,
        now: this.#state.now(),
        authorization,
        elsewhere: `${this.#state.elsewhereUrl}${record.path}`,
      });
    if (replaced || deed === 'hang' || deed === 'reset') {
      record.status = replaced?.status ?? 0;
      send(response, replaced ?? { status: 0 }, deed);
      return;
    }
    const answer = asked
      ? await answerGit({
          state: this.#state,
          asked,
          known,
          request,
          response,
          truncated: deed === 'truncate',
        })
      : { status: 404, text: { content: 'Not Found', type: 'text/plain' } };
    record.status = answer?.status ?? response.statusCode;
    if (answer) {
      send(response, answer, deed);
    }
  }
}

/** What a request to another host shows of what only this one should see. */
export function describeStray(
  { credentials }: GithubState,
  { url = '', headers }: IncomingMessage,
): FakeGithubStrayRequest {
  const text = JSON.stringify(headers) + url;
  return {
    path: url,
    credential:
      headers.authorization !== undefined ||
      credentials.secrets().some(secret => text.includes(secret)),
  };
}
