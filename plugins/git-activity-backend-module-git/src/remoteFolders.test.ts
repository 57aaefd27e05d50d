import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  runTestGit,
  TestRepository,
} from 'backstage-plugin-git-activity-source-test-kit';
import { setUpRemote } from './__testUtils__/remote';
import { collect, commitsOf } from './__testUtils__/setup';

const NAME = 'group/name';
const folders = ['services/api'];

describe('reading which commits of a host changed folders', () => {
  const setUp = setUpRemote({
    credentials: { username: 'reader', password: 'p4ss-w0rd' },
  });
  const { createRepository, readAll, readFolders, url, workingDirectory } =
    setUp;
  let repository: TestRepository;
  let shas: string[];
  beforeEach(async () => {
    repository = await createRepository(NAME);
    shas = await repository.commit(
      { files: { 'services/api/a': '1', 'web/a': '1' } },
      { files: { 'web/a': '2' } },
      { files: { 'services/api/a': '2' } },
    );
  });

  const clonePath = async () => {
    const names = await readdir(workingDirectory);
    const [name, ...others] = names.filter(each => each.endsWith('.git'));
    expect(others).toEqual([]);
    return join(workingDirectory, name);
  };
  const storedTypes = async () => {
    const args = [
      'cat-file',
      '--batch-all-objects',
      '--batch-check=%(objecttype)',
    ];
    const output = await runTestGit({ dir: await clonePath(), args });
    return [...new Set(output.toString().trim().split('\n'))].sort();
  };
  const find = async (range: { from?: string; to: string }) => {
    setUp.server.requests.length = 0;
    const batches = await collect(
      readFolders(url(NAME), { folders, ...range }),
    );
    const requests = batches.reduce((sum, batch) => sum + batch.requests, 0);
    expect(requests).toBe(setUp.server.requests.length);
    return {
      shas: batches.flatMap(({ commits }) => commits.map(({ sha }) => sha)),
      requests,
    };
  };
  const push = async () => {
    const [sha] = await repository.commit({
      files: { 'services/api/a': `${Math.random()}` },
    });
    return sha;
  };

  it('fetches trees only then, once, and contents never', async () => {
    await readAll(url(NAME), { to: shas[2] });
    await expect(storedTypes()).resolves.toEqual(['commit']);

    const first = await find({ to: shas[2] });
    const again = await find({ to: shas[2] });

    expect(first).toEqual({ shas: [shas[2], shas[0]], requests: 3 });
    expect(again).toEqual({ ...first, requests: 0 });
    await expect(storedTypes()).resolves.toEqual(['commit', 'tree']);
  });

  it('fetches what is new with its trees from then on, whoever needs it', async () => {
    await find({ to: shas[2] });
    const second = await push();
    await readAll(url(NAME), { from: shas[2], to: second });
    await expect(find({ from: shas[2], to: second })).resolves.toEqual({
      shas: [second],
      requests: 0,
    });
    const third = await push();

    const { requests } = await find({ from: second, to: third });

    expect(requests).toBe(3);
    const whole = await find({ to: third });
    expect(whole).toEqual({
      shas: await commitsOf(repository, folders[0]),
      requests: 0,
    });
    await expect(storedTypes()).resolves.toEqual(['commit', 'tree']);
    await expect(readAll(url(NAME), { to: third })).resolves.toMatchObject({
      added: { length: 5 },
    });
  });

  it('knows an older head as well, after its clone went further without trees', async () => {
    const next = await push();
    await readAll(url(NAME), { to: next });

    await expect(find({ to: shas[2] })).resolves.toMatchObject({
      shas: [shas[2], shas[0]],
    });
    await expect(find({ from: shas[2], to: next })).resolves.toMatchObject({
      shas: [next],
    });
  });

  it('keeps the commits that are there if trees cannot be fetched', async () => {
    await readAll(url(NAME), { to: shas[2] });
    setUp.server.misbehave({ kind: 'answer', status: 502 });

    await expect(find({ to: shas[2] })).rejects.toMatchObject({
      kind: 'try-later',
    });

    setUp.server.requests.length = 0;
    await readAll(url(NAME), { to: shas[2] });
    expect(setUp.server.requests).toEqual([]);
    setUp.server.behave();
    await expect(find({ to: shas[2] })).resolves.toMatchObject({ requests: 3 });
  });

  it('fetches anew what has lost trees', async () => {
    await find({ to: shas[2] });
    const next = await push();
    await repository.git('config', 'uploadpack.allowFilter', 'true');
    // As a process does that takes it for a clone without trees.
    await runTestGit({
      dir: await clonePath(),
      args: [
        ...['fetch', '--quiet', '--filter=tree:0', '--no-write-fetch-head'],
        ...[`${setUp.root}/${NAME}`, next],
      ],
    });

    await expect(find({ from: shas[2], to: next })).rejects.toMatchObject({
      kind: 'try-later',
    });

    await expect(find({ from: shas[2], to: next })).resolves.toEqual({
      shas: [next],
      requests: 3,
    });
  });

  it('leaves nothing behind of a host that sends contents, too', async () => {
    await find({ to: shas[2] });
    const next = await push();
    setUp.server.misbehave({ kind: 'filter', filter: 'ignored' });

    for (const range of [{ from: shas[2], to: next }, { to: next }]) {
      await expect(
        collect(readFolders(url(NAME), { folders, ...range })),
      ).rejects.toMatchObject({ kind: 'refused' });
      await expect(readdir(workingDirectory)).resolves.not.toContainEqual(
        expect.stringMatching(/\.git$|^scratch/),
      );
    }
  });

  it('reads from hosts that only know the oldest protocol', async () => {
    setUp.server.misbehave({ kind: 'old-protocol' });
    await collect(readFolders(url(NAME), { folders, to: shas[2] }));
    // Meanwhile the branch has moved on, and nothing points to this commit.
    const next = await push();
    await push();

    const batches = await collect(
      readFolders(url(NAME), { folders, from: shas[2], to: next }),
    );

    expect(batches.flatMap(({ commits }) => commits)).toEqual([
      { sha: next, folders: [0] },
    ]);
  });

  it('says so when the host has no such commit', async () => {
    for (const to of ['1'.repeat(40), 'HEAD']) {
      await expect(
        collect(readFolders(url(NAME), { folders, to })),
      ).rejects.toMatchObject({ kind: 'head-unknown' });
    }
  });

  it('makes none of clones that are larger than all of them may be', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [
        `services/api/${index}${Math.random()}`,
        `${index}`,
      ]),
    );
    const [to] = await repository.commit({ files: many });
    const source = setUp.createSource({
      config: { git: { maxSize: '400kB' } },
    });
    await readAll(url(NAME), { to }, source);

    await expect(
      collect(readFolders(url(NAME), { folders, to }, source)),
    ).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('gitActivity.git.maxSize'),
    });

    await expect(storedTypes()).resolves.toEqual(['commit']);
  });
});
