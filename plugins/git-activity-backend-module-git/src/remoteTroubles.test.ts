import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  GitServer,
  GitServerFault,
  TestRepository,
} from 'backstage-plugin-git-activity-source-test-kit';
import { processesAbout, setUpRemote, until } from './__testUtils__/remote';
import { collect } from './__testUtils__/setup';

const NAME = 'group/name';
const SECRET = 'p4ss-w0rd';
const BASIC = Buffer.from(`reader:${SECRET}`).toString('base64');
const TIMEOUT_MS = 2000;

/** A host that repeats all that it was sent, encoded and decoded. */
const echo = (authorization: string) =>
  `you sent ${authorization}, which is ${Buffer.from(
    authorization.replace('Basic ', ''),
    'base64',
  )}`;

describe('a host in trouble', () => {
  const setUp = setUpRemote({
    credentials: { username: 'reader', password: SECRET },
  });
  const { createRepository, head, read, url, workingDirectory } = setUp;
  let repository: TestRepository;
  let sha: string;
  beforeEach(async () => {
    repository = await createRepository(NAME);
    [sha] = await repository.commit({ files: { a: 'contents' } });
  });

  const fetchTrouble = async (source = setUp.source): Promise<unknown> => {
    try {
      return await collect(read(url(NAME), { to: sha }, source));
    } catch (error) {
      return error;
    }
  };
  const stored = async () => {
    const names = await readdir(workingDirectory, { recursive: true });
    return names.filter(name => /\.git|scratch/.test(name));
  };

  it.each<[GitServerFault & { kind: 'answer' }, string, RegExp]>([
    [{ kind: 'answer', status: 401 }, 'forbidden', /wrong, expired or revoked/],
    [{ kind: 'answer', status: 403 }, 'forbidden', /lack the scope/],
    [{ kind: 'answer', status: 404 }, 'gone', /has no repository/],
    [{ kind: 'answer', status: 500 }, 'try-later', /HTTP 500/],
    [{ kind: 'answer', status: 502 }, 'try-later', /HTTP 502/],
    [{ kind: 'answer', status: 418 }, 'broken', /HTTP 418/],
    [{ kind: 'answer', status: 200 }, 'broken', /not git's/],
    [
      {
        kind: 'answer',
        status: 200,
        headers: { 'Content-Type': 'text/html' },
      },
      'broken',
      /without a page to log in/,
    ],
    [
      {
        kind: 'answer',
        status: 200,
        headers: {
          'Content-Type': 'application/x-git-upload-pack-advertisement',
        },
      },
      'broken',
      /not git's/,
    ],
  ])('is told apart: %j', async (fault, kind, message) => {
    setUp.server.misbehave({
      headers: { 'Content-Type': 'text/plain' },
      ...fault,
      body: echo,
    });

    for (const error of [await head(url(NAME)), await fetchTrouble()]) {
      expect(error).toMatchObject({
        name: 'CommitSourceError',
        kind,
        message: expect.stringMatching(message),
      });
      expect(String(error)).not.toContain(SECRET);
      expect(String(error)).not.toContain(BASIC);
    }
    await expect(stored()).resolves.toEqual([]);
  });

  it.each<[GitServerFault, string]>([
    [{ kind: 'answer', status: 401 }, 'forbidden'],
    [{ kind: 'answer', status: 403 }, 'forbidden'],
    [{ kind: 'answer', status: 404 }, 'gone'],
    [{ kind: 'answer', status: 502 }, 'try-later'],
    [{ kind: 'answer', status: 200 }, 'try-later'],
    [{ kind: 'reset' }, 'try-later'],
    [{ kind: 'cut-off', afterBytes: 30 }, 'try-later'],
  ])(
    'is told apart, without its words, when git fetches: %j',
    async (fault, kind) => {
      setUp.server.misbehave(
        fault.kind === 'answer'
          ? {
              ...fault,
              headers: { 'Content-Type': 'text/plain' },
              body: echo,
            }
          : fault,
        { service: 'git-upload-pack' },
      );

      const error = await fetchTrouble();

      expect(error).toMatchObject({ name: 'CommitSourceError', kind });
      expect(String(error)).not.toContain(SECRET);
      expect(String(error)).not.toContain(BASIC);
      await expect(stored()).resolves.toEqual([]);
    },
  );

  it('says that credentials are missing where there are none', async () => {
    const source = setUp.createSource({
      config: {
        git: {
          credentials: [{ host: setUp.server.host, baseUrl: setUp.server.url }],
        },
      },
    });

    await expect(head(url(NAME), source)).resolves.toMatchObject({
      kind: 'forbidden',
      message: expect.stringMatching(
        /wants credentials.*integrations or gitActivity\.git\.credentials/,
      ),
    });
  });

  it('is waited for no longer than it may take, and not for each repository', async () => {
    let now = Date.now();
    const source = setUp.createSource({
      remotes: { timeoutMs: TIMEOUT_MS, now: () => now },
    });
    setUp.server.misbehave({ kind: 'hang' });

    for (const error of [
      await head(url(NAME), source),
      await fetchTrouble(source),
    ]) {
      expect(error).toMatchObject({
        kind: 'try-later',
        message: expect.stringContaining('did not answer in time'),
      });
    }

    expect(setUp.server.requests).toHaveLength(1);
    setUp.server.behave();
    now += 61_000;
    await expect(
      head(url(NAME), setUp.createSource({ remotes: { now: () => now } })),
    ).resolves.toMatchObject({ sha });
    await expect(fetchTrouble(source)).resolves.toHaveLength(1);
  });

  it('cannot be reached', async () => {
    await setUp.server.stop();

    await expect(head(url(NAME))).resolves.toMatchObject({
      kind: 'try-later',
      message: expect.stringContaining(
        'cannot be reached: it refuses connections.',
      ),
    });
    setUp.server.requests.length = 0;
  });

  it('is asked nothing more, for any repository, until a limit of it is over', async () => {
    let now = Date.now();
    const source = setUp.createSource({ remotes: { now: () => now } });
    const other = await createRepository('other');
    await other.commit({});
    setUp.server.misbehave(
      { kind: 'answer', status: 429, headers: { 'Retry-After': '120' } },
      { times: 1 },
    );

    const limited = await head(url(NAME), source);
    const waiting = await head(url('other'), source);

    for (const error of [limited, waiting, await fetchTrouble(source)]) {
      expect(error).toMatchObject({
        kind: 'rate-limited',
        retryAt: expect.any(Date),
      });
    }
    expect(setUp.server.requests).toHaveLength(1);
    now += 121_000;
    await expect(head(url('other'), source)).resolves.toHaveProperty('sha');
  });

  it('says until when a limit lasts, also to git', async () => {
    setUp.server.misbehave(
      { kind: 'answer', status: 429 },
      { service: 'git-upload-pack' },
    );

    for (const error of [await fetchTrouble(), await head(url(NAME))]) {
      expect(error).toMatchObject({
        kind: 'rate-limited',
        retryAt: expect.any(Date),
      });
    }
    expect(setUp.server.requests).toHaveLength(3);
  });

  it('that does not let objects be left out is never fetched from', async () => {
    setUp.server.misbehave({ kind: 'filter', filter: 'unsupported' });

    await expect(fetchTrouble()).resolves.toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/tree:0.*uploadpack\.allowFilter true/),
    });

    expect(setUp.server.requests.map(({ method }) => method)).toEqual(['GET']);
    await expect(stored()).resolves.toEqual([]);
  });

  it('that only claims to let objects be left out leaves nothing behind', async () => {
    await collect(read(url(NAME), { to: sha }));
    const [next] = await repository.commit({ files: { b: 'more' } });
    setUp.server.misbehave({ kind: 'filter', filter: 'ignored' });

    await expect(
      collect(read(url(NAME), { from: sha, to: next })),
    ).rejects.toMatchObject({ kind: 'refused' });
    await expect(stored()).resolves.toEqual([]);
    await expect(fetchTrouble()).resolves.toMatchObject({ kind: 'refused' });
    await expect(stored()).resolves.toEqual([]);
  });

  it('gets no further than the first word when it takes filters back meanwhile', async () => {
    setUp.server.misbehave({ kind: 'slow', delayMs: 1 }, { times: 1 });
    setUp.server.misbehave({ kind: 'filter', filter: 'unsupported' });

    await expect(fetchTrouble()).resolves.toMatchObject({ kind: 'refused' });

    await expect(stored()).resolves.toEqual([]);
  });

  it('is followed to the new name that it gives a repository', async () => {
    await createRepository('new/place').then(moved => moved.commit({}));
    setUp.server.misbehave(
      { kind: 'redirect', to: url('new/place') },
      { repository: NAME },
    );

    await expect(head(url(NAME))).resolves.toMatchObject({
      url: url('new/place'),
    });
  });

  it('is not followed to another host, and no credential gets there', async () => {
    const other = await GitServer.start({ root: setUp.root });
    setUp.server.misbehave({ kind: 'redirect', to: `${other.url}/${NAME}` });

    for (const error of [await head(url(NAME)), await fetchTrouble()]) {
      expect(error).toMatchObject({
        kind: 'refused',
        message: expect.stringContaining(other.url),
      });
    }

    expect(other.requests).toEqual([]);
    await other.stop();
  });

  it('is not followed by git either', async () => {
    const other = await GitServer.start({ root: setUp.root });
    setUp.server.misbehave(
      { kind: 'redirect', to: `${other.url}/${NAME}`, status: 307 },
      { service: 'git-upload-pack' },
    );

    await expect(fetchTrouble()).resolves.toBeInstanceOf(Error);

    expect(other.requests).toEqual([]);
    await other.stop();
  });

  it('is given up on when it sends requests in a circle', async () => {
    setUp.server.misbehave(
      { kind: 'redirect', to: url('b') },
      { repository: 'a' },
    );
    setUp.server.misbehave(
      { kind: 'redirect', to: url('a') },
      { repository: 'b' },
    );

    await expect(head(url('a'))).resolves.toMatchObject({
      kind: 'broken',
      message: expect.stringContaining('in a circle'),
    });
  });
});

