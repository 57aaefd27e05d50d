import {
  CommitBatch,
  CommitSourceError,
} from 'backstage-plugin-git-activity-node';
import { FakeGithub } from 'fake-hosts';
import {
  collect,
  plainCommits,
  setUpGithub,
  shasOf,
  flatten,
  revList,
  withApps,
} from './__testUtils__/setup';

const MINUTE_MS = 60_000;
const TOLERANCE_MS = 20_000;

/** A whole second, as hosts tell times. */
function inMinutes(minutes: number): Date {
  const seconds = Math.round((Date.now() + minutes * MINUTE_MS) / 1000);
  return new Date(seconds * 1000);
}

describe.each([false, true])('limits (Enterprise: %s)', enterprise => {
  const { startHost, host, sourceOf, createSource, head, read, told, signal } =
    setUpGithub();

  async function hostCommits(count = 3) {
    const github = await startHost({ enterprise });
    const { repository, url } = await host(github);
    await repository.commit(...plainCommits(count));
    const to = await repository.git('rev-parse', 'main');
    return { github, repository, url, to, source: sourceOf(github) };
  }

  /** What the head is held back until. */
  async function heldBack(
    setting: Awaited<ReturnType<typeof hostCommits>>,
  ): Promise<CommitSourceError & { retryAt: Date }> {
    const answer = await head(setting.source, setting.url);
    expect(answer).toMatchObject({
      name: 'CommitSourceError',
      kind: 'rate-limited',
      retryAt: expect.any(Date),
    });
    return answer as CommitSourceError & { retryAt: Date };
  }

  /** Clocks go on while a test runs, on a busy machine for some seconds. */
  function expectAbout(time: Date, expected: Date) {
    const apart = Math.abs(time.getTime() - expected.getTime());
    expect(apart).toBeLessThanOrEqual(TOLERANCE_MS);
  }

  async function expectNotAskedAgain(
    github: FakeGithub,
    ask: () => Promise<unknown>,
  ) {
    const before = github.requests.length;
    await ask();
    expect(github.requests).toHaveLength(before);
  }

  it('are the host’s own: it is asked no more until the hour is over', async () => {
    const setting = await hostCommits();
    const resetAt = inMinutes(20);
    setting.github.setLimit({
      resource: 'graphql',
      limit: 5000,
      remaining: 0,
      resetAt,
    });

    const { retryAt } = await heldBack(setting);

    expectAbout(retryAt, resetAt);
    await expectNotAskedAgain(setting.github, () => heldBack(setting));
    expect(setting.github.requests).toHaveLength(1);
    const lines = told();
    expect(lines).toHaveLength(1);
    expect(lines[0].message).toMatch(
      /^127\.0\.0\.1:\d+ \(GraphQL, the token for 127\.0\.0\.1:\d+\) lets git-activity go on at /,
    );
  });

  it.each(['primary-limit', 'graphql-200-rate-limited'] as const)(
    'are understood however they are told: %s',
    async fault => {
      const setting = await hostCommits();
      const resetAt = inMinutes(30);
      setting.github.setLimit({ resource: 'graphql', limit: 5000, resetAt });
      setting.github.misbehave({ with: fault, times: 1 });

      expectAbout((await heldBack(setting)).retryAt, resetAt);
      expect(setting.github.requests).toHaveLength(1);
    },
  );

  it.each([
    ['retry-after:90', 1.5],
    ['secondary-limit', 1],
  ] as const)('are waited for as long as asked: %s', async (fault, minutes) => {
    const setting = await hostCommits();
    setting.github.misbehave({ with: fault, times: 1 });

    expectAbout((await heldBack(setting)).retryAt, inMinutes(minutes));
    expect(setting.github.requests).toHaveLength(1);
  });

  it('are given a minute or somewhat more when no time is told', async () => {
    const setting = await hostCommits();
    setting.github.misbehave({ with: 'secondary-limit-silent', times: 1 });

    const { retryAt } = await heldBack(setting);

    const minutes = (retryAt.getTime() - Date.now()) / MINUTE_MS;
    expect(minutes).toBeGreaterThan(0.9);
    expect(minutes).toBeLessThan(1.3);
  });

  it('of requests that come too fast hold REST back, too', async () => {
    const setting = await hostCommits();
    setting.github.misbehave({ with: 'secondary-limit', times: 1 });
    await heldBack(setting);

    await expectNotAskedAgain(setting.github, () =>
      expect(
        collect(
          read(setting.source, setting.url, {
            from: setting.to,
            to: setting.to,
          }),
        ),
      ).rejects.toMatchObject({ kind: 'rate-limited' }),
    );
  });

  it('of REST do not hold GraphQL back', async () => {
    const setting = await hostCommits();
    const { source, url, to, github } = setting;
    const resetAt = inMinutes(10);
    github.setLimit({
      resource: 'core',
      limit: 5000,
      remaining: 0,
      resetAt,
    });

    const error = await collect(read(source, url, { from: to, to })).catch(
      caught => caught,
    );

    expect(error).toMatchObject({ kind: 'rate-limited' });
    expectAbout(error.retryAt, resetAt);
    await expect(head(source, url)).resolves.toMatchObject({ sha: to });
  });

  it('leave a fifth to the other plugins', async () => {
    const setting = await hostCommits(250);
    const { source, url, to, github, repository } = setting;
    const resetAt = inMinutes(15);
    github.setLimit({
      resource: 'graphql',
      limit: 100,
      remaining: 22,
      resetAt,
    });

    const batches: CommitBatch[] = [];
    const reading = read(source, url, { to });
    const error = await (async () => {
      for await (const batch of reading) {
        batches.push(batch);
      }
    })().catch(caught => caught);

    expect(batches).toHaveLength(2);
    expect(error).toMatchObject({ kind: 'rate-limited' });
    expectAbout(error.retryAt, resetAt);
    expect(error.message).toContain('20 are reserved');

    github.setLimit({ resource: 'graphql', limit: 100, remaining: 100 });
    const rest = await collect(
      read(sourceOf(github), url, { to, cursor: batches[1].cursor }),
    );
    expect(shasOf([...flatten(batches).added, ...flatten(rest).added])).toEqual(
      await revList(repository, 'main'),
    );
  });

  it.each([
    ['for all hosts', (_host: string) => ({ reserve: 0.5 })],
    [
      'for a host',
      (name: string) => ({
        reserve: 0,
        hosts: [{ host: name, reserve: 0.5 }],
      }),
    ],
  ])('leave what is configured %s', async (_name, settings) => {
    const { github, url } = await hostCommits();
    github.setLimit({ resource: 'graphql', limit: 100, remaining: 51 });
    const source = sourceOf(github, { settings: settings(github.host) });

    await expect(head(source, url)).resolves.toMatchObject({ branch: 'main' });
    await expect(head(source, url)).resolves.toMatchObject({
      kind: 'rate-limited',
    });
  });

  it('hold back only the credential that they are about', async () => {
    const github = await startHost({ enterprise });
    const app = github.addApp({
      appId: 1,
      installations: [
        { id: 11, owner: 'acme' },
        { id: 22, owner: 'umbrella' },
      ],
    });
    const first = await host(github, 'acme/a');
    const second = await host(github, 'umbrella/u');
    const [sha] = await second.repository.commit({});
    const source = createSource([withApps(github, app)]);
    github.misbehave({
      when: ({ credential }) => credential === 'installation 11',
      with: 'primary-limit',
    });

    await expect(
      source.getHeads({
        repositories: [{ url: first.url }, { url: second.url }],
        signal,
      }),
    ).resolves.toMatchObject([{ kind: 'rate-limited' }, { sha }]);
  });
});
