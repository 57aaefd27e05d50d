import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  runTestGit,
  TestRepository,
} from 'backstage-plugin-git-activity-source-test-kit';
import {
  setUpSource,
  withoutPrivileges,
  withPath,
} from './__testUtils__/setup';

async function objectFile(repository: TestRepository, sha: string) {
  const folder = await repository.git('rev-parse', '--git-path', 'objects');
  return join(repository.path, folder, sha.slice(0, 2), sha.slice(2));
}

async function packFiles(repository: TestRepository) {
  const folder = join(
    repository.path,
    await repository.git('rev-parse', '--git-path', 'objects/pack'),
  );
  const names = await readdir(folder);
  return names
    .filter(name => name.endsWith('.pack'))
    .map(name => join(folder, name));
}

describe('reading heads', () => {
  const { directory, root, source, signal, head, createRepository } =
    setUpSource();

  it.each([{ bare: true }, { objectFormat: 'sha256' as const }])(
    'reads a repository that is %j',
    async options => {
      const repository = await createRepository('repository', options);
      const [sha] = await repository.commit({});

      await expect(head(repository.url)).resolves.toEqual({
        sha,
        branch: 'main',
      });
    },
  );

  it('finds branches with slashes, in loose and in packed refs', async () => {
    const repository = await createRepository('repository');
    const [sha] = await repository.commit({
      branch: 'release/ä 1'.replace(' ', '-'),
    });
    await repository.setHead('release/ä-1');
    const expected = { sha, branch: 'release/ä-1' };

    await expect(head(repository.url)).resolves.toEqual(expected);
    await repository.git('pack-refs', '--all');
    await expect(head(repository.url)).resolves.toEqual(expected);
  });

  it('finds the branch when HEAD is a symbolic link, as git once made it', async () => {
    const repository = await createRepository('repository');
    const [sha] = await repository.commit({});
    await repository.git('config', 'core.preferSymlinkRefs', 'true');
    await repository.setHead('main');

    await expect(head(repository.url)).resolves.toEqual({
      sha,
      branch: 'main',
    });
  });

  it('names no branch when HEAD is detached', async () => {
    const repository = await createRepository('repository');
    const [sha] = await repository.commit({}, {});
    await repository.detachHead(sha);

    await expect(head(repository.url)).resolves.toEqual({ sha });
  });

  it('reads a linked work tree at its own branch', async () => {
    const repository = await createRepository('repository');
    const [, sha] = await repository.commit(
      {},
      { branch: 'topic', parents: ['main'] },
    );
    await repository.git('worktree', 'add', '--quiet', '../linked', 'topic');

    const url = pathToFileURL(join(root, 'linked')).href;
    await expect(head(url)).resolves.toEqual({ sha, branch: 'topic' });
  });

  it('reads a submodule, whose .git is a file', async () => {
    const repository = await createRepository('modules/part');
    const [sha] = await repository.commit({});
    const worktree = join(root, 'super/part');
    await mkdir(worktree, { recursive: true });
    await writeFile(
      join(worktree, '.git'),
      'gitdir: ../../modules/part/.git\n',
    );
    await repository.git('config', 'core.worktree', worktree);

    await expect(head(pathToFileURL(worktree).href)).resolves.toEqual({
      sha,
      branch: 'main',
    });
  });

  it('reads a repository of another user', async () => {
    const repository = await createRepository('repository');
    const [sha] = await repository.commit({});
    const git = (await runTestGit({ dir: root, args: ['--exec-path'] }))
      .toString()
      .trim();
    const bin = directory.resolve('bin');
    await mkdir(bin);
    // What git's own tests use to make git believe it.
    await writeFile(
      join(bin, 'git'),
      `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${git}/git' "$@"\n`,
      { mode: 0o755 },
    );

    await withPath(`${bin}:${process.env.PATH}`, async () => {
      await expect(repository.git('rev-parse', 'HEAD')).rejects.toThrow(
        /dubious ownership/,
      );
      await expect(head(repository.url)).resolves.toEqual({
        sha,
        branch: 'main',
      });
    });
  });

  it('says which branch is missing when HEAD names none that exists', async () => {
    const repository = await createRepository('repository');
    await repository.commit({ branch: 'develop' });

    await expect(head(repository.url)).resolves.toMatchObject({
      name: 'CommitSourceError',
      kind: 'broken',
      message: expect.stringMatching(/branch main, .* git symbolic-ref HEAD/),
    });
  });

  it('does not take a damaged branch for an empty repository', async () => {
    const repository = await createRepository('repository');
    await repository.commit({});
    await writeFile(join(repository.path, '.git/refs/heads/main'), '');

    await expect(head(repository.url)).resolves.toMatchObject({
      kind: 'broken',
      message: expect.stringContaining('ignoring broken ref refs/heads/main'),
    });
  });

  it('tells a repository whose commit is missing or damaged, in the words of git', async () => {
    const repository = await createRepository('repository');
    const [, sha] = await repository.commit({}, {});
    const file = await objectFile(repository, sha);

    await chmod(file, 0o600);
    await truncate(file, 0);
    await expect(head(repository.url)).resolves.toMatchObject({
      kind: 'broken',
      message: expect.stringMatching(/object file \S+ is empty/),
    });

    await rm(file);
    await expect(head(repository.url)).resolves.toMatchObject({
      kind: 'broken',
      message: expect.stringContaining('bad file'),
    });

    await writeFile(join(repository.path, '.git/HEAD'), sha);
    await expect(head(repository.url)).resolves.toMatchObject({
      kind: 'broken',
      message: expect.stringContaining('bad file'),
    });
  });

  it('tells a truncated pack', async () => {
    const repository = await createRepository('repository', { bare: true });
    await repository.commit({}, {}, {});
    await repository.git('repack', '-adq');
    const [pack] = await packFiles(repository);
    await chmod(pack, 0o600);
    await truncate(pack, 40);

    await expect(head(repository.url)).resolves.toMatchObject({
      kind: 'broken',
      message: expect.stringMatching(/packfile \S+/),
    });
  });

  it('shortens the words of git to a line', async () => {
    const repository = await createRepository('repository');
    await repository.commit({});
    for (let index = 0; index < 200; index++) {
      await writeFile(
        join(repository.path, `.git/refs/heads/damaged-${index}`),
        'x',
      );
    }
    await repository.setHead('missing');

    const answer = await head(repository.url);
    expect(answer).toMatchObject({ kind: 'broken' });
    expect(String(answer)).not.toContain('\n');
    expect(String(answer).length).toBeLessThan(500);
  });

  it.each([
    [
      'keeps its refs in another way than this git knows',
      'extensions.refstorage',
      /unknown repository extension found: ?;? *refstorage/,
    ],
    [
      'has a damaged configuration',
      '',
      /bad config line \d+ in file \S+config/,
    ],
  ])(
    'tells in the words of git that a repository %s',
    async (_, key, words) => {
      const repository = await createRepository('repository');
      await repository.commit({});
      if (key) {
        await repository.git('config', 'core.repositoryformatversion', '1');
        await repository.git('config', key, 'reftable');
      } else {
        await appendFile(join(repository.path, '.git/config'), '[core');
      }

      await expect(head(repository.url)).resolves.toMatchObject({
        kind: 'broken',
        message: expect.stringMatching(words),
      });
    },
  );

  it.each([
    ['a folder that holds no repository', 'folder'],
    ['a folder inside of a work tree', 'repository/folder'],
    ['a file', 'file'],
    ['a .git file that names nothing', 'nothing'],
    ['a .git file that names a missing folder', 'missing'],
    ['a damaged HEAD', 'damaged'],
  ])('tells that %s is no repository', async (_, path) => {
    await createRepository('repository');
    const damaged = await createRepository('damaged');
    await writeFile(join(damaged.path, '.git/HEAD'), 'garbage');
    for (const folder of [
      'folder',
      'repository/folder',
      'nothing',
      'missing',
    ]) {
      await mkdir(join(root, folder));
    }
    await writeFile(join(root, 'file'), '');
    await writeFile(join(root, 'nothing/.git'), 'nothing');
    await writeFile(join(root, 'missing/.git'), 'gitdir: nowhere');

    await expect(
      head(pathToFileURL(join(root, path)).href),
    ).resolves.toMatchObject({
      kind: 'broken',
      message: expect.stringMatching(
        /not a (git repository|folder)|names no repository/,
      ),
    });
  });

  it('refuses a lender whose path is in quotation marks, which git would follow', async () => {
    const outside = await createRepository('../outside');
    await outside.commit({});
    const quoted = await createRepository('quoted', { bare: true });
    await writeFile(
      join(quoted.path, 'objects/info/alternates'),
      `"${outside.path}/.git/objects"\n`,
    );
    await writeFile(
      join(quoted.path, 'refs/heads/main'),
      await outside.git('rev-parse', 'HEAD'),
    );

    await expect(head(quoted.url)).resolves.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('quotation marks'),
    });
  });

  it.each([
    ['linked', 'is kept in FOLDER,'],
    ['git-file', 'is kept in FOLDER,'],
    ['borrower', 'borrows commits from FOLDER,'],
    ['common', 'is a work tree of FOLDER,'],
    ['objects-link', 'keeps its commits in FOLDER,'],
  ])(
    'refuses %s, which has something outside of the roots, and names its folder',
    async (name, words) => {
      const outside = await createRepository('../outside');
      await outside.commit({});
      await outside.git(
        'worktree',
        'add',
        '--quiet',
        '--detach',
        '../root/linked',
      );
      const gitFile = join(root, 'git-file');
      await mkdir(gitFile);
      await writeFile(join(gitFile, '.git'), `gitdir: ${outside.path}/.git`);
      await runTestGit({
        dir: root,
        args: ['clone', '--quiet', '--shared', outside.path, 'borrower'],
      });
      const common = await createRepository('common', { bare: true });
      await writeFile(join(common.path, 'commondir'), `${outside.path}/.git`);
      await rm(join(common.path, 'objects'), { recursive: true });

      const linked = await createRepository('objects-link', { bare: true });
      await rm(join(linked.path, 'objects'), { recursive: true });
      await symlink(
        join(outside.path, '.git/objects'),
        join(linked.path, 'objects'),
      );

      const answer = await head(pathToFileURL(join(root, name)).href);

      expect(answer).toMatchObject({
        kind: 'refused',
        message: expect.stringContaining(
          words.replace('FOLDER', directory.resolve('outside')),
        ),
      });
      expect(String(answer)).toContain('gitActivity.git.roots');
    },
  );

  it('reads a repository that borrows objects from another one below a root', async () => {
    const lender = await createRepository('lender');
    const [sha] = await lender.commit({});
    await runTestGit({
      dir: root,
      args: ['clone', '--quiet', '--shared', lender.path, 'borrower'],
    });

    const url = pathToFileURL(join(root, 'borrower')).href;
    await expect(head(url)).resolves.toEqual({ sha, branch: 'main' });
  });

  it('tells what it may not read', async () => {
    await chmod(directory.path, 0o755);
    const closed = await createRepository('closed');
    const halfClosed = await createRepository('half-closed');
    await halfClosed.commit({});
    await halfClosed.git('repack', '-adq');
    const [pack] = await packFiles(halfClosed);
    await chmod(closed.path, 0);
    await chmod(pack, 0);

    const answers = await withoutPrivileges(() =>
      source.getHeads({ repositories: [closed, halfClosed], signal }),
    );

    await chmod(closed.path, 0o755);
    expect(answers).toMatchObject([
      { kind: 'forbidden', message: expect.stringContaining('closed') },
      { kind: 'forbidden', message: expect.stringContaining('Git said') },
    ]);
  });

  it('tells that nobody serves a URL of a host', async () => {
    await expect(head('https://example.com/repository')).resolves.toMatchObject(
      { kind: 'refused' },
    );
  });

  it('says what to install when the machine has no git', async () => {
    const repository = await createRepository('repository');

    const answer = await withPath(directory.resolve('nowhere'), () =>
      head(repository.url),
    );

    expect(answer).toMatchObject({
      kind: 'try-later',
      message: expect.stringContaining('install git'),
    });
  });
});
