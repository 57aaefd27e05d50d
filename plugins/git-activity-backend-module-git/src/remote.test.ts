import { readdir } from 'node:fs/promises';
import {
  runTestGit,
  TestRepository,
} from 'backstage-plugin-git-activity-source-test-kit';
import { setUpRemote } from './__testUtils__/remote';
import { collect } from './__testUtils__/setup';

const ada = { name: 'Ada', email: 'ada@example.com' };
const OBJECT_TYPES = [
  'cat-file',
  '--batch-all-objects',
  '--batch-check=%(objecttype)',
];

describe('reading a repository of a host', () => {
  const setUp = setUpRemote({
    credentials: { username: 'reader', password: 'p4ss-w0rd' },
  });
  const { createRepository, head, read, readAll, url, workingDirectory } =
    setUp;

  const shas = (answer: { added: { sha: string }[] }) =>
    answer.added.map(({ sha }) => sha);

  /** What is kept on disk, without asking the host for more. */
  const storedTypes = async () => {
    const names = await readdir(workingDirectory);
    const types = await Promise.all(
      names
        .filter(name => name.endsWith('.git'))
        .map(async name => {
          const output = await runTestGit({
            dir: `${workingDirectory}/${name}`,
            args: OBJECT_TYPES,
            env: { GIT_NO_LAZY_FETCH: '1' },
          });
          return output.toString().trim().split('\n');
        }),
    );
    return types.flat();
  };

  it('tells the head, and reads the commits without their contents', async () => {
    const repository = await createRepository('group/name', {
      branch: 'trunk',
    });
    const [first, second] = await repository.commit(
      {
        author: ada,
        authoredAt: 1_700_000_000,
        utcOffset: '+0530',
        message: 'One\n\nCo-authored-by: Bob <bob@example.com>\n',
        files: { 'a/b': 'contents' },
      },
      { files: { c: 'more' } },
    );

    await expect(head(url('group/name'))).resolves.toEqual({
      sha: second,
      branch: 'trunk',
      mailmapId: undefined,
    });
    const answer = await readAll(url('group/name'), { to: second });

    expect(answer.removed).toEqual([]);
    expect(shas(answer)).toEqual([second, first]);
    expect(answer.added[1]).toMatchObject({
      author: ada,
      coAuthors: [{ name: 'Bob', email: 'bob@example.com' }],
      authoredAt: 1_700_000_000,
      utcOffset: 330,
      subject: 'One',
    });
    await expect(storedTypes()).resolves.toEqual(['commit', 'commit']);
  });

  it('asks for what is new only, and for nothing when nothing is', async () => {
    const repository = await createRepository('group/name');
    const [first] = await repository.commit({});
    const [batch] = await collect(read(url('group/name'), { to: first }));
    expect(batch.requests).toBe(3);
    const [second] = await repository.commit({});
    setUp.server.requests.length = 0;

    const [next] = await collect(
      read(url('group/name'), { from: first, to: second }),
    );
    expect(next.added.map(({ sha }) => sha)).toEqual([second]);
    expect(next.requests).toBe(setUp.server.requests.length);

    setUp.server.requests.length = 0;
    const again = await readAll(url('group/name'), { from: first, to: second });
    expect(shas(again)).toEqual([second]);
    expect(setUp.server.requests).toEqual([]);
  });

  it('tells what a rewritten history lost, also when the clone was lost in between', async () => {
    const repository = await createRepository('group/name');
    const [base, old] = await repository.commit({}, {});
    const [anew] = await repository.commit({ parents: [base] });

    const answer = await readAll(url('group/name'), { from: old, to: anew });

    expect(answer.removed).toEqual([old]);
    expect(shas(answer)).toEqual([anew]);
  });

  it('says so when the host has forgotten the old head', async () => {
    const repository = await createRepository('group/name');
    const [sha] = await repository.commit({});

    await expect(
      readAll(url('group/name'), { from: '1'.repeat(40), to: sha }),
    ).rejects.toMatchObject({ kind: 'head-unknown' });
    await expect(
      readAll(url('group/name'), { to: 'HEAD' }),
    ).rejects.toMatchObject({ kind: 'head-unknown' });
  });

  it('reads a repository whose commits have longer names', async () => {
    const repository = await createRepository('long', {
      objectFormat: 'sha256',
    });
    const [sha] = await repository.commit({});

    await expect(head(url('long'))).resolves.toMatchObject({ sha });
    expect(shas(await readAll(url('long'), { to: sha }))).toEqual([sha]);
  });

  it('tells a detached head, an empty repository and a branch that is missing apart', async () => {
    const detached = await createRepository('detached');
    const [sha, other] = await detached.commit({}, {});
    await detached.detachHead(sha);
    await createRepository('empty', { branch: 'trunk' });
    const missing = await createRepository('missing');
    await missing.commit({});
    await missing.setHead('nope');

    await expect(head(url('detached'))).resolves.toEqual({
      sha,
      branch: undefined,
      mailmapId: undefined,
    });
    await expect(head(url('empty'))).resolves.toEqual({ branch: 'trunk' });
    await expect(head(url('missing'))).resolves.toMatchObject({
      kind: 'broken',
      message: expect.stringContaining('the branch nope'),
    });
    expect(other).not.toBe(sha);
  });

  it('answers for each of many repositories, in the order asked', async () => {
    const repositories = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const repository = await createRepository(`many/${index}`);
        const [sha] = await repository.commit({ message: `${index}` });
        return { url: url(`many/${index}`), sha };
      }),
    );
    repositories.splice(10, 0, { url: url('many/nope'), sha: '' });

    const heads = await setUp.source.getHeads({
      repositories,
      signal: setUp.signal,
    });

    expect(heads.map(answer => 'sha' in answer && answer.sha)).toEqual(
      repositories.map(({ sha }) => sha || false),
    );
    expect(heads[10]).toMatchObject({ kind: 'gone' });
  });

  it('reads what only a bare folder below another name serves', async () => {
    const repository = await TestRepository.create({
      dir: `${setUp.root}/bare.git`,
      bare: true,
    });
    const [sha] = await repository.commit({});

    await expect(head(url('bare.git'))).resolves.toMatchObject({ sha });
  });

  it('reads from hosts that only know the oldest protocol', async () => {
    setUp.server.misbehave({ kind: 'old-protocol' });
    const repository = await createRepository('group/name', {
      branch: 'trunk',
    });
    await expect(head(url('group/name'))).resolves.toEqual({
      branch: undefined,
    });
    const [first, second, other] = await repository.commit(
      { files: { a: 'contents' } },
      {},
      { branch: 'other' },
    );

    await expect(head(url('group/name'))).resolves.toMatchObject({
      sha: second,
      branch: 'trunk',
    });
    const answer = await readAll(url('group/name'), { to: second });
    expect(shas(answer)).toEqual([second, first]);
    const [third] = await repository.commit({});
    // Meanwhile the branch has moved on, and nothing points to this commit.
    await repository.commit({});
    const next = await readAll(url('group/name'), { from: second, to: third });
    expect(shas(next)).toEqual([third]);
    await repository.setHead('other');
    await expect(head(url('group/name'))).resolves.toMatchObject({
      sha: other,
      branch: 'other',
    });
    await repository.setHead('nope');
    await expect(head(url('group/name'))).resolves.toMatchObject({
      kind: 'broken',
    });
  });
});
