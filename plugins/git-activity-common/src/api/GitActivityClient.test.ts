import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { GitActivityClient } from './GitActivityClient';
import { Calendar } from './types';

const CALENDAR: Calendar = {
  from: '2026-03-01',
  to: '2026-03-31',
  dayBasis: 'author',
  days: [{ date: '2026-03-05', commits: 3 }],
  totals: { commits: 3, activeDays: 1, people: 1, repositories: 1 },
  excluded: { merges: 0, bots: 0, invalidDates: 0 },
  coverage: {
    completeFrom: '2026-03-01',
    completeUntil: '2026-03-31',
    syncedAt: '2026-11-20T08:00:00.000Z',
    repositories: { total: 1, current: 1, pending: 0, failed: 0 },
    problems: [],
  },
  unrecognised: [],
  revision: 'one',
};

describe('GitActivityClient', () => {
  let server: Server;
  let requests: IncomingMessage[];
  /** What the backend answers next; nothing keeps the client waiting. */
  let answer: { status: number; body: string; type?: string } | undefined;
  let client: GitActivityClient;
  const discoveryApi = {
    getBaseUrl: async (pluginId: string) =>
      `http://localhost:${
        (server.address() as AddressInfo).port
      }/api/${pluginId}`,
  };

  beforeEach(async () => {
    requests = [];
    server = createServer((req, res) => {
      requests.push(req);
      if (!answer) return;
      const { status, body, type = 'application/json' } = answer;
      res.writeHead(status, body ? { 'content-type': type } : {}).end(body);
    });
    await new Promise<void>(resolve => server.listen(0, resolve));
    client = new GitActivityClient({ discoveryApi });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  const respond = (status: number, body?: unknown) => {
    answer = { status, body: body === undefined ? '' : JSON.stringify(body) };
  };

  it('asks for a calendar with every filter, repeated where there are several', async () => {
    respond(200, CALENDAR);
    const calendar = await client.getCalendar({
      entityRef: ['component:default/a b', 'group:default/team'],
      repository: ['1', '2'],
      person: ['user:default/å&b'],
      from: '2026-03-01',
      to: '2026-03-31',
      merges: 'include',
      bots: 'exclude',
    });
    expect(calendar).toEqual(CALENDAR);
    const [{ method, url = '' }] = requests;
    expect(method).toBe('GET');
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    expect(pathname).toBe('/api/git-activity/calendar');
    expect([...searchParams]).toEqual([
      ['entityRef', 'component:default/a b'],
      ['entityRef', 'group:default/team'],
      ['repository', '1'],
      ['repository', '2'],
      ['person', 'user:default/å&b'],
      ['from', '2026-03-01'],
      ['to', '2026-03-31'],
      ['merges', 'include'],
      ['bots', 'exclude'],
    ]);
  });

  it('sends no filter that is not given', async () => {
    respond(200, CALENDAR);
    await client.getCalendar({ entityRef: [], person: undefined });
    expect(requests[0].url).toBe('/api/git-activity/calendar');
  });

  it('lists people, commits and repositories', async () => {
    respond(200, { items: [{ id: '7', name: 'Alice', bot: false }] });
    expect(await client.getPeople({ from: '2026-03-01' })).toEqual([
      { id: '7', name: 'Alice', bot: false },
    ]);
    respond(200, { items: [], nextCursor: 'abc' });
    expect(await client.getCommits({ limit: 5, cursor: 'x' })).toEqual({
      items: [],
      nextCursor: 'abc',
    });
    respond(200, { items: [] });
    expect(await client.getRepositories({ repository: ['1'] })).toEqual({
      items: [],
    });
    expect(requests.map(({ url }) => url)).toEqual([
      '/api/git-activity/people?from=2026-03-01',
      '/api/git-activity/commits?limit=5&cursor=x',
      '/api/git-activity/repositories?repository=1',
    ]);
  });

  it('asks for a sync', async () => {
    respond(202);
    await expect(client.syncRepository('12')).resolves.toBeUndefined();
    expect(requests[0]).toMatchObject({
      method: 'POST',
      url: '/api/git-activity/repositories/12/sync',
    });
  });

  it('calls with the token that it is given', async () => {
    respond(200, CALENDAR);
    await client.getCalendar({}, { token: 'secret' });
    await client.getCalendar({});
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer secret',
      undefined,
    ]);
  });

  it('calls through the fetchApi of the portal', async () => {
    respond(200, CALENDAR);
    const fetchApi = {
      fetch: jest.fn<ReturnType<typeof fetch>, Parameters<typeof fetch>>(
        (input, init) => fetch(input, init),
      ),
    };
    await new GitActivityClient({ discoveryApi, fetchApi }).getCalendar({});
    expect(fetchApi.fetch).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a calendar', () => client.getCalendar({})],
    ['people', () => client.getPeople({})],
    ['commits', () => client.getCommits({})],
    ['repositories', () => client.getRepositories({})],
    ['a sync', () => client.syncRepository('12')],
  ])(
    'rejects with what the backend says when it refuses %s',
    async (_, call) => {
      respond(404, {
        error: { name: 'NotFoundError', message: 'There is no entity' },
        response: { statusCode: 404 },
      });
      await expect(call()).rejects.toMatchObject({
        name: 'ResponseError',
        statusCode: 404,
        cause: { name: 'NotFoundError', message: 'There is no entity' },
      });
    },
  );

  it('rejects with the status when what answers is not the backend', async () => {
    answer = { status: 502, body: '<h1>Bad gateway</h1>', type: 'text/html' };
    await expect(client.getCalendar({})).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 502,
    });
  });

  it('rejects when the answer is empty or no JSON', async () => {
    respond(200);
    await expect(client.getCalendar({})).rejects.toThrow('empty answer');
    answer = { status: 200, body: '<html>', type: 'text/html' };
    await expect(client.getCalendar({})).rejects.toThrow('JSON');
  });

  it('rejects as fetch does when nothing answers', async () => {
    const nowhere = new GitActivityClient({
      discoveryApi: { getBaseUrl: async () => 'http://localhost:1/api' },
    });
    await expect(nowhere.getCalendar({})).rejects.toThrow('fetch failed');
  });

  it('gives up when it is told to', async () => {
    answer = undefined;
    const controller = new AbortController();
    const calendar = client.getCalendar({}, { signal: controller.signal });
    controller.abort(new Error('the page was left'));
    await expect(calendar).rejects.toThrow('the page was left');
  });
});
