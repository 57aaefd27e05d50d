import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { CheckedFetchOptions, createCheckedFetch } from './createCheckedFetch';

describe('a fetch that is checked', () => {
  const servers: Server[] = [];
  const seen: Array<{ url?: string; authorization?: string }> = [];

  afterEach(async () => {
    seen.splice(0);
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer((request, response) => {
      const { url, headers } = request;
      seen.push({ url, authorization: headers.authorization });
      listener(request, response);
    });
    servers.push(server);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const get = (
    url: string,
    init: RequestInit = {},
    options: Partial<CheckedFetchOptions> = {},
  ) =>
    createCheckedFetch({ timeoutMs: 10_000, ...options })(url, {
      headers: { authorization: 'bearer secret' },
      ...init,
    });

  it('hands over what was answered, decoded', async () => {
    const url = await serve((_, response) => {
      response.writeHead(201, { 'content-encoding': 'gzip', 'x-a': 'b' });
      response.end(gzipSync('text'));
    });

    const answer = await get(`${url}/a?b=c`);

    expect(await answer.text()).toBe('text');
    expect([answer.status, answer.headers.get('x-a')]).toEqual([201, 'b']);
    expect(seen).toEqual([{ url: '/a?b=c', authorization: 'bearer secret' }]);
  });

  it('follows a redirect on the same host, and counts it', async () => {
    const url = await serve(({ url: path }, response) => {
      response.writeHead(path === '/new' ? 200 : 301, { location: '/new' });
      response.end('here');
    });
    let requests = 0;

    const answer = await get(url, {}, { onRequest: () => requests++ });

    expect(await answer.text()).toBe('here');
    expect(requests).toBe(2);
  });

  it('takes no credential to another host, whatever it is told to follow', async () => {
    const elsewhere = await serve((_, response) => response.end());
    const url = await serve((_, response) => {
      response.writeHead(302, { location: `${elsewhere}/x` });
      response.end();
    });

    for (const follow of [undefined, (target: URL) => target]) {
      await expect(get(url, {}, { follow })).rejects.toMatchObject({
        name: 'FetchFailure',
        reason: 'redirect',
        target: new URL(`${elsewhere}/x`),
      });
    }
    expect(seen.map(({ url: path }) => path)).toEqual(['/', '/']);
  });

  it.each([
    ['in a circle', '/', 'GET', 4],
    ['of something that is sent', '/new', 'POST', 1],
    ['to nowhere', 'http://', 'GET', 1],
  ])('follows no redirect %s', async (_, location, method, requests) => {
    const url = await serve((__, response) => {
      response.writeHead(307, { location });
      response.end();
    });

    await expect(get(url, { method })).rejects.toMatchObject({
      reason: 'redirect',
    });
    expect(seen).toHaveLength(requests);
  });

  it('says so when all of an answer does not come in time', async () => {
    const url = await serve((_, response) => {
      response.write('the beginning');
    });

    await expect(get(url, {}, { timeoutMs: 100 })).rejects.toMatchObject({
      reason: 'timeout',
      message: 'it does not answer in time',
    });
  });

  it('reads no more than it is meant to', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('x'.repeat(5000)));
    });

    await expect(get(url, {}, { maxBytes: 4999 })).rejects.toMatchObject({
      reason: 'too-large',
    });
    const whole = await get(url, {}, { maxBytes: 5000 });
    expect(await whole.text()).toHaveLength(5000);
  });

  it('takes no beginning of an answer for all of it', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('the beginning');
      setTimeout(() => response.destroy(), 20);
    });

    await expect(get(url)).rejects.toMatchObject({
      reason: 'unreachable',
      message: 'the connection was broken off',
    });
  });

  it('says in words for people that nobody answers', async () => {
    const url = await serve((_, response) => response.end());
    await new Promise(resolve => servers.splice(0)[0].close(resolve));

    const failure = await get(url).catch(error => error);
    expect(failure).toMatchObject({
      reason: 'unreachable',
      message: 'it refuses connections',
    });
    expect(failure.cause).toBeUndefined();
  });

  it('ends with its signal', async () => {
    const reason = new Error('Enough');
    const stopping = new AbortController();
    const url = await serve(() => stopping.abort(reason));

    await expect(get(url, { signal: stopping.signal })).rejects.toBe(reason);
  });
});
