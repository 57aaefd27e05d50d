import { execFileSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FolderBatch } from 'backstage-plugin-git-activity-node';
import {
  runTestGit,
  TestCommit,
} from 'backstage-plugin-git-activity-source-test-kit';
import { collect, commitsOf, setUpSource } from './__testUtils__/setup';
import {
  BATCH_WALKED,
  readFolders as readFoldersOf,
} from './folders/readFolders';

const flatten = (batches: FolderBatch[]) =>
  batches.flatMap(({ commits }) => commits);
const shasOf = (batches: FolderBatch[]) =>
  flatten(batches).map(({ sha }) => sha);

describe('reading which commits changed folders', () => {
  const { directory, root, signal, readFolders, createRepository } =
    setUpSource();

  it('costs nothing of a repository on this machine', async () => {
    const repository = await createRepository('repository');
    const [, to] = await repository.commit({ files: { 'a/b': 'x' } }, {});

    const batches = await collect(
      readFolders(repository.url, { to, folders: ['a'] }),
    );

    expect(batches.map(({ requests }) => requests)).toEqual([0]);
  });

  it('finds nothing where no path can be, and everything beside it', async () => {
    const repository = await createRepository('repository');
    const [to] = await repository.commit({ files: { 'a/b': 'x' } });
    const folders = ['a//b', '../a', '.', '/a', 'a/', 'a', 'a\0', '\ud800'];

    const batches = await collect(readFolders(repository.url, { to, folders }));

    expect(flatten(batches)).toEqual([{ sha: to, folders: [5] }]);
  });

  it('is nothing that a repository decides by its configuration', async () => {
    const repository = await createRepository('repository');
    const [, , , to] = await repository.commit(
      {
        label: 'fork',
        files: {
          '.gitmodules':
            '[submodule "a/lib"]\n\tpath = a/lib\n\tignore = all\n',
          '.gitattributes': '* diff=x\n',
          'a/lib': { mode: '160000', content: '1'.repeat(40) },
          'a/x': 'the same\n'.repeat(20),
        },
      },
      {
        files: {
          'a/lib': { mode: '160000', content: '2'.repeat(40) },
          'a/x': null,
          'b/x': 'the same\n'.repeat(20),
        },
      },
      { branch: 'topic', parents: ['fork'], files: { 'b/z': 'x' } },
      { parents: ['main', 'topic'], files: { 'b/z': 'x', 'a/evil': 'x' } },
    );
    const folders = ['a', 'b', 'a/lib', 'a/x', 'a/evil'];
    const read = async () =>
      flatten(await collect(readFolders(repository.url, { to, folders })));
    const expected = await read();
    expect(expected.map(commit => commit.folders)).toEqual([
      [0, 1, 4],
      [1],
      [0, 1, 2, 3],
      [0, 2, 3],
    ]);

    await writeFile(directory.resolve('order'), 'b/*\n');
    const settings: Record<string, string> = {
      'core.quotePath': 'true',
      'diff.ignoreSubmodules': 'all',
      'diff.noPrefix': 'true',
      'diff.orderFile': directory.resolve('order'),
      'diff.relative': 'true',
      'diff.renames': 'copies',
      'diff.submodule': 'log',
      'diff.x.textconv': 'false',
      'format.pretty': 'raw',
      'log.abbrevCommit': 'true',
      'log.decorate': 'full',
      'log.diffMerges': 'off',
      'log.follow': 'true',
      'log.showRoot': 'false',
      'log.showSignature': 'true',
      'submodule.a/lib.ignore': 'all',
      'color.ui': 'always',
    };
    for (const [key, value] of Object.entries(settings)) {
      await repository.git('config', key, value);
    }

    await expect(read()).resolves.toEqual(expected);
    // What is asked for nevertheless would be another answer.
    await expect(
      repository.git('log', '--name-only', '--format='),
    ).resolves.not.toContain('a/lib');
  });

  it('waits for no file that a repository names as its order', async () => {
    const repository = await createRepository('repository');
    const [to] = await repository.commit({ files: { a: 'x' } });
    execFileSync('mkfifo', [directory.resolve('pipe')]);
    await repository.git('config', 'diff.orderFile', directory.resolve('pipe'));

    const batches = await collect(
      readFolders(repository.url, { to, folders: ['a'] }),
    );

    expect(shasOf(batches)).toEqual([to]);
  });

  it('moves on while nothing is found', async () => {
    const repository = await createRepository('repository', { bare: true });
    const history = function* history(): Generator<TestCommit> {
      yield { files: { 'a/b': 'x' } };
      for (let index = 0; index < BATCH_WALKED; index++) {
        yield {};
      }
    };
    await repository.commitMany(history());
    const to = await repository.git('rev-parse', 'main');
    const request = { to, folders: ['a'] };

    const [empty, last, ...more] = await collect(
      readFolders(repository.url, request),
    );

    expect(empty.commits).toEqual([]);
    expect(last.commits).toHaveLength(1);
    expect(more).toEqual([]);
    await expect(
      collect(
        readFolders(repository.url, { ...request, cursor: empty.cursor }),
      ),
    ).resolves.toEqual([last]);
    await expect(
      collect(readFolders(repository.url, { ...request, cursor: last.cursor })),
    ).resolves.toEqual([{ ...last, commits: [] }]);
  });

  it('refuses a cursor that no batch ever had', async () => {
    const repository = await createRepository('repository');
    const [to] = await repository.commit({});

    for (const cursor of ['', 'walked', 'walked:-1', 'walked:1;', '7']) {
      await expect(
        collect(readFolders(repository.url, { to, folders: ['a'], cursor })),
      ).rejects.toMatchObject({ name: 'InputError' });
    }
  });

  it('keeps nobody waiting for a commit that changes very much, or has very long names', async () => {
    const repository = await createRepository('repository', { bare: true });
    const long = Array.from({ length: 16 }, () => 'n'.repeat(250)).join('/');
    const files = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, index) => [
        `${index % 100}/${index}`,
        '',
      ]),
    );
    const [to] = await repository.commit({ files: { ...files, [long]: 'x' } });
    const folders = [...Array(100).keys()].map(String);
    const deep = [long.slice(0, 3012), long.slice(0, 3011), long];
    let turnsOfOthers = 0;
    const others = setInterval(() => (turnsOfOthers += 1), 1);

    const batches = await collect(
      readFolders(repository.url, { to, folders: [...folders, ...deep] }),
    );
    clearInterval(others);

    expect(flatten(batches)).toEqual([
      { sha: to, folders: [...folders.map(Number), 101, 102] },
    ]);
    expect(turnsOfOthers).toBeGreaterThan(10);
  });

  describe('in clones that hold a part of a repository', () => {
    const clone = async (url: string, ...options: string[]) => {
      const args = ['clone', '--quiet', '--bare', ...options, url, 'clone'];
      await runTestGit({ dir: root, args });
      return pathToFileURL(join(root, 'clone')).href;
    };
    const createFull = async () => {
      const full = await createRepository('full', { bare: true });
      await full.git('config', 'uploadpack.allowFilter', 'true');
      const shas = await full.commit(
        { files: { 'a/x': '1' } },
        { files: { 'a/x': '2' } },
        { files: { 'b/x': '1' } },
        { files: { 'a/x': '3' } },
      );
      return { full, shas, to: shas[3] };
    };
    const folders = ['a'];

    it('takes all that is there for new where a shallow one ends, as git does', async () => {
      const { full, shas, to } = await createFull();
      const url = await clone(full.url, '--depth=2');

      const batches = await collect(readFolders(url, { to, folders }));

      expect(shasOf(batches)).toEqual([shas[3], shas[2]]);
    });

    it('needs no contents', async () => {
      const { full, to } = await createFull();
      const url = await clone(full.url, '--filter=blob:none');

      const batches = await collect(readFolders(url, { to, folders }));

      expect(shasOf(batches)).toEqual(await commitsOf(full, 'a'));
    });

    it('says what one without trees lacks, and fetches nothing', async () => {
      const { full, shas, to } = await createFull();
      const url = await clone(full.url, '--filter=tree:0');
      const count = () =>
        runTestGit({ dir: join(root, 'clone'), args: ['count-objects', '-v'] });
      const before = await count();

      for (const range of [{ to }, { from: shas[0], to }]) {
        await expect(
          collect(readFolders(url, { ...range, folders })),
        ).rejects.toMatchObject({
          kind: 'broken',
          message: expect.stringMatching(/git fetch --refetch.*blob:none/),
        });
      }

      await expect(count()).resolves.toEqual(before);
    });
  });

  it('lets no commit take all memory by a few trees that stand for any number of paths', async () => {
    const repository = await createRepository('repository', { bare: true });
    const [from] = await repository.commit({ files: { 'a/x': '1' } });
    const git = (args: string[], input: string) =>
      runTestGit({ dir: repository.path, args, input }).then(output =>
        output.toString().trim(),
      );
    let entry = `100644 blob ${await git(
      ['hash-object', '-w', '--stdin'],
      '',
    )}`;
    for (let level = 0; level < 6; level++) {
      const tenfold = [...'0123456789'].join(`\n${entry}\t`);
      entry = `040000 tree ${await git(['mktree'], `${entry}\t${tenfold}\n`)}`;
    }
    const [, , tree] = entry.split(' ');
    const to = await git(['commit-tree', tree, '-p', from], 'A million files');
    const read = collect(
      readFoldersOf({
        ...{ gitDir: repository.path, signal, from, to },
        folders: ['5/5'],
        maxMemoryBytes: 32 * 1024 ** 2,
      }),
    );
    const told = read.then(
      () => 'listed',
      ({ kind, message }) => {
        const says = /so many paths.*git-activity\/path: \//.test(message);
        return says ? kind : message;
      },
    );
    // Elsewhere such a limit is none, and a million paths can be listed.
    await expect(told).resolves.toBe(
      process.platform === 'linux' ? 'broken' : 'listed',
    );
  });

  it('asks to read anew when the history of the old head is damaged', async () => {
    const repository = await createRepository('repository');
    const [base, lost, from] = await repository.commit(
      { files: { 'a/x': '1' } },
      {},
      {},
    );
    const [to] = await repository.commit({ parents: [base] });
    const object = join('.git/objects', lost.slice(0, 2), lost.slice(2));
    await chmod(join(repository.path, object), 0o600);
    await writeFile(join(repository.path, object), 'damaged');

    await expect(
      collect(readFolders(repository.url, { from, to, folders: ['a'] })),
    ).rejects.toMatchObject({ kind: 'head-unknown' });
  });
});
