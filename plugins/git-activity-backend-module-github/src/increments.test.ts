import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import {
  collect,
  flatten,
  plainCommits,
  revList,
  setUpGithub,
  shasOf,
} from './__testUtils__/setup';

describe('an increment', () => {
  const { startHost, host, sourceOf, read } = setUpGithub();

  const tip = (repository: TestRepository) =>
    repository.git('rev-parse', 'main');

  async function hostHistory(commits = 5) {
    const github = await startHost();
    const { repository, url, id } = await host(github);
    await repository.commit(...plainCommits(commits));
    const from = await tip(repository);
    return { github, repository, url, id, from, source: sourceOf(github) };
  }

  /** What git says lies between two heads, and what the source read. */
  async function compareWithGit(
    setting: Awaited<ReturnType<typeof hostHistory>>,
    cursor?: string,
  ) {
    const { repository, source, url, from } = setting;
    const to = await tip(repository);
    const batches = await collect(read(source, url, { from, to, cursor }));
    const { added, removed } = flatten(batches);
    expect(shasOf(added).sort()).toEqual(
      (await revList(repository, to, `^${from}`)).sort(),
    );
    expect([...removed].sort()).toEqual(
      (await revList(repository, from, `^${to}`)).sort(),
    );
    const parts = batches.map(batch => (batch.added.length > 0 ? 'a' : 'r'));
    expect(parts.join('')).toMatch(/^r*a*$/);
    return { batches, added, removed };
  }

  it('costs one request to REST and one point, and no diff', async () => {
    const setting = await hostHistory();
    await setting.repository.commit(...plainCommits(3));

    const { batches, added } = await compareWithGit(setting);

    expect(added).toHaveLength(3);
    expect(batches.map(({ requests }) => requests)).toEqual([2]);
    expect(setting.github.points()).toEqual({ core: 1, graphql: 1 });
    expect(setting.github.requests[0].path).toMatch(/page=2&per_page=1$/);
  });

  it('is nothing between a head and itself', async () => {
    const setting = await hostHistory();
    const { batches } = await compareWithGit(setting);
    expect(batches).toEqual([]);
    expect(setting.github.points()).toEqual({ core: 1, graphql: 0 });
  });

  it('has the same details as a whole history', async () => {
    const setting = await hostHistory();
    const { repository, source, url } = setting;
    await repository.commit(
      {
        author: { name: 'Ada', email: 'ada@example.com' },
        utcOffset: '-0800',
        message: 'One\n\nCo-authored-by: B <b@example.com>\n',
      },
      { parents: ['main', 'main~2'] },
    );

    const { added } = await compareWithGit(setting);

    const to = await tip(repository);
    const { added: all } = flatten(await collect(read(source, url, { to })));
    expect(added).toEqual(all.filter(({ sha }) => shasOf(added).includes(sha)));
  });

  it('has all of a branch that began longer ago than is looked through', async () => {
    const setting = await hostHistory(330);
    await setting.repository.commit(
      { branch: 'old', parents: ['main~329'], authoredAt: 1_000_000_000 },
      { parents: ['main', 'old'], authoredAt: 1_800_000_000 },
    );

    const { added } = await compareWithGit(setting);

    expect(added).toHaveLength(2);
    expect(setting.github.points().core).toBe(2);
  });

  it('has a history that was joined from elsewhere', async () => {
    const setting = await hostHistory();
    await setting.repository.commit(
      { branch: 'alien', parents: [] },
      { branch: 'alien' },
      { parents: ['main', 'alien'] },
    );
    const { added } = await compareWithGit(setting);
    expect(added).toHaveLength(3);
  });

  it('tells what a force-push took away', async () => {
    const setting = await hostHistory(8);
    await setting.repository.setBranch(
      'main',
      await setting.repository.git('rev-parse', 'main~3'),
    );
    await setting.repository.commit({ message: 'Instead' });

    const { added, removed } = await compareWithGit(setting);

    expect(added).toHaveLength(1);
    expect(removed).toHaveLength(3);
    expect(setting.github.points()).toEqual({ core: 1, graphql: 1 });
  });

  it('lists what is too much to look through, and goes on anywhere in it', async () => {
    const setting = await hostHistory(3);
    setting.source = sourceOf(setting.github, { pace: { pageSize: 10 } });
    const { repository, source, url, from } = setting;
    await repository.commitMany(plainCommits(45));
    const to = await tip(repository);

    const { batches } = await compareWithGit(setting);

    expect(batches.map(({ added }) => added.length)).toEqual([
      ...new Array(4).fill(10),
      5,
    ]);
    expect(batches.map(({ total }) => total)).toEqual(new Array(5).fill(48));
    expect(setting.github.points()).toEqual({ core: 1 + 5, graphql: 1 + 5 });
    for (const index of [0, 3, 4]) {
      const rest = await collect(
        read(source, url, { from, to, cursor: batches[index].cursor }),
      );
      expect(flatten(rest)).toEqual(flatten(batches.slice(index + 1)));
    }
  });

  it('has a merge of more branches than are shown of it', async () => {
    const setting = await hostHistory();
    const branches = Array.from({ length: 12 }, (_, index) => `b${index}`);
    await setting.repository.commit(
      ...branches.map(branch => ({ branch, parents: ['main'] })),
      { parents: ['main', ...branches] },
    );
    const { added } = await compareWithGit(setting);
    expect(added.map(({ parents }) => parents.length)).toContain(13);
  });

  it('is read anew when it is so long that the whole costs less', async () => {
    const { repository, source, url, from, github } = await hostHistory();
    await repository.commitMany(plainCommits(10_001));
    const to = await tip(repository);

    await expect(
      collect(read(source, url, { from, to })),
    ).rejects.toMatchObject({
      kind: 'head-unknown',
      message: expect.stringContaining('too many commits lie between'),
    });
    expect(github.points()).toEqual({ core: 1, graphql: 0 });
  });

  it('follows a repository that was renamed', async () => {
    const setting = await hostHistory();
    await setting.repository.commit({});
    setting.github.renameRepository(setting.id, 'spaceship');
    const { added } = await compareWithGit(setting);
    expect(added).toHaveLength(1);
  });

  it.each(['from', 'to'] as const)(
    'says so when %s is not there',
    async which => {
      const { source, url, from } = await hostHistory();
      const missing = 'f'.repeat(40);
      const range = { from, to: from, [which]: missing };

      await expect(collect(read(source, url, range))).rejects.toMatchObject({
        kind: 'head-unknown',
        message: `The repository no longer has commit ${missing}.`,
      });
    },
  );

  it('is read anew when the histories have nothing in common', async () => {
    const setting = await hostHistory();
    await setting.repository.commit({ parents: [] });
    const { repository, source, url, from } = setting;
    const to = await tip(repository);

    await expect(
      collect(read(source, url, { from, to })),
    ).rejects.toMatchObject({
      kind: 'head-unknown',
      message: expect.stringContaining('cannot tell what lies between'),
    });
  });

  it('says that the repository is gone, and not its head', async () => {
    const { github, source, url, from, id } = await hostHistory();
    github.deleteRepository(id);

    await expect(
      collect(read(source, url, { from, to: 'f'.repeat(40) })),
    ).rejects.toMatchObject({ kind: 'gone' });
  });

  it('is read anew where the commits that were looked through do not prove what is gone', async () => {
    const setting = await hostHistory(80);
    setting.source = sourceOf(setting.github, { pace: { pageSize: 5 } });
    const { repository, source, url, from } = setting;
    // From where the old branch began, far more leads on than from what is gone.
    await repository.commit(
      { branch: 'old', parents: ['main~79'], authoredAt: 1_000_000_000 },
      { branch: 'side', parents: ['main~1'], message: 'Instead' },
    );
    await repository.setBranch(
      'main',
      await repository.git('rev-parse', 'side'),
    );
    await repository.commit({ parents: ['main', 'old'] });
    const to = await tip(repository);

    await expect(
      collect(read(source, url, { from, to })),
    ).rejects.toMatchObject({
      kind: 'head-unknown',
      message: `What is gone between ${from} and ${to} cannot be proven with a few requests.`,
    });
  });

  describe('whose heads the host does not find', () => {
    const NOT_FOUND = { status: 404, body: { message: 'Not Found' } };
    const comparing = { kind: 'rest' as const };

    it('is asked for again', async () => {
      const setting = await hostHistory();
      await setting.repository.commit({});
      setting.github.misbehave({ when: comparing, with: NOT_FOUND, times: 1 });

      const { added } = await compareWithGit(setting);

      expect(added).toHaveLength(1);
    });

    it('is put off while both are there, and read anew when it is so the next time', async () => {
      const setting = await hostHistory();
      const { repository, source, url, from, github } = setting;
      await repository.commit({});
      const to = await tip(repository);
      github.misbehave({ when: comparing, with: NOT_FOUND });
      const asked = () => collect(read(source, url, { from, to }));

      await expect(asked()).rejects.toMatchObject({
        kind: 'try-later',
        message: `${github.host} does not find two commits that it has to compare them.`,
      });
      await expect(asked()).rejects.toMatchObject({ kind: 'head-unknown' });
    });

    it('is asked for again, too, if it does not know one for a moment', async () => {
      const setting = await hostHistory();
      await setting.repository.commit({});
      setting.github.misbehave({ when: comparing, with: NOT_FOUND, times: 1 });
      setting.github.misbehave({
        when: ({ operationName }) => operationName === 'Existence',
        with: {
          status: 200,
          body: { data: { repository: { from: null, to: null } } },
        },
        times: 1,
      });

      const { added } = await compareWithGit(setting);

      expect(added).toHaveLength(1);
    });
  });

  it('asks for smaller pages when a page is too heavy', async () => {
    const setting = await hostHistory();
    await setting.repository.commit(...plainCommits(60));
    setting.github.misbehave({
      when: { kind: 'graphql' },
      with: '502-above-page-size:25',
    });
    const { added } = await compareWithGit(setting);
    expect(added).toHaveLength(60);
  });

  it('knows no cursor but its own', async () => {
    const { source, url, from } = await hostHistory();
    await expect(
      collect(read(source, url, { from, to: from, cursor: 'elsewhere' })),
    ).rejects.toThrow('No batch of commits has the cursor "elsewhere"');
  });
});
