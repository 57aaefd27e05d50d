import { createMockDirectory } from '@backstage/backend-test-utils';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { FakeGithub } from '../FakeGithub';
import type { FakeGithubOptions } from '../types';

/** Tests start servers and git processes, and the machine may be busy. */
jest.setTimeout(60_000);

export const TOKEN = 'ghp_secret';

/** What came back. */
export interface Reply {
  status: number;
  headers: Headers;
  // Tests look at parts of very different bodies.
  body: ReturnType<typeof JSON.parse>;
}

/** A host that accepts {@link TOKEN} and whatever a test puts there. Call it in a `describe`. */
export function setUpHost(options: FakeGithubOptions = {}) {
  const directory = createMockDirectory();
  let host: FakeGithub;
  let repositories = 0;

  beforeEach(async () => {
    host = await FakeGithub.start(options);
    host.addToken({
      token: TOKEN,
      kind: 'classic',
      scopes: ['repo'],
      login: 'me',
    });
  });
  afterEach(async () => {
    await host.stop();
    directory.clear();
  });

  async function createRepository(branch?: string): Promise<TestRepository> {
    return TestRepository.create({
      dir: directory.resolve(`repository-${++repositories}`),
      branch,
    });
  }

  async function get(
    path: string,
    headers: Record<string, string> = {},
    token: string | null = TOKEN,
  ): Promise<Reply> {
    return ask(`${host.apiBaseUrl}${path}`, { headers }, token);
  }

  return {
    github: () => host,
    directory,
    createRepository,
    /** Hosts a new repository as `acme/site` unless told otherwise. */
    async addRepository(
      where: { owner?: string; name?: string; private?: boolean } = {},
    ) {
      const repository = await createRepository();
      const hosted = host.addRepository({
        owner: 'acme',
        name: 'site',
        ...where,
        repository,
      });
      return { repository, ...hosted };
    },
    get,
    post: (path: string, body: unknown, token: string | null = TOKEN) =>
      ask(
        `${host.apiBaseUrl}${path}`,
        { method: 'POST', body: JSON.stringify(body) },
        token,
      ),
    query: (
      query: string,
      variables: Record<string, unknown> = {},
      token: string | null = TOKEN,
    ) =>
      ask(
        host.graphqlUrl,
        { method: 'POST', body: JSON.stringify({ query, variables }) },
        token,
      ),
  };
}

async function ask(
  url: string,
  init: RequestInit,
  token: string | null,
): Promise<Reply> {
  const response = await fetch(url, {
    redirect: 'manual',
    ...init,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...init.headers,
    },
  });
  const text = await response.text();
  const { status, headers } = response;
  const json = headers.get('content-type')?.startsWith('application/json');
  return { status, headers, body: json && text ? JSON.parse(text) : text };
}
