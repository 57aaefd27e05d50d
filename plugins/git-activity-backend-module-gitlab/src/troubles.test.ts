import { CommitBatch } from 'backstage-plugin-git-activity-node';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { inspect } from 'node:util';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { FakeGitlab, FakeGitlabFault } from 'fake-hosts';
import {
  allCalls,
  collect,
  configOf,
  createSource,
  setUpGitlab,
  TIMING,
  TOKEN,
} from './__testUtils__/setup';

describe('with a host in trouble', () => {
  const context = setUpGitlab();
  const { head, goodHead, readAll, takeRequests } = context;
  const shared = createMockDirectory();
  let repository: TestRepository;
  let url: string;
  let sha: string;
  let next: string;

  beforeAll(async () => {
    repository = await TestRepository.create({ dir: shared.resolve('shared') });
    [sha, next] = await repository.commit({}, {});
    await repository.setBranch('main', sha);
  });
  beforeEach(async () => {
    context.gitlab.addProject({ path: 'g/p', repository });
    url = `${context.gitlab.url}/g/p`;
    await goodHead(url);
    takeRequests();
  });

  const faults: Array<[string, FakeGitlabFault]> = [
    ['500', { kind: 'answer', status: 500 }],
    ['502', { kind: 'answer', status: 502, body: '<html>Bad gateway</html>' }],
    ['503', { kind: 'answer', status: 503 }],
    ['a reset', { kind: 'reset' }],
    ['half an answer', { kind: 'cut-off', afterBytes: 20 }],
    ['a page of HTML', html('<html>Maintenance</html>')],
    ['broken JSON', { kind: 'answer', status: 200, body: '[{' }],
  ];

  it.each(faults)('tries again after %s', async (_, fault) => {
    context.gitlab.misbehave(fault, { times: 1 });
    await expect(goodHead(url)).resolves.toMatchObject({ sha });
    expect(takeRequests()).toHaveLength(2);

    context.gitlab.misbehave(fault, { times: 1 });
    const { added } = await readAll(url, { from: sha, to: next });
    expect(added).toHaveLength(1);
    expect(takeRequests()).toHaveLength(4);
  });

  it.each(faults)('gives up for now when %s stays', async (_, fault) => {
    context.gitlab.misbehave(fault);

    const trouble = { name: 'CommitSourceError', kind: 'try-later' };
    await expect(head(url)).resolves.toMatchObject(trouble);
    expect(takeRequests().length).toBeLessThanOrEqual(4);
    await expect(readAll(url, { to: sha })).rejects.toMatchObject(trouble);
    expect(takeRequests().length).toBeLessThanOrEqual(8);
  });

  it('waits no longer than it has to for an answer', async () => {
    const { source } = createSource({
      gitlabs: [configOf(context.gitlab)],
      timing: { ...TIMING, timeoutMs: 50 },
    });
    context.gitlab.misbehave({ kind: 'hang' });

    await expect(
      source.getHeads({ repositories: [{ url }], signal: context.signal }),
    ).resolves.toMatchObject([
      {
        kind: 'try-later',
        message: expect.stringContaining('it does not answer in time'),
      },
    ]);
  });

  it('says when to try again if the host does', async () => {
    context.gitlab.misbehave({
      kind: 'answer',
      status: 503,
      headers: { 'Retry-After': '600' },
    });

    const error = await head(url);

    expect(error).toMatchObject({ kind: 'try-later' });
    expect(secondsUntil(error)).toBeCloseTo(600, -2);
    expect(takeRequests()).toHaveLength(1);
  });

  it('waits a little when it is told to', async () => {
    const headers = { 'Retry-After': '1' };
    const began = Date.now();
    context.gitlab.misbehave(
      { kind: 'answer', status: 503, headers },
      { times: 1 },
    );

    await expect(goodHead(url)).resolves.toMatchObject({ sha });
    expect(Date.now() - began).toBeGreaterThan(900);
  });

  it('does not read an answer that is far too large', async () => {
    context.gitlab.misbehave({
      kind: 'answer',
      status: 200,
      body: ' '.repeat(65 * 1024 * 1024),
    });

    await expect(head(url)).resolves.toMatchObject({
      kind: 'broken',
      message: expect.stringContaining('too large to be read'),
    });
  });

  it('says the same in plain words of every project of a host that is not there', async () => {
    context.gitlab.addProject({ path: 'g/other', repository });
    const other = `${context.gitlab.url}/g/other`;
    const { host } = context.gitlab;
    await context.gitlab.stop();

    const heads = await context.source.getHeads({
      repositories: [{ url }, { url: other }],
      signal: context.signal,
    });

    const trouble = {
      kind: 'try-later',
      message: `GitLab at ${host} cannot be reached: it refuses connections.`,
    };
    expect(heads).toMatchObject([trouble, trouble]);
    await expect(readAll(url, { to: sha })).rejects.toMatchObject(trouble);
    context.gitlab = await FakeGitlab.start();
  });

  it.each([
    ['another host', 'http://127.0.0.1:1/api/v4/projects/1'],
    ['a sign-in page', '/gitlab/users/sign_in'],
    ['nowhere', 'http://['],
  ])('does not follow a redirect to %s', async (_, to) => {
    context.gitlab.misbehave({ kind: 'redirect', to });

    await expect(head(url)).resolves.toMatchObject({
      kind: 'try-later',
      message: expect.stringContaining("sends its API's callers elsewhere"),
    });
  });

  it('does not follow redirects for ever', async () => {
    context.gitlab.misbehave({
      kind: 'redirect',
      to: `${context.gitlab.apiBaseUrl}/version`,
    });

    await expect(head(url)).resolves.toMatchObject({ kind: 'try-later' });
    expect(takeRequests().length).toBeLessThan(6);
  });

  it('never sends the token to another host', async () => {
    const other = await FakeGitlab.start();
    try {
      context.gitlab.misbehave({
        kind: 'redirect',
        to: `${other.apiBaseUrl}/projects/1`,
        status: 307,
      });
      await head(url);

      expect(other.requests).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it.each([
    ['read_user', undefined, /lacks the scope read_api/],
    ['read_api', { expired: true }, /expired, revoked or mistyped/],
    ['read_api', { revoked: true }, /expired, revoked or mistyped/],
    ['read_api', { role: 'guest' as const }, /role Reporter/],
  ])(
    'tells what is wrong with a token of %s, %j',
    async (scope, rest, words) => {
      context.gitlab.addToken({ token: TOKEN, scopes: [scope], ...rest });

      const answers = [
        await head(url),
        await readAll(url, { to: sha }).catch(error => error),
      ];

      for (const answer of answers) {
        expect(answer).toMatchObject({
          kind: 'forbidden',
          message: expect.stringMatching(words),
        });
        expect(answer.message).toContain(context.gitlab.host);
      }
    },
  );

  it('says that a project of a guest cannot be read, before it is known', async () => {
    context.gitlab.addToken({ token: TOKEN, scopes: ['api'], role: 'guest' });
    const { source } = createSource({ gitlabs: [configOf(context.gitlab)] });

    await expect(
      source.getHeads({ repositories: [{ url }], signal: context.signal }),
    ).resolves.toMatchObject([
      { kind: 'forbidden', message: expect.stringContaining('role Reporter') },
    ]);
  });

  it('reads public projects without a token, and asks for one for others', async () => {
    Object.assign(
      context,
      createSource({ gitlabs: [configOf(context.gitlab, null)] }),
    );
    await expect(head(url)).resolves.toMatchObject({
      kind: 'forbidden',
      message: expect.stringMatching(/add a token with the scope read_api/),
    });

    context.gitlab.makePublic('g/p');
    await expect(goodHead(url)).resolves.toMatchObject({ sha });
    expect(context.gitlab.requests.at(-1)?.authorization).toBeUndefined();
  });

  it.each([
    ['500', 500],
    ['403', 403],
    ['401', 401],
    ['404', 404],
    ['400', 400],
    ['418', 418],
    ['429', 429],
  ])('never shows a token that the host repeats in a %s', async (_, status) => {
    const secrets = [
      TOKEN,
      Buffer.from(`oauth2:${TOKEN}`).toString('base64').slice(12, -4),
    ];
    for (const body of [
      (token: string) => JSON.stringify({ message: `No ${token}, no` }),
      (token: string) => `Authorization: Bearer ${token}`,
      (token: string) =>
        JSON.stringify({
          error: Buffer.from(`oauth2:${token}`).toString('base64'),
        }),
    ]) {
      context.gitlab.behave();
      context.gitlab.misbehave({ kind: 'answer', status, body });
      const errors = [
        await head(url),
        await readAll(url, { to: sha }).catch(error => error),
      ];
      for (const error of errors) {
        expect(error).toBeInstanceOf(Error);
        const shown = inspect(error, { depth: 10, showHidden: true });
        secrets.forEach(secret => expect(shown).not.toContain(secret));
      }
    }
    const logged = inspect(allCalls(context.logger), { depth: 10 });
    secrets.forEach(secret => expect(logged).not.toContain(secret));
  });

  it('repeats what else the host says', async () => {
    context.gitlab.misbehave({
      kind: 'answer',
      status: 403,
      body: '{"message":"403 Forbidden - Your\\u0000 account is blocked"}',
    });

    await expect(head(url)).resolves.toMatchObject({
      message: expect.stringContaining(
        '(it said: 403 Forbidden - Your account is blocked)',
      ),
    });
  });
});

describe('with a limit', () => {
  const context = setUpGitlab();
  const { publish, head, goodHead, takeRequests } = context;
  let url: string;

  beforeEach(async () => {
    ({ url } = await publish({ path: 'g/p' }, {}));
    await goodHead(url);
    takeRequests();
  });

  it.each([
    ['Retry-After', { retryAfterSeconds: 300 }, 300],
    ['RateLimit-Reset', { resetAt: new Date(Date.now() + 900_000) }, 900],
    ['nothing', {}, 60],
  ])('postpones all work when it is told %s', async (_, told, seconds) => {
    context.gitlab.misbehave({ kind: 'rate-limited', ...told }, { times: 1 });

    const error = await head(url);

    expect(error).toMatchObject({
      name: 'CommitSourceError',
      kind: 'rate-limited',
      message: expect.stringContaining(context.gitlab.host),
    });
    expect(secondsUntil(error)).toBeGreaterThan(seconds * 0.8);
    expect(secondsUntil(error)).toBeLessThan(seconds * 1.5);
    expect(takeRequests()).toHaveLength(1);

    await expect(head(url)).resolves.toMatchObject({ kind: 'rate-limited' });
    await expect(
      context.readAll(url, { to: '0'.repeat(40) }),
    ).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(takeRequests()).toEqual([]);
    expect(context.logger.warn).toHaveBeenCalledTimes(1);
  });

  it('goes on afterwards, from where it was', async () => {
    const { repository } = await publish(
      { path: 'g/long' },
      ...Array.from({ length: 250 }, () => ({})),
    );
    const long = `${context.gitlab.url}/g/long`;
    const shas = (await repository.git('rev-list', 'HEAD')).split('\n');
    context.gitlab.misbehave(
      { kind: 'rate-limited', retryAfterSeconds: 1 },
      { after: 2, times: 1 },
    );
    const batches: CommitBatch[] = [];
    const reading = async () => {
      for await (const batch of context.read(long, { to: shas[0] })) {
        batches.push(batch);
      }
    };
    const error = await reading().catch(thrown => thrown);
    expect(error).toMatchObject({ kind: 'rate-limited' });

    await new Promise(resolve =>
      setTimeout(resolve, secondsUntil(error) * 1000 + 1),
    );
    const [{ cursor }] = batches;
    const rest = context.read(long, { to: shas[0], cursor });
    batches.push(...(await collect(rest)));
    const read = batches.flatMap(({ added }) =>
      added.map(commit => commit.sha),
    );
    expect(read).toEqual(shas);
  });

  it('leaves a share to others where the host tells what is left', async () => {
    context.gitlab.setLimit({
      requests: 10,
      windowSeconds: 3600,
      headers: 'always',
    });
    const answers = [];
    for (let count = 0; count < 10; count++) {
      answers.push(await head(url));
    }

    const limited = answers.filter(answer => answer instanceof Error);
    expect(takeRequests()).toHaveLength(8);
    expect(limited).toHaveLength(2);
    expect(limited[0]).toMatchObject({
      kind: 'rate-limited',
      message: expect.stringContaining('gitActivity.gitlab.reserve'),
    });
  });

  it('begins anew with a new token', async () => {
    context.gitlab.misbehave({ kind: 'rate-limited' }, { times: 1 });
    await head(url);
    context.gitlab.addToken({ token: 'another', scopes: ['read_api'] });
    const { source } = createSource({
      gitlabs: [configOf(context.gitlab, 'another')],
    });

    const heads = await source.getHeads({
      repositories: [{ url }],
      signal: context.signal,
    });
    expect(heads).toMatchObject([{ url }]);
  });

  it("does not hold one host's work back for another's limit", async () => {
    const other = await FakeGitlab.start();
    try {
      other.addToken({ token: 'other', scopes: ['read_api'] });
      const repository = await context.createRepository('other', {});
      other.addProject({ path: 'g/p', repository });
      const { source } = createSource({
        gitlabs: [configOf(context.gitlab), configOf(other, 'other')],
      });
      context.gitlab.misbehave({ kind: 'rate-limited' });

      const heads = await source.getHeads({
        repositories: [{ url }, { url: `${other.url}/g/p` }],
        signal: context.signal,
      });

      expect(heads).toMatchObject([
        { kind: 'rate-limited' },
        { branch: 'main' },
      ]);
    } finally {
      await other.stop();
    }
  });
});

function html(body: string): FakeGitlabFault {
  const headers = { 'Content-Type': 'text/html' };
  return { kind: 'answer', status: 200, headers, body };
}

function secondsUntil(error: unknown): number {
  const { retryAt } = Object(error);
  return (retryAt.getTime() - Date.now()) / 1000;
}
