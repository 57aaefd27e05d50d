import { createMockDirectory } from '@backstage/backend-test-utils';
import { runTestGit } from '../runTestGit';
import { TestRepository } from '../TestRepository';
import { GitServer } from './GitServer';

jest.setTimeout(60_000);

const credentials = { username: 'x', password: 'secret' };

describe('GitServer', () => {
  const directory = createMockDirectory();
  const root = directory.resolve('root');
  let server: GitServer;
  let repository: TestRepository;

  beforeEach(async () => {
    directory.setContent({ root: {} });
    repository = await TestRepository.create({ dir: `${root}/group/name` });
    await repository.commit({ files: { a: 'contents' } }, {});
    server = await GitServer.start({ root });
  });
  afterEach(() => server.stop());

  const git = async (...args: string[]) => {
    const output = await runTestGit({ dir: directory.path, args });
    return output.toString('utf8').trim();
  };
  const clone = (name: string, ...options: string[]) =>
    git(
      'clone',
      '--quiet',
      '--bare',
      ...options,
      `${server.url}/${name}`,
      'copy',
    );
  const contents = () =>
    git(
      '-C',
      'copy',
      'cat-file',
      '--batch-check=%(objecttype)',
      '--batch-all-objects',
    );
  const withHeader = (value: string) => [
    '-c',
    `http.extraHeader=Authorization: ${value}`,
    'ls-remote',
    `${server.url}/group/name`,
    'HEAD',
  ];

  it('serves a repository with and without .git, bare or not', async () => {
    const head = await repository.git('rev-parse', 'HEAD');
    const bare = await TestRepository.create({
      dir: `${root}/bare.git`,
      bare: true,
    });
    const [other] = await bare.commit({ message: 'other' });

    for (const name of ['group/name', 'group/name.git']) {
      await expect(
        git('ls-remote', `${server.url}/${name}`, 'HEAD'),
      ).resolves.toBe(`${head}\tHEAD`);
    }
    await expect(git('ls-remote', `${server.url}/bare`, 'HEAD')).resolves.toBe(
      `${other}\tHEAD`,
    );
    expect(server.requests[0]).toMatchObject({
      method: 'GET',
      url: '/group/name/info/refs?service=git-upload-pack',
      protocol: 'version=2',
      status: 200,
    });
    expect(server.bytes).toBeGreaterThan(100);
  });

  it('honours a filter', async () => {
    await clone('group/name', '--filter=tree:0');

    await expect(contents()).resolves.toBe('commit\ncommit');
  });

  it.each(['unsupported', 'ignored'] as const)(
    'sends everything when filters are %s',
    async filter => {
      server.misbehave({ kind: 'filter', filter });

      await clone('group/name', '--filter=tree:0');

      const types = (await contents()).split('\n').sort();
      expect(types).toEqual(['blob', 'commit', 'commit', 'tree']);
    },
  );

  it('lets in by user and password or by token, and others not', async () => {
    server.setCredentials(credentials);
    const basic = Buffer.from('x:secret').toString('base64');

    await git(...withHeader(`Basic ${basic}`));
    await git(...withHeader('Bearer secret'));

    await expect(git(...withHeader('Bearer other'))).rejects.toThrow(
      /Authentication failed|could not read Username/,
    );
    expect(server.requests.at(-1)).toMatchObject({
      status: 401,
      authorization: 'Bearer other',
    });
  });

  it.each([
    [{ kind: 'answer', status: 502, body: 'Bad Gateway' } as const, /502/],
    [
      { kind: 'cut-off', afterBytes: 100 } as const,
      /transfer closed|hung up|disconnect/,
    ],
    [{ kind: 'reset' } as const, /reset|Empty reply|hung up/i],
  ])('misbehaves once with %j', async (fault, words) => {
    server.misbehave(fault, { times: 1 });

    const first = git('ls-remote', `${server.url}/group/name`);
    await expect(first).rejects.toThrow(words);
    await git('ls-remote', `${server.url}/group/name`);
  });

  it('redirects, and shows where a credential arrived', async () => {
    const other = await GitServer.start({ root });
    server.misbehave(
      { kind: 'redirect', to: `${other.url}/group/name` },
      { repository: 'group/name' },
    );

    await git('ls-remote', `${server.url}/group/name`);

    expect(server.requests).toHaveLength(1);
    expect(other.requests[0].url).toBe(
      '/group/name/info/refs?service=git-upload-pack',
    );
    expect(other.requests[0].authorization).toBeUndefined();
    await other.stop();
  });

  it('says that a repository is empty, or not there', async () => {
    server.misbehave({ kind: 'no-refs' }, { repository: 'group/name' });

    await expect(git('ls-remote', `${server.url}/group/name`)).resolves.toBe(
      '',
    );
    await expect(git('ls-remote', `${server.url}/nope`)).rejects.toThrow(
      /not found/,
    );
  });

  it('serves nothing but reading', async () => {
    await expect(
      git('push', `${server.url}/group/name`, 'HEAD:x'),
    ).rejects.toThrow();
    for (const path of ['/group/name/HEAD', '/../etc/passwd', '/%']) {
      const response = await fetch(`${server.url}${path}`);
      expect(response.status).toBe(403);
    }
  });
});
