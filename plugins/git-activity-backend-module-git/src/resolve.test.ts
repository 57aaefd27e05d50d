import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setUpSource } from './__testUtils__/setup';
import { GitCommitSource } from './GitCommitSource';

describe('resolving a repository URL', () => {
  const { directory, root, source, createRepository, head, read } =
    setUpSource();
  const rootUrl = () => pathToFileURL(root).href;

  it.each([
    'https://github.com/backstage/backstage',
    'https://[::1]/repository',
    'ssh://git@example.com/repository.git',
    'git@example.com:repository.git',
    '/srv/git/repository',
    'files:///srv/git',
    '',
  ])('leaves %p to other sources', async url => {
    await expect(source.resolve(url)).resolves.toBeUndefined();
  });

  it.each([
    'ext::sh -c touch% marker',
    ' ext::sh',
    '::file:///srv',
    'fd::17',
    '--upload-pack=touch marker',
    '-x',
    'file:///srv/\0/x',
    'https://example.com/\n',
  ])('refuses %p, which is dangerous for git', async url => {
    await expect(source.resolve(url)).rejects.toMatchObject({
      name: 'CommitSourceError',
      kind: 'refused',
    });
  });

  it.each([
    ['a relative path', 'file:a/b', /absolute/],
    ['no path', 'file:', /absolute/],
    ['a host', 'file://server/ROOT/x', /another machine \(server\)/],
    ['a .. segment', 'file://ROOT/x/../../outside', /\.\./],
    ['an encoded ..', 'file://ROOT/x/%2e%2E/y', /\.\./],
    ['a half encoded ..', 'file://ROOT/.%2e/y', /\.\./],
    ['a . segment', 'file://ROOT/./y', /\./],
    ['a backslash for a slash', 'file://ROOT\\..\\..\\y', /roots/],
    ['an encoded slash', 'file://ROOT/x%2Fy', /slash/],
    ['an encoded NUL', 'file://ROOT/x%00y', /control character/],
    ['an encoded newline', 'file://ROOT/x%0Ay', /control character/],
    ['a stray %', 'file://ROOT/100%', /%25/],
    ['bytes that are no UTF-8', 'file://ROOT/%FF', /percent-encoded/],
    ['a query', 'file://ROOT/x?y', /%3F/],
    ['a fragment', 'file://ROOT/x#y', /%23/],
  ])('refuses a file: URL with %s', async (_, url, message) => {
    await expect(
      source.resolve(url.replace('ROOT', root)),
    ).rejects.toMatchObject({
      name: 'CommitSourceError',
      kind: 'refused',
      message: expect.stringMatching(message),
    });
  });

  it('gives one URL to all spellings of a repository', async () => {
    const repository = await createRepository('a repository');
    await symlink(repository.path, join(root, 'link'));
    await symlink(join(repository.path, '.git'), join(root, 'git-link'));
    const encoded = `${root}/a%20repository`;

    const urls = await Promise.all(
      [
        `file://${encoded}`,
        `file://${encoded}/`,
        `FILE://localhost${encoded}//`,
        `file:${encoded}`,
        `file://${root}/%61 repository`,
        `file://${encoded}/.git`,
        `file://${encoded}/.git/`,
        `file://${root}/link`,
        `file://${root}/link/.git`,
        `file://${root}/git-link`,
      ].map(url => source.resolve(url)),
    );

    expect(new Set(urls.map(resolved => resolved?.url))).toEqual(
      new Set([`${rootUrl()}/a%20repository`]),
    );
  });

  it.each(['grüße 日本', '100% # ? \\ ~ ::', 'e\u0301', "it's"])(
    'resolves a canonical URL to itself when the folder is called %p',
    async name => {
      const { url } = await createRepository(name);

      await expect(source.resolve(url)).resolves.toEqual({ url });
    },
  );

  it('serves a root itself, and repositories of roots that are symbolic links', async () => {
    const { url } = await createRepository('only');
    await symlink(root, directory.resolve('root-link'));
    const linked = new GitCommitSource({
      roots: [directory.resolve('root-link/only')],
    });

    await expect(linked.resolve(url)).resolves.toEqual({ url });
    await expect(
      linked.resolve(`file://${directory.resolve('root-link/only')}`),
    ).resolves.toEqual({ url });
  });

  it('refuses what is not below a root, whether it exists or not, and says what to mend', async () => {
    await mkdir(directory.resolve('root-but-longer'));

    for (const path of ['root-but-longer', 'root-but-longer/x', 'missing']) {
      await expect(
        source.resolve(pathToFileURL(directory.resolve(path)).href),
      ).rejects.toMatchObject({
        kind: 'refused',
        message: expect.stringContaining('gitActivity.git.roots'),
      });
    }
  });

  it('refuses a link from outside into a root', async () => {
    const repository = await createRepository('repository');
    await symlink(repository.path, directory.resolve('link'));

    await expect(
      source.resolve(pathToFileURL(directory.resolve('link')).href),
    ).rejects.toMatchObject({ kind: 'refused' });
  });

  it('refuses links that lead out of a root, also below missing folders', async () => {
    await mkdir(directory.resolve('outside/repository'), { recursive: true });
    await symlink(directory.resolve('outside'), join(root, 'link'));

    for (const path of ['link', 'link/repository', 'link/missing/deeper']) {
      await expect(
        source.resolve(`${rootUrl()}/${path}`),
      ).rejects.toMatchObject({ kind: 'refused' });
    }
  });

  it('gives a missing repository the URL that it had, so that it can be told gone', async () => {
    await mkdir(join(root, 'team'));
    await symlink(join(root, 'team'), join(root, 'link'));
    const url = `${rootUrl()}/team/missing`;

    for (const spelling of [
      'team/missing/',
      'link/missing',
      'team/missing/.git',
    ]) {
      await expect(source.resolve(`${rootUrl()}/${spelling}`)).resolves.toEqual(
        {
          url,
        },
      );
    }
    await expect(head(url)).resolves.toMatchObject({ kind: 'gone' });
  });

  it('refuses to read what became a link out of the root after it was resolved', async () => {
    const outside = await createRepository('../outside');
    const [sha] = await outside.commit({});
    const url = `${rootUrl()}/repository`;
    await expect(source.resolve(url)).resolves.toEqual({ url });
    await symlink(outside.path, join(root, 'repository'));

    await expect(head(url)).resolves.toMatchObject({ kind: 'refused' });
    await expect(read(url, { to: sha }).next()).rejects.toMatchObject({
      kind: 'refused',
    });
    await expect(
      source.mapAuthors({
        repository: { url },
        head: { sha, mailmapId: sha },
        authors: [{ name: 'A', email: 'a@example.com' }],
        signal: new AbortController().signal,
      }),
    ).rejects.toMatchObject({ kind: 'refused' });
  });
});
