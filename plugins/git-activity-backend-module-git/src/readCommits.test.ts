import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SourceCommit } from 'backstage-plugin-git-activity-node';
import {
  runTestGit,
  TestCommit,
  TestRepository,
} from 'backstage-plugin-git-activity-source-test-kit';
import { collect, flatten, setUpSource } from './__testUtils__/setup';
import { BATCH_COMMITS } from './commits/readCommits';

const ada = { name: 'Ada Lovelace', email: 'ada@example.com' };
const grace = { name: 'Grace Höpper', email: 'Grace@Example.com' };

const shasOf = (commits: SourceCommit[]) => commits.map(({ sha }) => sha);

/** What git lists for a range, newest first. */
async function revList(repository: TestRepository, ...range: string[]) {
  const output = await repository.git('rev-list', ...range);
  return output.split('\n').filter(sha => sha !== '');
}

function* history(
  length: number,
  first: Partial<TestCommit> = {},
): Generator<TestCommit> {
  for (let index = 0; index < length; index++) {
    const branch = first.branch;
    yield index === 0 ? first : { branch };
  }
}

describe('reading commits', () => {
  const { root, source, signal, read, readAll, createRepository } =
    setUpSource();

  it('reads the whole history as git log prints it', async () => {
    const repository = await createRepository('a repository');
    const messages = [
      'Subject\n\nBody\n\nCo-authored-by: Grace <grace@example.com>\n',
      'Two lines\nof subject\n',
      '',
    ];
    const shas = await repository.commit(
      ...messages.map((message, index) => ({
        author: index % 2 ? ada : grace,
        committer: ada,
        authoredAt: 1_600_000_000 + index,
        committedAt: 1_700_000_000 + index,
        utcOffset: ['+0530', '-0930', '+0000'][index],
        message,
      })),
    );

    const { added, removed } = await readAll(repository.url, { to: shas[2] });

    expect(removed).toEqual([]);
    expect(added).toEqual([
      {
        sha: shas[2],
        parents: 1,
        author: grace,
        coAuthors: [],
        authoredAt: 1_600_000_002,
        utcOffset: 0,
        committedAt: 1_700_000_002,
        subject: '',
      },
      {
        sha: shas[1],
        parents: 1,
        author: ada,
        coAuthors: [],
        authoredAt: 1_600_000_001,
        utcOffset: -570,
        committedAt: 1_700_000_001,
        subject: 'Two lines of subject',
      },
      {
        sha: shas[0],
        parents: 0,
        author: grace,
        coAuthors: [{ name: 'Grace', email: 'grace@example.com' }],
        authoredAt: 1_600_000_000,
        utcOffset: 330,
        committedAt: 1_700_000_000,
        subject: 'Subject',
      },
    ]);
  });

  it('counts parents, of merges too', async () => {
    const repository = await createRepository('repository', {
      objectFormat: 'sha256',
    });
    const [root1, main, topic, octopus] = await repository.commit(
      { label: 'root' },
      {},
      { branch: 'topic', parents: ['root'] },
      { parents: ['main', 'topic', 'root'] },
    );

    const { added } = await readAll(repository.url, { to: octopus });

    expect(added.map(({ sha, parents }) => [sha, parents])).toEqual(
      expect.arrayContaining([
        [octopus, 3],
        [topic, 1],
        [main, 1],
        [root1, 0],
      ]),
    );
    expect(shasOf(added)).toEqual(await revList(repository, octopus));
  });

  it('reads only what is new, whatever the dates say', async () => {
    const repository = await createRepository('repository');
    const [, from] = await repository.commit(
      { label: 'fork' },
      { authoredAt: 1_700_000_000 },
    );
    const [, , to] = await repository.commit(
      { branch: 'old', parents: ['main~1'], authoredAt: 1_000_000_000 },
      { branch: 'old', authoredAt: 1_000_000_001 },
      { parents: ['main', 'old'], authoredAt: 1_700_000_100 },
    );

    const { added, removed } = await readAll(repository.url, { from, to });

    expect(shasOf(added)).toEqual(await revList(repository, to, `^${from}`));
    expect(added).toHaveLength(3);
    expect(removed).toEqual([]);
  });

  it('sends nothing when nothing changed', async () => {
    const repository = await createRepository('repository');
    const [sha] = await repository.commit({});

    await expect(
      collect(read(repository.url, { from: sha, to: sha })),
    ).resolves.toEqual([]);
  });

  it('sends what a rewritten history lost before what it gained', async () => {
    const repository = await createRepository('repository');
    const [base, , , from] = await repository.commit({}, {}, {}, {});
    const [, to] = await repository.commit(
      { parents: [base], message: 'amended' },
      {},
    );

    const batches = await collect(read(repository.url, { from, to }));

    expect(batches).toEqual([
      {
        removed: await revList(repository, from, `^${to}`),
        added: [],
        cursor: expect.any(String),
        requests: 0,
      },
      {
        removed: [],
        added: [
          expect.objectContaining({ sha: to }),
          expect.objectContaining({ subject: 'amended' }),
        ],
        cursor: expect.any(String),
        requests: 0,
      },
    ]);
    expect(batches[0].removed).toHaveLength(3);
  });

  it('sends only what is gone when a branch was set back', async () => {
    const repository = await createRepository('repository');
    const [to, ...gone] = await repository.commit({}, {}, {});

    await expect(
      readAll(repository.url, { from: gone[1], to }),
    ).resolves.toEqual({ added: [], removed: gone.reverse() });
  });

  it('goes over to a history that shares nothing with the old one', async () => {
    const repository = await createRepository('repository');
    const old = await repository.commit({}, {});
    const [to] = await repository.commit({ parents: [] });

    const { added, removed } = await readAll(repository.url, {
      from: old[1],
      to,
    });

    expect(removed).toEqual([...old].reverse());
    expect(shasOf(added)).toEqual([to]);
  });

  it('never says that a commit is gone that others, which claim to be older, lead to', async () => {
    const repository = await createRepository('repository');
    const [base, from] = await repository.commit(
      { authoredAt: 1_700_000_000 },
      { authoredAt: 1_700_000_001 },
    );
    const ancient = Array.from({ length: 20 }, (_, index) => ({
      authoredAt: 1_600_000_000 + index,
    }));
    const rewritten = await repository.commit(
      { parents: [base], authoredAt: 1_600_000_000, message: 'rewritten' },
      ...ancient,
    );

    const { added, removed } = await readAll(repository.url, {
      from,
      to: rewritten[20],
    });

    expect(removed).toEqual([from]);
    expect(shasOf(added).sort()).toEqual(rewritten.sort());
  });

  it('goes on behind any batch with exactly the rest, nothing twice and nothing lost', async () => {
    const repository = await createRepository('repository', { bare: true });
    const [base] = await repository.commit({});
    await repository.commitMany(history(4100));
    const from = await repository.git('rev-parse', 'main');
    await repository.commitMany(history(4500, { parents: [base] }));
    const to = await repository.git('rev-parse', 'main');

    const batches = await collect(read(repository.url, { from, to }));

    expect(
      batches.map(({ removed, added }) => [removed.length, added.length]),
    ).toEqual([
      [2000, 0],
      [2000, 0],
      [100, 0],
      [0, 2000],
      [0, 2000],
      [0, 500],
    ]);
    const whole = flatten(batches);
    expect(shasOf(whole.added)).toEqual(
      await revList(repository, to, `^${from}`),
    );
    expect(whole.removed).toEqual(await revList(repository, from, `^${to}`));
    for (const [index, { cursor }] of batches.entries()) {
      await expect(
        collect(read(repository.url, { from, to, cursor })),
      ).resolves.toEqual(batches.slice(index + 1));
    }
  });

  it('goes on at the same place after a commit-graph was written, also among dates that it cannot hold', async () => {
    const repository = await createRepository('repository');
    const line = async (branch: string, firstSecond: number) => {
      const commits = Array.from({ length: 5 }, (_, index) => ({
        branch,
        authoredAt: firstSecond + index * 2,
        ...(index === 0 && { parents: ['main'] }),
      }));
      await repository.commit(...commits);
    };
    await repository.commit({ authoredAt: 1_000_000_000 });
    await line('present', 1_700_000_000);
    // 2^34 seconds later: the commit-graph takes it for the same time.
    await line('future', 1_700_000_001 + 2 ** 34);
    const [to] = await repository.commit({ parents: ['present', 'future'] });
    const before = await readAll(repository.url, { to });
    const shas = shasOf(before.added);

    await repository.git('commit-graph', 'write', '--reachable');

    await expect(revList(repository, to)).resolves.not.toEqual(shas);
    await expect(readAll(repository.url, { to })).resolves.toEqual(before);
  });

  it('refuses a cursor that no batch ever had', async () => {
    const repository = await createRepository('repository');
    const [to] = await repository.commit({});

    for (const cursor of ['', 'added', 'added:-1', 'added:1;', '7']) {
      await expect(
        collect(read(repository.url, { to, cursor })),
      ).rejects.toMatchObject({ name: 'InputError' });
    }
  });

  it.each([
    'f'.repeat(40),
    'f'.repeat(64),
    'main',
    'HEAD',
    '--output=/tmp/x',
    '',
    'TREE',
    'SHORT',
    'UPPER',
  ])('does not take %p for a commit', async name => {
    const repository = await createRepository('repository');
    const [sha] = await repository.commit({});
    const spelt: Record<string, string> = {
      TREE: await repository.git('rev-parse', 'main^{tree}'),
      SHORT: sha.slice(0, 12),
      UPPER: sha.replace(/[0-9]/g, 'a').toUpperCase(),
    };
    const unknown = spelt[name] ?? name;

    await expect(
      collect(read(repository.url, { to: unknown })),
    ).rejects.toMatchObject({ kind: 'head-unknown' });
    await expect(
      collect(read(repository.url, { from: unknown, to: sha })),
    ).rejects.toMatchObject({ kind: 'head-unknown' });
  });

  it('asks for a new reading when the old history is only half there', async () => {
    const repository = await createRepository('repository');
    const [base, lost, from] = await repository.commit({}, {}, {});
    const [to] = await repository.commit({ parents: [base] });
    await rm(looseObject(repository, lost));

    await expect(
      collect(read(repository.url, { from, to })),
    ).rejects.toMatchObject({
      kind: 'head-unknown',
      message: expect.stringContaining(from),
    });
    await expect(readAll(repository.url, { to })).resolves.toMatchObject({
      added: [{ sha: to }, { sha: base }],
    });
  });

  it('fails with the words of git when a commit of the history is missing', async () => {
    const repository = await createRepository('repository');
    const [, lost, from, to] = await repository.commit({}, {}, {}, {});
    await repository.commit({ branch: 'other', parents: [] });
    await rm(looseObject(repository, lost));

    await expect(collect(read(repository.url, { to }))).rejects.toMatchObject({
      kind: 'broken',
      message: expect.stringContaining(lost),
    });
    const other = await repository.git('rev-parse', 'other');
    await expect(
      collect(read(repository.url, { from: other, to })),
    ).rejects.toMatchObject({ kind: 'broken' });
    // Git need not look at what is older than the old head.
    await expect(readAll(repository.url, { from, to })).resolves.toMatchObject({
      added: [{ sha: to }],
      removed: [],
    });
  });

  it('reads history as it was committed, not as this machine replaces it', async () => {
    const repository = await createRepository('repository');
    const [first, second, third] = await repository.commit({}, {}, {});
    const [other] = await repository.commit({ branch: 'other', parents: [] });
    await repository.git('replace', second, other);
    await mkdir(join(repository.path, '.git/info'));
    await writeFile(join(repository.path, '.git/info/grafts'), `${third}\n`);
    await expect(revList(repository, third)).resolves.toEqual([third]);

    const { added } = await readAll(repository.url, { to: third });

    expect(shasOf(added)).toEqual([third, second, first]);
  });

  it('reads what a shallow clone has', async () => {
    const repository = await createRepository('repository');
    const [, , second, third] = await repository.commit({}, {}, {}, {});
    await runTestGit({
      dir: root,
      args: ['clone', '--quiet', '--depth=2', repository.url, 'shallow'],
    });

    const url = pathToFileURL(join(root, 'shallow')).href;
    const { added } = await readAll(url, { to: third });

    expect(added).toMatchObject([
      { sha: third, parents: 1 },
      { sha: second, parents: 0 },
    ]);
  });

  it('tells a repository that has gone', async () => {
    const repository = await createRepository('repository');
    const [to] = await repository.commit({});
    await rm(repository.path, { recursive: true });

    await expect(collect(read(repository.url, { to }))).rejects.toMatchObject({
      kind: 'gone',
    });
  });

  it('ends a batch early when subjects are huge', async () => {
    const repository = await createRepository('repository');
    const huge = 'x'.repeat(3_000_000);
    const shas = await repository.commit(
      ...Array.from({ length: 6 }, (_, index) => ({
        message: `${index} ${huge}`,
      })),
    );

    const batches = await collect(read(repository.url, { to: shas[5] }));

    expect(batches.map(({ added }) => added.length)).not.toContain(3);
    const { added } = flatten(batches);
    expect(shasOf(added)).toEqual(shas.reverse());
    for (const [index, { subject }] of added.entries()) {
      expect(subject === `${5 - index} ${huge}`).toBe(true);
    }
    const rest = await readAll(repository.url, {
      to: added[0].sha,
      cursor: batches[0].cursor,
    });
    expect(shasOf(rest.added)).toEqual(shasOf(flatten(batches.slice(1)).added));
  });

  it('sends a long history in bounded batches, every commit once', async () => {
    const repository = await createRepository('repository', { bare: true });
    await repository.commitMany(history(20_000));
    const to = await repository.git('rev-parse', 'main');

    const batches = await collect(
      source.readCommits({ repository, to, signal }),
    );

    expect(batches.map(({ added }) => added.length)).toEqual(
      Array(10).fill(BATCH_COMMITS),
    );
    expect(shasOf(flatten(batches).added)).toEqual(
      await revList(repository, to),
    );
  });
});

function looseObject(repository: TestRepository, sha: string): string {
  return join(repository.path, '.git/objects', sha.slice(0, 2), sha.slice(2));
}
