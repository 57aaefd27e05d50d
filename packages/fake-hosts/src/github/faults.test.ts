import { setUpHost, TOKEN } from './__testUtils__/setUpHost';
import type { FakeGithubFault } from './types';

const HEADS = `{
  one: repository(owner: "acme", name: "site") { name }
  two: repository(owner: "acme", name: "site") { name }
  rateLimit { remaining }
}`;

describe('faults', () => {
  const { github, addRepository, get, query } = setUpHost();
  beforeEach(() => addRepository());
  const ask = {
    rest: () => get('/repos/acme/site'),
    graphql: () => query(HEADS),
  };

  it.each<[FakeGithubFault, 'rest' | 'graphql', number, object]>([
    ['primary-limit', 'rest', 403, { 'x-ratelimit-remaining': '0' }],
    ['primary-limit', 'graphql', 200, { 'x-ratelimit-remaining': '0' }],
    ['secondary-limit', 'rest', 403, { 'retry-after': '60' }],
    ['secondary-limit', 'graphql', 403, { 'retry-after': '60' }],
    ['retry-after:7', 'rest', 429, { 'retry-after': '7' }],
    ['500', 'rest', 500, {}],
    ['502', 'rest', 502, {}],
    ['502', 'graphql', 502, {}],
    ['504', 'graphql', 504, {}],
    ['html-200', 'rest', 200, { 'content-type': 'text/html; charset=utf-8' }],
  ])('%s for %s, once', async (fault, kind, status, headers) => {
    github().misbehave({ with: fault, times: 1 });

    const answer = await ask[kind]();
    const next = await ask[kind]();

    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
    expect(next.status).toBe(200);
    expect(next.body.errors).toBeUndefined();
    expect(github().requests.map(request => request.status)).toEqual([
      status,
      200,
    ]);
  });

  it('tells of a secondary limit without a time', async () => {
    github().misbehave({ with: 'secondary-limit-silent' });

    const { headers, body } = await ask.rest();

    expect(headers.has('retry-after')).toBe(false);
    expect(body.message).toMatch(/exceeded a secondary rate limit/);
  });

  it.each([
    ['graphql-200-rate-limited', 'RATE_LIMITED'],
    ['graphql-200-rate-limit', 'RATE_LIMIT'],
  ] as const)('%s', async (fault, type) => {
    github().misbehave({ with: fault });

    const { status, headers, body } = await ask.graphql();

    expect(status).toBe(200);
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    expect(body).toMatchObject({ errors: [{ type }] });
    expect((await ask.rest()).status).toBe(200);
  });

  it('gives up on large pages only', async () => {
    github().misbehave({ with: '502-above-page-size:25' });
    const page = (size: number) =>
      query(
        `query($size: Int) { repository(owner: "acme", name: "site") {
          refs(refPrefix: "refs/", first: $size) { nodes { name } }
        } }`,
        { size },
      );

    expect((await page(26)).status).toBe(502);
    expect((await page(25)).status).toBe(200);
    expect((await get('/rate_limit?')).status).toBe(200);
    expect((await get('/repos/acme/site/commits?per_page=26')).status).toBe(
      502,
    );
    expect((await get('/repos/acme/site/commits?per_page=25')).status).toBe(
      409,
    );
  });

  it('loses a part of an answer', async () => {
    github().misbehave({ with: 'partial-data', times: 1 });
    github().misbehave({ with: 'resource-limits', times: 1 });
    const data = { one: { name: 'site' }, two: null, rateLimit: {} };

    await expect(ask.graphql()).resolves.toMatchObject({
      status: 200,
      body: {
        data,
        errors: [{ path: ['two'], message: /^Something went wrong/ }],
      },
    });
    await expect(ask.graphql()).resolves.toMatchObject({
      body: { data, errors: [{ type: 'RESOURCE_LIMITS_EXCEEDED' }] },
    });
  });

  it('repeats the credential in its answer', async () => {
    github().misbehave({ with: 'echo-credential' });

    const { body } = await ask.rest();

    expect(body.message).toContain(TOKEN);
    expect(JSON.stringify(github().requests)).not.toContain(TOKEN);
  });

  it('breaks connections', async () => {
    github().misbehave({ with: 'reset', times: 1 });
    github().misbehave({ with: 'truncate', times: 1 });

    await expect(ask.rest()).rejects.toThrow('fetch failed');
    await expect(ask.rest()).rejects.toThrow('terminated');
    await expect(ask.rest()).resolves.toMatchObject({ status: 200 });
    expect(github().requests[0].status).toBe(0);
  });

  it('never answers, and can be stopped all the same', async () => {
    github().misbehave({ with: 'hang' });
    const failure = ask.rest().catch(error => error);
    while (github().requests.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }

    await github().stop();

    await expect(failure).resolves.toMatchObject({ message: 'fetch failed' });
  });

  it('sends clients to another host, and notes what they bring there', async () => {
    github().misbehave({ with: 'redirect-elsewhere' });

    const { status, headers } = await ask.rest();
    await fetch(headers.get('location')!, {
      headers: { 'x-private': TOKEN },
    });
    await fetch(headers.get('location')!);

    expect(status).toBe(302);
    expect(github().strayRequests).toEqual([
      { path: '/repos/acme/site', credential: true },
      { path: '/repos/acme/site', credential: false },
    ]);
  });

  it('misbehaves for the requests that are meant, until told to behave', async () => {
    github().misbehave({
      when: ({ query: text }) => text?.includes('two:') ?? false,
      with: { status: 418, headers: { 'x-kind': 'teapot' }, body: { a: 1 } },
    });
    github().misbehave({ when: { path: '/repos/acme' }, with: '500' });
    github().misbehave({ when: { kind: 'git' }, with: '500' });

    const teapot = await ask.graphql();
    expect(teapot).toMatchObject({ status: 418, body: { a: 1 } });
    expect(teapot.headers.get('x-kind')).toBe('teapot');
    expect((await query('{ viewer { login } }')).status).toBe(200);
    expect((await ask.rest()).status).toBe(500);
    expect((await get('/user')).status).toBe(200);
    github().behave();
    expect((await ask.rest()).status).toBe(200);
  });
});
