import { setUpHost } from './__testUtils__/setUpHost';

const RATE = '{ rateLimit { limit remaining used resetAt } }';

describe('limits', () => {
  const start = Date.parse('2030-01-01T00:00:00Z');
  let now = start;
  const { github, addRepository, get, query } = setUpHost({
    now: () => new Date(now),
  });
  beforeEach(() => {
    now = start;
  });

  it('refuses REST once the hour is used up, until it is over', async () => {
    await addRepository();
    const resetAt = new Date(start + 600_000);
    github().setLimit({ resource: 'core', limit: 100, remaining: 1, resetAt });

    expect((await get('/repos/acme/site')).status).toBe(200);
    const { status, headers, body } = await get('/repos/acme/site');

    expect(status).toBe(403);
    expect(body).toEqual({
      message: expect.stringMatching(
        /^API rate limit exceeded for user ID \d+\.$/,
      ),
      documentation_url: expect.stringContaining('rate-limits'),
      status: '403',
    });
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-used': '100',
      'x-ratelimit-reset': String(resetAt.getTime() / 1000),
      'x-ratelimit-resource': 'core',
    });
    expect((await query(RATE)).body.errors).toBeUndefined();
    expect((await get('/rate_limit')).status).toBe(200);
    now = resetAt.getTime();
    const fresh = await get('/repos/acme/site');
    expect(fresh.headers.get('x-ratelimit-remaining')).toBe('99');
    expect(github().points()).toEqual({ core: 2, graphql: 1 });
  });

  it('says with status 200 that the points are used up', async () => {
    github().setLimit({ resource: 'graphql', remaining: 1 });

    await expect(query(RATE)).resolves.toMatchObject({
      body: {
        data: {
          rateLimit: {
            limit: 5000,
            remaining: 0,
            used: 5000,
            resetAt: '2030-01-01T01:00:00Z',
          },
        },
      },
    });
    const { status, headers, body } = await query(RATE);

    expect(status).toBe(200);
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    expect(headers.get('x-ratelimit-resource')).toBe('graphql');
    expect(body).toEqual({
      errors: [
        {
          type: 'RATE_LIMIT',
          code: 'graphql_rate_limit',
          message: expect.stringMatching(
            /^API rate limit already exceeded for user ID \d+\.$/,
          ),
        },
      ],
    });
    expect(github().points()).toEqual({ core: 0, graphql: 1 });
  });

  it('counts for each credential on its own', async () => {
    await addRepository();
    github().addToken({ token: 'other', kind: 'classic', login: 'other' });
    github().setLimit({ credential: 'me', resource: 'core', remaining: 0 });

    expect((await get('/repos/acme/site')).status).toBe(403);
    expect((await get('/repos/acme/site', {}, 'other')).status).toBe(200);
    const { headers } = await get('/repos/acme/site', {}, null);
    expect(headers.get('x-ratelimit-limit')).toBe('60');
    expect(github().points('other')).toEqual({ core: 1, graphql: 0 });
  });
});

describe('limits of GitHub Enterprise', () => {
  const { github, addRepository, get, query } = setUpHost({ enterprise: true });

  it('has none until one is set', async () => {
    await addRepository();

    const { headers } = await get('/repos/acme/site');
    expect(github().apiBaseUrl).toBe(`${github().url}/api/v3`);
    expect(headers.has('x-ratelimit-limit')).toBe(false);
    expect(headers.get('x-github-enterprise-version')).toMatch(/^3\.\d+\.\d+$/);
    expect((await query(RATE)).body.data.rateLimit).toBeNull();
    await expect(get('/rate_limit')).resolves.toMatchObject({
      status: 404,
      body: { message: 'Rate limiting is not enabled.' },
    });

    github().setLimit({ resource: 'graphql', limit: 10, remaining: 0 });
    await expect(query(RATE)).resolves.toMatchObject({
      status: 200,
      body: { errors: [{ type: 'RATE_LIMITED' }] },
    });
  });
});
