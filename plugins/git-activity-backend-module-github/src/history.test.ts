import { CommitBatch } from 'backstage-plugin-git-activity-node';
import {
  collect,
  flatten,
  nextOf,
  plainCommits,
  revList,
  setUpGithub,
  shasOf,
} from './__testUtils__/setup';

const ada = { name: 'Ada Lovelace', email: 'ada@example.com' };
const bob = { name: 'Bob', email: 'bob@example.com' };

describe('a whole history', () => {
  const { startHost, host, sourceOf, read } = setUpGithub();

  async function hostCommits(count: number) {
    const github = await startHost();
    const { repository, url } = await host(github);
    await repository.commit(...plainCommits(count));
    const to = await repository.git('rev-parse', 'main');
    return { github, repository, url, to };
  }

  function batchSizes(batches: CommitBatch[]): number[] {
    return batches.map(({ added }) => added.length);
  }

  it('comes newest first, a point for a hundred commits', async () => {
    const { github, repository, url, to } = await hostCommits(230);

    const batches = await collect(read(sourceOf(github), url, { to }));

    expect(batchSizes(batches)).toEqual([100, 100, 30]);
    expect(batches.map(({ requests }) => requests)).toEqual([1, 1, 1]);
    const { added, removed } = flatten(batches);
    expect(shasOf(added)).toEqual(await revList(repository, 'main'));
    expect(removed).toEqual([]);
    expect(github.points()).toEqual({ core: 0, graphql: 3 });
  });

  it('has each commit as its author wrote it, and whom the host takes the author for', async () => {
    const github = await startHost();
    github.mapLogin('ada@example.com', 'ada');
    const { repository, url } = await host(github);
    await repository.commit(
      { author: bob, label: 'root' },
      {
        author: ada,
        authoredAt: 1_700_000_000,
        utcOffset: '+0530',
        committer: bob,
        committedAt: 1_710_000_000,
        message:
          'First line\nof the subject\n\nBody\n\nCo-authored-by: Bob <bob@example.com>\n',
      },
      { parents: ['main', 'root'] },
    );
    const to = await repository.git('rev-parse', 'main');

    const { added } = flatten(
      await collect(read(sourceOf(github), url, { to })),
    );

    const [root, second] = (await revList(repository, to)).reverse();
    expect(added.find(({ author }) => author.name === ada.name)).toEqual({
      sha: second,
      parents: [root],
      author: { ...ada, login: 'ada' },
      coAuthors: [bob],
      authoredAt: 1_700_000_000,
      utcOffset: 330,
      committedAt: 1_710_000_000,
      subject: 'First line of the subject',
    });
    expect(added.find(({ sha }) => sha === root)?.author).toEqual(bob);
  });

  it('is not read where a merge has more parents than the host names', async () => {
    const { github, repository, url } = await hostCommits(1);
    const branches = Array.from({ length: 100 }, (_, index) => `b${index}`);
    await repository.commit(
      ...branches.map(branch => ({ branch, parents: ['main'] })),
    );
    await repository.commit({ parents: ['main', ...branches] });
    const to = await repository.git('rev-parse', 'main');

    await expect(
      collect(read(sourceOf(github), url, { to })),
    ).rejects.toMatchObject({
      kind: 'incomplete',
      message: `GitHub gave an answer that cannot be all: of the 101 parents of ${to} it names 100.`,
    });
  });

  it('tells with each batch how many commits there are, unless counting them is too much', async () => {
    const { github, url, to } = await hostCommits(230);
    const totals = async () =>
      (await collect(read(sourceOf(github), url, { to }))).map(
        ({ total }) => total,
      );
    expect(await totals()).toEqual([230, 230, 230]);

    github.misbehave({
      when: ({ variables }) => variables?.withTotal === true,
      with: '502',
    });
    expect(new Set(await totals())).toEqual(new Set([undefined]));
  });

  it('takes odd commits as they are', async () => {
    const github = await startHost();
    const { repository, url } = await host(github);
    const raw = (author: string | null, message = 'Odd') =>
      repository.writeRawCommit({ author, message });
    const odd = [
      await raw('A <a@example.com> 1700000000 +1730'),
      await raw(' <> 1700000000 +0000', ''),
      await raw('A <a@example.com>'),
    ];
    await repository.setBranch(
      'main',
      await repository.writeRawCommit({ parents: odd }),
    );
    const to = await repository.git('rev-parse', 'main');

    const { added } = flatten(
      await collect(read(sourceOf(github), url, { to })),
    );

    const bySha = new Map(added.map(commit => [commit.sha, commit]));
    expect(bySha.get(odd[0])).toMatchObject({
      authoredAt: 1_700_000_000,
      utcOffset: 17 * 60 + 30,
    });
    expect(bySha.get(odd[1])).toMatchObject({
      author: { name: '', email: '' },
      subject: '',
    });
    expect(bySha.get(odd[2])).toMatchObject({
      author: { name: 'A', email: 'a@example.com' },
    });
  });

  it('goes on after any batch without asking again for what came before', async () => {
    const { github, repository, url, to } = await hostCommits(230);
    const source = sourceOf(github);
    const batches = await collect(read(source, url, { to }));
    const all = await revList(repository, 'main');

    for (const [index, { cursor }] of batches.entries()) {
      github.requests.splice(0);
      const rest = flatten(await collect(read(source, url, { to, cursor })));
      expect(shasOf(rest.added)).toEqual(all.slice((index + 1) * 100));
      expect(github.requests).toHaveLength(batches.length - index - 1);
    }
  });

  it('reads on under the new name while a repository is renamed', async () => {
    const { github, repository, url, to } = await hostCommits(150);
    const reading = read(sourceOf(github), url, { to });
    const first = await nextOf(reading);
    github.renameRepository('acme/rocket', 'spaceship');

    const rest = await collect(reading);

    expect(shasOf([...first.added, ...flatten(rest).added])).toEqual(
      await revList(repository, to),
    );
  });

  it('says so when the head is no commit', async () => {
    const { github, repository, url } = await hostCommits(1);
    const tree = await repository.git('rev-parse', 'main^{tree}');

    await expect(
      collect(read(sourceOf(github), url, { to: tree })),
    ).rejects.toMatchObject({ kind: 'head-unknown' });
  });

  it.each(['502', '504'] as const)(
    'asks for smaller pages after %s, and for larger ones later',
    async fault => {
      const { github, repository, url, to } = await hostCommits(400);
      github.misbehave({ with: fault, times: 2 });

      const batches = await collect(read(sourceOf(github), url, { to }));

      expect(shasOf(flatten(batches).added)).toEqual(
        await revList(repository, 'main'),
      );
      expect(batchSizes(batches)).toEqual([
        25, 25, 25, 25, 50, 50, 50, 50, 100,
      ]);
      expect(batches[0].requests).toBe(3);
    },
  );

  it('keeps to small pages where larger ones stay too heavy', async () => {
    const { github, repository, url, to } = await hostCommits(120);
    github.misbehave({ with: '502-above-page-size:25' });

    const batches = await collect(read(sourceOf(github), url, { to }));

    expect(shasOf(flatten(batches).added)).toEqual(
      await revList(repository, 'main'),
    );
    expect(Math.max(...batchSizes(batches))).toBe(25);
  });

  it('puts it off when even the smallest page is too heavy', async () => {
    const { github, url, to } = await hostCommits(20);
    github.misbehave({ with: '502' });

    await expect(
      collect(read(sourceOf(github), url, { to })),
    ).rejects.toMatchObject({
      kind: 'try-later',
      message: expect.stringContaining('took too long to answer (502)'),
    });
    expect(github.requests).toHaveLength(6);
  });
});
