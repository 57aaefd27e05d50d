import { inspect } from 'node:util';
import {
  collect,
  flatten,
  plainCommits,
  revList,
  setUpGithub,
  shasOf,
  TOKEN,
  withApps,
} from './__testUtils__/setup';

describe.each([false, true])('trouble (Enterprise: %s)', enterprise => {
  const { startHost, host, sourceOf, createSource, head, read, log } =
    setUpGithub();

  async function hostCommits(count = 3) {
    const github = await startHost({ enterprise });
    const { repository, url, id } = await host(github);
    await repository.commit(...plainCommits(count));
    const to = await repository.git('rev-parse', 'main');
    return { github, repository, url, id, to };
  }

  it.each(['500', 'reset', 'truncate'] as const)(
    'that passes is not noticed: %s',
    async fault => {
      const { github, repository, url, to } = await hostCommits(120);
      const source = sourceOf(github);
      github.misbehave({ with: fault, times: 2 });

      await expect(head(source, url)).resolves.toMatchObject({ sha: to });
      github.misbehave({ with: fault, times: 2 });
      const { added } = flatten(await collect(read(source, url, { to })));
      expect(shasOf(added)).toEqual(await revList(repository, 'main'));
    },
  );

  it.each([
    ['500', /answered with 500/],
    ['502', /took too long to answer \(502\)/],
    ['504', /took too long to answer \(504\)/],
    ['reset', /cannot be reached/],
    ['truncate', /cannot be reached/],
    ['html-200', /no answer of its API.*apiBaseUrl/],
  ] as const)('that stays is put off: %s', async (fault, message) => {
    const { github, url, to } = await hostCommits();
    const source = sourceOf(github);
    github.misbehave({ with: fault });

    const expected = {
      name: 'CommitSourceError',
      kind: 'try-later',
      message: expect.stringMatching(message),
    };
    await expect(head(source, url)).resolves.toMatchObject(expected);
    await expect(collect(read(source, url, { to }))).rejects.toMatchObject({
      kind: 'try-later',
    });
    await expect(
      collect(read(source, url, { from: to, to })),
    ).rejects.toMatchObject({ kind: 'try-later' });
    expect(github.requests.length).toBeLessThan(30);
  });

  it('of a host that cannot be reached is put off', async () => {
    const { github, url } = await hostCommits();
    const source = sourceOf(github);
    await github.stop();

    await expect(head(source, url)).resolves.toMatchObject({
      kind: 'try-later',
      message: `${github.host} cannot be reached: it refuses connections.`,
    });
  });

  it.each([
    'stopped',
    '500',
    '502',
    'reset',
    'hang',
    'html-200',
    'truncate',
  ] as const)(
    'of a host is one trouble, whatever is asked of it, and said in words for people: %s',
    async fault => {
      const { github, url, to } = await hostCommits();
      const { url: other } = await host(github, 'other/one');
      const app = github.addApp({
        appId: 1,
        installations: [{ id: 11, owner: 'acme' }],
      });
      const pace = { timeoutMs: fault === 'hang' ? 200 : 5_000 };
      const source = sourceOf(github, { pace });
      const viaApp = createSource([withApps(github, app)], { pace });
      if (fault === 'stopped') {
        await github.stop();
      } else {
        github.misbehave({ with: fault });
      }

      const asked = [
        [
          await head(source, url),
          await head(source, other),
          await collect(read(source, url, { to })).catch(error => error),
        ],
        // Whoever has no token yet is told by another library, which says less.
        fault === 'stopped'
          ? [await head(viaApp, url), await head(viaApp, other)]
          : [],
      ];

      for (const errors of asked.filter(({ length }) => length > 0)) {
        const messages = errors.map(error => `${error}`);
        expect(new Set(messages)).toEqual(
          new Set([expect.stringMatching(/^CommitSourceError: 127\.0\.0\.1/)]),
        );
        expect(messages[0]).not.toMatch(/ECONN|fetch failed|caused by/);
      }
    },
  );

  it('of a host that never answers is put off', async () => {
    const { github, url } = await hostCommits();
    const source = sourceOf(github, { pace: { timeoutMs: 100 } });
    github.misbehave({ with: 'hang' });

    await expect(head(source, url)).resolves.toMatchObject({
      kind: 'try-later',
      message: expect.stringContaining('took too long to answer (504)'),
    });
  });

  it.each(['hang', '500'] as const)(
    'does not keep anybody who no longer waits: %s',
    async fault => {
      const { github, url, to } = await hostCommits();
      const source = sourceOf(github, { pace: { retryAfterMs: 600_000 } });
      const reason = new Error('Enough');
      const stopping = new AbortController();
      github.misbehave({ with: fault });

      const reading = collect(
        read(source, url, { to, signal: stopping.signal }),
      );
      const heads = source.getHeads({
        repositories: [{ url }],
        signal: stopping.signal,
      });
      const asked = (async () => {
        while (github.requests.length < 2) {
          await new Promise(resolve => setTimeout(resolve, 5));
        }
        stopping.abort(reason);
      })();

      await expect(reading).rejects.toBe(reason);
      await expect(heads).rejects.toBe(reason);
      await asked;
    },
  );

  it('is not even begun by somebody who no longer waits', async () => {
    const { github, url, to } = await hostCommits();
    const signal = AbortSignal.abort(new Error('Enough'));

    await expect(
      collect(read(sourceOf(github), url, { to, signal })),
    ).rejects.toThrow('Enough');
    expect(github.requests).toEqual([]);
  });

  it('of a part of an answer never makes a history look complete', async () => {
    const { github, url, to } = await hostCommits();
    github.misbehave({ with: 'partial-data' });

    await expect(
      collect(read(sourceOf(github), url, { to })),
    ).rejects.toMatchObject({ name: 'CommitSourceError' });
  });

  it('does not send a credential to where a redirect points', async () => {
    const { github, url, to } = await hostCommits();
    const source = sourceOf(github);
    github.misbehave({ with: 'redirect-elsewhere' });

    await expect(head(source, url)).resolves.toMatchObject({
      kind: 'broken',
      message: expect.stringMatching(
        /its credentials are not sent.*apiBaseUrl/,
      ),
    });
    await expect(
      collect(read(source, url, { from: to, to })),
    ).rejects.toMatchObject({ kind: 'broken' });
    expect(github.strayRequests).toEqual([]);
  });

  describe('that quotes the credential', () => {
    /** Which secrets can be seen by whoever sees errors and the log. */
    function toldOf(secrets: string[], errors: unknown[]): string[] {
      const told = inspect([errors, log], { depth: 20, showHidden: true });
      return secrets
        .flatMap(secret => [secret, Buffer.from(secret).toString('base64')])
        .filter(form => told.includes(form));
    }

    it('does not tell the token', async () => {
      const { github, url, to } = await hostCommits();
      const source = sourceOf(github);
      github.misbehave({ with: 'echo-credential' });

      const errors = [
        await head(source, url),
        await collect(read(source, url, { to })).catch(error => error),
        await collect(read(source, url, { from: to, to })).catch(
          error => error,
        ),
      ];

      for (const error of errors) {
        expect(error).toMatchObject({ name: 'CommitSourceError' });
      }
      expect(toldOf([TOKEN], errors)).toEqual([]);
    });

    it('does not tell what an App was given', async () => {
      const { github, url } = await hostCommits();
      const app = github.addApp({
        appId: 1,
        installations: [{ id: 11, owner: 'acme' }],
      });
      const source = createSource([withApps(github, app)]);
      const tokens: string[] = [];
      const original = globalThis.fetch;
      const watch = jest
        .spyOn(globalThis, 'fetch')
        .mockImplementation((input, init) => {
          const { authorization = '' } = init?.headers as Record<
            string,
            string
          >;
          tokens.push(authorization.replace(/^\w+ /, ''));
          return original(input, init);
        });
      github.misbehave({
        when: { kind: 'graphql' },
        with: 'echo-credential',
      });

      const error = await head(source, url);

      watch.mockRestore();
      expect(tokens).not.toEqual([]);
      expect(error).toMatchObject({ name: 'CommitSourceError' });
      expect(toldOf([...tokens, app.privateKey], [error])).toEqual([]);
    });

    it('does not tell what an App proves itself with', async () => {
      const { github, url } = await hostCommits();
      const app = github.addApp({
        appId: 1,
        installations: [{ id: 11, owner: 'acme' }],
      });
      const source = createSource([withApps(github, app)]);
      github.misbehave({ when: { kind: 'rest' }, with: 'echo-credential' });

      const answer = await head(source, url);

      expect(answer).toMatchObject({ name: 'CommitSourceError' });
      expect(inspect([answer, log], { depth: 20 })).not.toMatch(/eyJ/);
    });
  });
});
