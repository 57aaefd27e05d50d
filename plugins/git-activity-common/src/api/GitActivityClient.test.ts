import { HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { createOpenApiHttp } from 'openapi-msw';
import { GitActivityClient } from './GitActivityClient';
import { Calendar, GitActivityPaths } from './types';

const BASE_URL = 'http://backend.example.com/api/git-activity';

const CALENDAR: Calendar = {
  from: '2026-03-01',
  to: '2026-03-31',
  peopleNamed: true,
  dayBasis: 'author',
  days: [{ date: '2026-03-05', commits: 3 }],
  totals: { commits: 3, activeDays: 1, people: 1, repositories: 1 },
  scope: { counted: 'entity' as const, folders: 0, paths: [], untold: [] },
  excluded: { merges: 0, bots: 0, invalidDates: 0 },
  coverage: {
    completeFrom: '2026-03-01',
    completeUntil: '2026-03-31',
    syncedAt: '2026-11-20T08:00:00.000Z',
    repositories: { total: 1, current: 1, pending: 0, failed: 0 },
    problems: [],
  },
  unrecognised: [],
  revision: 'r1',
};

const http = createOpenApiHttp<GitActivityPaths>({ baseUrl: BASE_URL });
const server = setupServer();

describe('GitActivityClient', () => {
  let requests: Request[];
  const discoveryApi = {
    getBaseUrl: async (pluginId: string) =>
      `http://backend.example.com/api/${pluginId}`,
  };
  const client = new GitActivityClient({ discoveryApi });

  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));

  beforeEach(() => {
    requests = [];
    server.events.on('request:start', ({ request }) => requests.push(request));
    server.use(
      http.get('/calendar', ({ response }) => response(200).json(CALENDAR)),
    );
  });

  afterEach(() => {
    server.resetHandlers();
    server.events.removeAllListeners();
  });

  afterAll(() => server.close());

  const pathsAsked = () =>
    requests.map(({ url }) => url.replace('http://backend.example.com', ''));

  it('asks for a calendar with every filter, repeated where there are several', async () => {
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
    const [{ method, url }] = requests;
    expect(method).toBe('GET');
    const { pathname, searchParams } = new URL(url);
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
    await client.getCalendar({ entityRef: [], person: undefined });
    expect(pathsAsked()).toEqual(['/api/git-activity/calendar']);
  });

  it('lists people, commits and repositories', async () => {
    const people = {
      items: [{ id: '7', name: 'Alice', bot: false }],
      totals: { people: 1 },
      revision: 'r1',
    };
    const commits = { items: [], nextCursor: 'abc', revision: 'r1' };
    server.use(
      http.get('/people', ({ response }) => response(200).json(people)),
      http.get('/commits', ({ response }) => response(200).json(commits)),
      http.get('/repositories', ({ response }) =>
        response(200).json({ items: [] }),
      ),
    );
    expect(await client.getPeople({ from: '2026-03-01' })).toEqual(people);
    expect(await client.getCommits({ limit: 5, cursor: 'x' })).toEqual(commits);
    expect(await client.getRepositories({ repository: ['1'] })).toEqual({
      items: [],
    });
    expect(pathsAsked()).toEqual([
      '/api/git-activity/people?from=2026-03-01',
      '/api/git-activity/commits?limit=5&cursor=x',
      '/api/git-activity/repositories?repository=1',
    ]);
  });

  it('asks why a commit is counted or not', async () => {
    const explanation = {
      sha: 'c0ffee',
      verdict: 'unknown' as const,
      from: '2026-03-01',
      to: '2026-03-31',
      countsFor: [],
      repositories: [],
      totals: { repositories: 0, behind: 0 },
      unrecognised: [],
      revision: 'r1',
    };
    server.use(
      http.get('/commits/{sha}/explanation', ({ response }) =>
        response(200).json(explanation),
      ),
    );
    expect(
      await client.explainCommit('c0ffee', { from: '2026-03-01' }),
    ).toEqual(explanation);
    expect(pathsAsked()).toEqual([
      '/api/git-activity/commits/c0ffee/explanation?from=2026-03-01',
    ]);
  });

  it('hands over rows as they come', async () => {
    server.use(
      http.untyped.get(
        `${BASE_URL}/export`,
        () => new HttpResponse('day,commits\r\n2026-03-05,3\r\n'),
      ),
    );
    const answer = await client.exportRows({ rows: 'days', format: 'csv' });
    expect(await answer.text()).toBe('day,commits\r\n2026-03-05,3\r\n');
    expect(pathsAsked()).toEqual([
      '/api/git-activity/export?rows=days&format=csv',
    ]);
  });

  it('asks for hours and weeks', async () => {
    const rhythm = {
      from: '2026-03-01',
      to: '2026-03-01',
      hours: Array.from({ length: 7 }, () => new Array<number>(24).fill(0)),
      daysPerPoint: 7,
      weeks: [{ from: '2026-03-01', commits: 0, people: 0, repositories: 0 }],
      unrecognised: [],
      revision: 'r1',
    };
    server.use(
      http.get('/rhythm', ({ response }) => response(200).json(rhythm)),
    );
    expect(
      await client.getRhythm({ from: '2026-03-01', to: '2026-03-01' }),
    ).toEqual(rhythm);
    expect(pathsAsked()).toEqual([
      '/api/git-activity/rhythm?from=2026-03-01&to=2026-03-01',
    ]);
  });

  it('asks for the parts of a whole', async () => {
    const parts = {
      from: '2026-03-01',
      to: '2026-03-01',
      previous: { from: '2026-02-28', to: '2026-02-28' },
      daysPerPoint: 7,
      items: [],
      totals: { parts: 0, active: 0, quiet: 0, incomplete: 0, new: 0 },
      unrecognised: [],
      revision: 'r1',
    };
    server.use(
      http.get('/breakdown/parts', ({ response }) => response(200).json(parts)),
    );
    expect(
      await client.getPartBreakdown({ entityRef: ['group:default/shop'] }),
    ).toEqual(parts);
    expect(pathsAsked()).toEqual([
      '/api/git-activity/breakdown/parts?entityRef=group%3Adefault%2Fshop',
    ]);
  });

  it('asks for a sync', async () => {
    server.use(
      http.post('/repositories/{id}/sync', ({ response }) =>
        response(202).json({
          nextSyncAt: '2026-11-23T12:00:00.000Z',
          message: 'A sync follows now',
        }),
      ),
    );
    await expect(client.syncRepository('12')).resolves.toBeUndefined();
    expect(requests[0].method).toBe('POST');
    expect(pathsAsked()).toEqual(['/api/git-activity/repositories/12/sync']);
  });

  it('says who somebody is, claims and decides, whatever the portal’s fetch makes of a request', async () => {
    const said: unknown[] = [];
    const note = async (request: Request) =>
      said.push([request.method, await request.json()]);
    const alias = {
      id: '7',
      email: 'a@x.org',
      sameAs: 'b@x.org',
      createdBy: 'user:default/admin',
      createdAt: '2026-11-23T12:00:00.000Z',
    };
    const claim = {
      id: '8',
      userEntityRef: 'user:default/a',
      email: 'a@x.org',
      state: 'pending' as const,
      claimedAt: '2026-11-23T12:00:00.000Z',
    };
    server.use(
      http.post('/aliases', async ({ request, response }) => {
        await note(request);
        return response(200).json({ alias, moves: [] });
      }),
      http.delete('/aliases/{id}', ({ response }) => response(200).json(alias)),
      http.post('/claims', async ({ request, response }) => {
        await note(request);
        return response(200).json(claim);
      }),
      http.post('/claims/{id}/decision', async ({ request, response }) => {
        await note(request);
        return response(200).json(claim);
      }),
    );
    // As a middleware of Backstage does that looks where a request goes
    const portal = new GitActivityClient({
      discoveryApi,
      fetchApi: {
        fetch: async (input, init) =>
          new Request(input, init) && fetch(input, init),
      },
    });
    const { email, sameAs } = alias;
    expect(await portal.addAlias({ email, sameAs })).toEqual({
      alias,
      moves: [],
    });
    expect(await portal.undoAlias('7')).toEqual(alias);
    expect(await portal.addClaim({ email })).toEqual(claim);
    expect(await portal.decideClaim('8', 'approved')).toEqual(claim);
    expect(said).toEqual([
      ['POST', { email, sameAs }],
      ['POST', { email }],
      ['POST', { decision: 'approved' }],
    ]);
    expect(pathsAsked()).toEqual([
      '/api/git-activity/aliases',
      '/api/git-activity/aliases/7',
      '/api/git-activity/claims',
      '/api/git-activity/claims/8/decision',
    ]);
  });

  it('lists people, suggestions, aliases and claims', async () => {
    const total = { people: 0, commits: 0 };
    const people = {
      items: [],
      totals: { matched: total, unmatched: total, bot: total },
    };
    server.use(
      http.get('/identities', ({ response }) => response(200).json(people)),
      http.get('/identities/suggestions', ({ response }) =>
        response(200).json({ items: [] }),
      ),
      http.get('/aliases', ({ response }) =>
        response(200).json({ items: [], configured: [] }),
      ),
      http.get('/claims', ({ response }) => response(200).json({ items: [] })),
    );
    expect(await client.getIdentities({ search: 'a b', limit: 3 })).toEqual(
      people,
    );
    expect(await client.getIdentitySuggestions()).toEqual({ items: [] });
    expect(await client.getAliases({ limit: 2 })).toEqual({
      items: [],
      configured: [],
    });
    expect(await client.getClaims({ of: 'everyone' })).toEqual({ items: [] });
    expect(pathsAsked()).toEqual([
      '/api/git-activity/identities?search=a%20b&limit=3',
      '/api/git-activity/identities/suggestions',
      '/api/git-activity/aliases?limit=2',
      '/api/git-activity/claims?of=everyone',
    ]);
  });

  it('calls with the token that it is given', async () => {
    await client.getCalendar({}, { token: 'secret' });
    await client.getCalendar({});
    expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual(
      ['Bearer secret', null],
    );
  });

  it('calls through the fetchApi of the portal', async () => {
    const fetchApi = {
      fetch: jest.fn<ReturnType<typeof fetch>, Parameters<typeof fetch>>(
        (input, init) => fetch(input, init),
      ),
    };
    await new GitActivityClient({ discoveryApi, fetchApi }).getCalendar({});
    expect(fetchApi.fetch).toHaveBeenCalledTimes(1);
  });

  describe('with a calendar that is known', () => {
    let current: Calendar;

    beforeEach(() => {
      current = CALENDAR;
      server.use(
        http.get('/calendar', ({ request, response }) => {
          const etag = `"${current.revision}"`;
          return request.headers.get('If-None-Match') === etag
            ? response(304).empty({ headers: { ETag: etag } })
            : response(200).json(current, { headers: { ETag: etag } });
        }),
      );
    });

    const tagsSent = () =>
      requests.map(({ headers }) => headers.get('If-None-Match'));

    it('returns that one as long as it holds, and another once it does not', async () => {
      const first = await client.getCalendar({});
      expect(await client.getCalendar({}, { known: first })).toBe(first);

      current = { ...CALENDAR, revision: 'r2' };
      const second = await client.getCalendar({}, { known: first });
      expect(second.revision).toBe('r2');
      expect(await client.getCalendar({}, { known: second })).toBe(second);
      expect(tagsSent()).toEqual([null, '"r1"', '"r1"', '"r2"']);
    });

    it('asks for all of it if it is not known from here', async () => {
      const known = { ...CALENDAR };
      expect(await client.getCalendar({}, { known })).not.toBe(known);
      expect(tagsSent()).toEqual([null]);
    });
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
      server.use(
        http.untyped.all(`${BASE_URL}/*`, () =>
          HttpResponse.json(
            {
              error: { name: 'NotFoundError', message: 'There is no entity' },
              response: { statusCode: 404 },
            },
            { status: 404 },
          ),
        ),
      );
      await expect(call()).rejects.toMatchObject({
        name: 'ResponseError',
        statusCode: 404,
        cause: { name: 'NotFoundError', message: 'There is no entity' },
      });
    },
  );

  const answerCalendarWith = (answer: Response) =>
    server.use(http.untyped.get(`${BASE_URL}/calendar`, () => answer));

  const answerWith = (json: string) =>
    server.use(http.untyped.get(`${BASE_URL}/*`, () => new HttpResponse(json)));

  it('rejects with the status when what answers is not the backend', async () => {
    answerCalendarWith(
      HttpResponse.html('<h1>Bad gateway</h1>', { status: 502 }),
    );
    await expect(client.getCalendar({})).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 502,
    });
  });

  it('rejects when the answer is empty or no JSON', async () => {
    answerCalendarWith(
      new HttpResponse(null, { headers: { 'Content-Length': '0' } }),
    );
    await expect(client.getCalendar({})).rejects.toThrow(
      'not the git-activity',
    );
    answerCalendarWith(HttpResponse.html('<html>'));
    await expect(client.getCalendar({})).rejects.toThrow('JSON');
  });

  it.each(['null', '[]', '{}', '"text"', '42', 'true', '{"days": {}}'])(
    'rejects when the answer is some other JSON: %s',
    async json => {
      answerWith(json);
      for (const call of [
        () => client.getCalendar({}),
        () => client.getPeople({}),
        () => client.getCommits({}),
        () => client.getRepositories({}),
      ]) {
        await expect(call()).rejects.toThrow('not the git-activity');
      }
    },
  );

  it('takes nothing over from an answer but its own fields', async () => {
    answerWith('{"__proto__": {"polluted": 1}, "items": []}');
    const people = await client.getPeople({});
    expect(people.items).toEqual([]);
    expect({}).not.toHaveProperty('polluted');
  });

  it('rejects as fetch does when nothing answers', async () => {
    answerCalendarWith(HttpResponse.error());
    await expect(client.getCalendar({})).rejects.toThrow('Failed to fetch');
  });

  it('gives up when it is told to', async () => {
    server.use(http.get('/calendar', () => new Promise<never>(() => {})));
    const controller = new AbortController();
    const calendar = client.getCalendar({}, { signal: controller.signal });
    controller.abort(new Error('the page was left'));
    await expect(calendar).rejects.toThrow('the page was left');
  });
});