describe('a fetch under way', () => {
  const setUp = setUpRemote({
    credentials: { username: 'reader', password: SECRET },
  });
  const { createRepository, head, read, url } = setUp;

  it('shows no credential to other accounts of the machine, and ends at once with all its processes', async () => {
    const repository = await createRepository(NAME);
    const [sha] = await repository.commit({});
    setUp.server.misbehave({ kind: 'hang' }, { service: 'git-upload-pack' });
    const stop = new AbortController();
    const reading = collect(
      read(url(NAME), { to: sha, signal: stop.signal }),
    ).catch(error => error);
    await until(() => setUp.server.requests.length === 3);

    const processes = processesAbout(setUp.server.host);
    expect(processes.length).toBeGreaterThanOrEqual(2);
    for (const { commandLine } of processes) {
      expect(commandLine).not.toContain(SECRET);
      expect(commandLine).not.toContain(BASIC);
    }
    expect(setUp.server.requests[2].authorization).toBe(`Basic ${BASIC}`);

    stop.abort(new Error('shutting down'));

    await expect(reading).resolves.toThrow('shutting down');
    await until(() => processesAbout(setUp.server.host).length === 0);
    await expect(readdir(setUp.workingDirectory)).resolves.toEqual([]);
  });

  it('leaves no credential on the disk', async () => {
    const repository = await createRepository(NAME);
    const [sha] = await repository.commit({
      files: { '.mailmap': 'A <a@x> <b@x>\n' },
    });

    await expect(head(url(NAME))).resolves.toMatchObject({ sha });
    await collect(read(url(NAME), { to: sha }));

    const { workingDirectory } = setUp;
    const names = await readdir(workingDirectory, { recursive: true });
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const path = join(workingDirectory, name);
      const text = (await stat(path)).isFile() ? await readFile(path) : '';
      expect(text.includes(SECRET) || text.includes(BASIC)).toBe(false);
    }
  });
});
