import { CommitBatch } from 'backstage-plugin-git-activity-node';
import {
  collect,
  configOf,
  createSource,
  flatten,
  setUpGitlab,
  shasOf,
  TOKEN,
} from './__testUtils__/setup';

const NOWHERE = '0123456789'.repeat(4);

describe('readCommits', () => {
  const context = setUpGitlab();
  const { publish, read, readAll, takeRequests } = context;

  const many = (count: number) => Array.from({ length: count }, () => ({}));

  it('reads a whole history newest first, a hundred per request', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...many(250));
    const shas = (await repository.git('rev-list', 'HEAD')).split('\n');

    const batches = await collect(read(url, { to: shas[0] }));

    expect(shasOf(flatten(batches).added)).toEqual(shas);
    expect(batches.map(({ added }) => added.length)).toEqual([100, 100, 50]);
    // One of the first is to count them.
    expect(batches.map(({ requests }) => requests)).toEqual([2, 1, 1]);
    expect(batches.map(({ total }) => total)).toEqual([250, 250, 250]);
    expect(takeRequests()).toHaveLength(4);
  });

  it('asks once more after a last page that is full', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...many(200));
    const to = await repository.git('rev-parse', 'HEAD');

    const { added } = await readAll(url, { to });

    expect(added).toHaveLength(200);
    expect(takeRequests()).toHaveLength(4);
  });

  it('does without a number where the host is too old to count', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, {}, {});
    const to = await repository.git('rev-parse', 'HEAD');
    context.gitlab.misbehave(
      { kind: 'answer', status: 404, body: '{"error":"404 Not Found"}' },
      { url: /sequence/ },
    );

    const [batch] = await collect(read(url, { to }));

    expect(batch).toMatchObject({ added: [{ sha: to }, {}], requests: 2 });
    expect(batch.total).toBeUndefined();
  });

  it('goes on after any batch without asking again for what was sent', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...many(250));
    const to = await repository.git('rev-parse', 'HEAD');
    const batches = await collect(read(url, { to }));

    for (const [index, { cursor }] of batches.entries()) {
      takeRequests();
      await readAll(url, { to, cursor });
      // The number, and what is left; after all of it, that there is no more.
      const left = batches.length - index - 1;
      expect(takeRequests()).toHaveLength(1 + (left || 1));
    }
  });

  it('believes no end that comes before as many commits as there are, wherever it goes on', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...many(250));
    const to = await repository.git('rev-parse', 'HEAD');
    const [{ cursor }] = await collect(read(url, { to }));
    context.gitlab.misbehave({ kind: 'empty-page' });

    await expect(readAll(url, { to, cursor })).rejects.toMatchObject({
      kind: 'incomplete',
      message: expect.stringContaining('it holds 100 of 250 commits'),
    });
  });

  it.each([
    ['something else than a list', '{"commits":[]}', 'broken'],
    ['what is no commit', '[null]', 'broken'],
    ['a commit without parents', `[{"id":"${NOWHERE}"}]`, 'broken'],
    [
      'a commit of elsewhere',
      `[{"id":"${NOWHERE}","parent_ids":[]}]`,
      'incomplete',
    ],
  ])('does not take %s for a list of commits', async (_, body, kind) => {
    const { repository, url } = await publish({ path: 'g/p' }, {});
    const to = await repository.git('rev-parse', 'HEAD');
    context.gitlab.misbehave(
      { kind: 'answer', status: 200, body },
      { url: /commits\?/ },
    );

    await expect(readAll(url, { to })).rejects.toMatchObject({ kind });
  });

  it('keeps the first line of a message that GitLab finds too big', async () => {
    const { repository, url } = await publish(
      { path: 'g/p' },
      { message: `Huge\n\n${'x'.repeat(11 * 1024 * 1024)}` },
    );
    const to = await repository.git('rev-parse', 'HEAD');

    const { added } = await readAll(url, { to });

    expect(added).toMatchObject([{ subject: 'Huge', coAuthors: [] }]);
  });

  it('leaves out times that nobody could read', async () => {
    const { repository, url } = await publish({ path: 'g/p' });
    const sha = await repository.writeRawCommit({
      author: 'A <a@example.com>',
      committer: 'A <a@example.com> 1700000000 +0100',
    });
    await repository.setBranch('main', sha);

    const { added } = await readAll(url, { to: sha });

    expect(added).toMatchObject([{ sha, committedAt: 1_700_000_000 }]);
    expect(added[0].authoredAt).toBeUndefined();
    expect(added[0].utcOffset).toBeUndefined();
  });

  it('resumes with another token when the former one is revoked meanwhile', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...many(150));
    const shas = (await repository.git('rev-list', 'HEAD')).split('\n');
    const [to] = shas;
    const batches: CommitBatch[] = [];
    const reading = async () => {
      for await (const batch of read(url, { to })) {
        batches.push(batch);
        context.gitlab.removeToken(TOKEN);
      }
    };
    await expect(reading()).rejects.toMatchObject({ kind: 'forbidden' });

    context.gitlab.addToken({ token: 'another', scopes: ['read_api'] });
    const gitlabs = [configOf(context.gitlab, 'another')];
    Object.assign(context, createSource({ gitlabs }));
    const [{ cursor }] = batches;
    batches.push(...(await collect(read(url, { to, cursor }))));

    expect(shasOf(flatten(batches).added)).toEqual(shas);
  });

  it('reads what was added since by three requests, whatever its dates', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, {}, {}, {});
    const from = await repository.git('rev-parse', 'HEAD');
    await repository.commit(
      { branch: 'old', parents: ['main'], authoredAt: 1_000_000_000 },
      { authoredAt: 1_800_000_000 },
      { parents: ['main', 'old'] },
    );
    const to = await repository.git('rev-parse', 'HEAD');
    const expected = await repository.git('rev-list', `${from}..${to}`);

    const { added, removed, requests } = await readAll(url, { from, to });

    expect(shasOf(added)).toEqual(expected.split('\n'));
    expect(added).toHaveLength(3);
    expect(removed).toEqual([]);
    expect(requests).toBe(3);
    expect(takeRequests()).toHaveLength(3);
  });

  it.each([
    ['a resumed head', { to: NOWHERE, cursor: 'added:100' }],
    [
      'a resumed old head',
      { from: NOWHERE, to: 'HEAD', cursor: 'removed:100' },
    ],
    ['what is no SHA', { to: 'main' }],
    ['an option', { to: '--all' }],
  ])('says so when it does not know %s', async (_, range) => {
    const { repository, url } = await publish({ path: 'g/p' }, {});
    const head = await repository.git('rev-parse', 'HEAD');
    const real = (sha?: string) => (sha === 'HEAD' ? head : sha);
    const { from, to, cursor } = {
      from: undefined,
      cursor: undefined,
      ...range,
    };
    const asked = { from: real(from), to: real(to) ?? '', cursor };

    await expect(readAll(url, asked)).rejects.toMatchObject({
      kind: 'head-unknown',
    });
  });

  it('does not take a project that is gone for a history that is', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, {}, {});
    const to = await repository.git('rev-parse', 'HEAD');
    context.gitlab.makePrivate('g/p');

    await expect(
      readAll(url, { to, cursor: 'added:100' }),
    ).rejects.toMatchObject({ kind: 'gone' });
  });

  it('refuses a cursor that is none of its own', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, {});
    const to = await repository.git('rev-parse', 'HEAD');

    await expect(readAll(url, { to, cursor: 'page:7' })).rejects.toThrow(
      'No batch of commits has the cursor "page:7"',
    );
  });

  it('reads on when the project moves meanwhile', async () => {
    const { repository, url } = await publish({ path: 'g/p.x' }, ...many(150));
    const shas = (await repository.git('rev-list', 'HEAD')).split('\n');
    const batches: CommitBatch[] = [];

    for await (const batch of read(url, { to: shas[0] })) {
      batches.push(batch);
      if (batches.length === 1) {
        context.gitlab.transferProject('g/p.x', 'elsewhere');
      }
    }

    expect(shasOf(flatten(batches).added)).toEqual(shas);
  });

  it('asks for parts of a page that is too much for the host', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...many(230));
    const shas = (await repository.git('rev-list', 'HEAD')).split('\n');
    context.gitlab.misbehave(
      { kind: 'answer', status: 504 },
      { url: /per_page=100.*&?page=2|page=2&per_page=100/ },
    );

    const { added } = await readAll(url, { to: shas[0] });

    expect(shasOf(added)).toEqual(shas);
    const sizes = context.gitlab.requests.map(({ query }) => query.per_page);
    expect(sizes.slice(1)).toEqual([
      '100',
      '100',
      '100',
      '25',
      '25',
      '25',
      '25',
      '100',
    ]);
  });
});
