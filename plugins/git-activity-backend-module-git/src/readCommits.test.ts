import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceCommit } from 'backstage-plugin-git-activity-node';
import {
  TestCommit,
  TestRepository,
} from 'backstage-plugin-git-activity-source-test-kit';
import { collect, flatten, setUpSource } from './__testUtils__/setup';
import { BATCH_COMMITS } from './commits/readCommits';

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
  const { source, signal, read, readAll, createRepository } = setUpSource();

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

  it('tells with the last batch how many commits there are', async () => {
    const repository = await createRepository('repository', { bare: true });
    await repository.commitMany(history(2100));
    const from = await repository.git('rev-parse', 'main');
    const [to] = await repository.commit({});
    const totals = async (range: { from?: string; to: string }) => {
      const batches = await collect(read(repository.url, range));
      return batches.map(({ total }) => total);
    };

    await expect(totals({ to })).resolves.toEqual([undefined, 2101]);
    await expect(totals({ from, to })).resolves.toEqual([2101]);
    await expect(totals({ from: to, to: from })).resolves.toEqual([2100]);
    const [{ cursor }] = await collect(read(repository.url, { to }));
    const rest = await collect(read(repository.url, { to, cursor }));
    expect(rest.map(({ total }) => total)).toEqual([2101]);
  });

  it('takes nothing but Co-authored-by, in any case, for a co-author', async () => {
    const repository = await createRepository('repository', { bare: true });
    const person = (key: string) =>
      key.toLowerCase() === 'co-authored-by'
        ? { name: 'Right', email: 'right@example.org' }
        : { name: 'Wrong', email: 'wrong@example.org' };
    const keys = [
      'Co-author',
      'Co',
      'C',
      'Co-authored',
      'Co-authored-bys',
      'Co-authored-by',
      'CO-AUTHORED-BY',
      'co-authored-by',
    ];
    const shas = await repository.commit(
      ...keys.map(key => {
        const { name, email } = person(key);
        return { message: `s\n\nbody\n\n${key}: ${name} <${email}>\n` };
      }),
    );

    const { added } = await readAll(repository.url, { to: shas[7] });

    const named = added.flatMap(({ coAuthors }) => coAuthors);
    expect(named).toEqual(Array(3).fill(person('Co-authored-by')));
    // Git itself, without any configuration of trailers.
    const trailers = await repository.git(
      'log',
      '--format=%(trailers:key=Co-authored-by,valueonly)',
    );
    expect(trailers.match(/\S+@\S+/g)).toEqual(
      Array(3).fill('<right@example.org>'),
    );
  });

  it('counts a history that was cut off on this machine as hosts count it', async () => {
    const repository = await createRepository('repository', { bare: true });
    const shas = await repository.commit({}, {}, {});
    await repository.git('replace', '--graft', shas[2]);
    await expect(revList(repository, shas[2])).resolves.toEqual([shas[2]]);

    const batches = await collect(read(repository.url, { to: shas[2] }));

    expect(batches).toMatchObject([{ added: { length: 3 }, total: 3 }]);
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
      expect(subject).toBe(`${5 - index} ${'x'.repeat(997)}…`);
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
