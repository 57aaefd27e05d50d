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
    expect(batches.map(({ requests }) => requests)).toEqual([1, 1, 1]);
    expect(takeRequests()).toHaveLength(3);
  });

  it('asks once more after a last page that is full', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...many(200));
    const to = await repository.git('rev-parse', 'HEAD');

    const { added } = await readAll(url, { to });

    expect(added).toHaveLength(200);
    expect(takeRequests()).toHaveLength(3);
  });

  it('reads all of a commit as git has it', async () => {
    const { repository, url } = await publish(
      { path: 'g/p' },
      { branch: 'side' },
      {
        author: { name: 'Ada', email: 'ada@example.com' },
        committer: { name: 'Bob', email: 'bob@example.com' },
        authoredAt: 1_700_000_000,
        committedAt: 1_700_086_400,
        utcOffset: '-0330',
        parents: [],
        message:
          'A subject\non two lines\n\nBody\n\nco-authored-by: Eve <eve@example.com>\nCo-Authored-By: Mallory <m@example.com>\n',
      },
      { parents: ['main', 'side'], message: '' },
    );
    const to = await repository.git('rev-parse', 'HEAD');

    const { added } = await readAll(url, { to });

    expect(added[0]).toMatchObject({ sha: to, parents: 2, subject: '' });
    const commit = added.find(({ author }) => author.name === 'Ada');
    expect(commit).toEqual({
      sha: await repository.git('rev-parse', 'main~1'),
      parents: 0,
      author: { name: 'Ada', email: 'ada@example.com' },
      coAuthors: [
        { name: 'Eve', email: 'eve@example.com' },
        { name: 'Mallory', email: 'm@example.com' },
      ],
      authoredAt: 1_700_000_000,
      utcOffset: -210,
      committedAt: 1_700_086_400,
      subject: 'A subject on two lines',
    });
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

  it('resumes a whole history after every batch, without asking again for what it has', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...many(310));
    const shas = (await repository.git('rev-list', 'HEAD')).split('\n');
    const [to] = shas;
    const batches = await collect(read(url, { to }));

    for (const [index, { cursor }] of batches.entries()) {
      Object.assign(
        context,
        createSource({ gitlabs: [configOf(context.gitlab)] }),
      );
      takeRequests();
      const { added } = await readAll(url, { to, cursor });
      const sent = Math.min(100 * (index + 1), 310);
      expect(shasOf(added)).toEqual(shas.slice(sent));
      // At the end, that the head is still there is made sure of.
      const left = Math.ceil((310 - sent) / 100);
      expect(takeRequests()).toHaveLength(left || 2);
    }
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

  it('goes on while others push', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...many(250));
    const shas = (await repository.git('rev-list', 'HEAD')).split('\n');

    const batches: CommitBatch[] = [];
    for await (const batch of read(url, { to: shas[0] })) {
      batches.push(batch);
      await repository.commit(...many(30));
    }

    expect(shasOf(flatten(batches).added)).toEqual(shas);
  });

  it('reads what was added since by two requests, whatever its dates', async () => {
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
    expect(requests).toBe(2);
    expect(takeRequests()).toHaveLength(2);
  });

  it('reads what was removed, and then what was added, when a history was rewritten', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...many(120));
    const from = await repository.git('rev-parse', 'HEAD');
    const kept = await repository.git('rev-parse', 'HEAD~110');
    await repository.commit({ parents: [kept] }, {});
    const to = await repository.git('rev-parse', 'HEAD');
    const gone = await repository.git('rev-list', `${to}..${from}`);
    const fresh = await repository.git('rev-list', `${from}..${to}`);

    const batches = await collect(read(url, { from, to }));

    const { added, removed } = flatten(batches);
    expect(removed).toEqual(gone.split('\n'));
    expect(shasOf(added)).toEqual(fresh.split('\n'));
    expect(batches.map(batch => batch.removed.length)).toEqual([100, 10, 0]);

    for (const [index, { cursor }] of batches.entries()) {
      const rest = flatten(batches.slice(index + 1));
      const resumed = await readAll(url, { from, to, cursor });
      expect(resumed.removed).toEqual(rest.removed);
      expect(shasOf(resumed.added)).toEqual(shasOf(rest.added));
    }
  });

  it('reads a history that was reset, and one that is another altogether', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, {}, {}, {});
    const [third, second, first] = (
      await repository.git('rev-list', 'HEAD')
    ).split('\n');

    const reset = await readAll(url, { from: third, to: first });
    expect(reset.removed).toEqual([third, second]);
    expect(reset.added).toEqual([]);

    const [other] = await repository.commit({ parents: [] });
    const replaced = await readAll(url, { from: third, to: other });
    expect(replaced.removed).toEqual([third, second, first]);
    expect(shasOf(replaced.added)).toEqual([other]);

    expect(await collect(read(url, { from: other, to: other }))).toEqual([]);
  });

  it.each([
    ['the new head', { to: NOWHERE }],
    ['the new head of a comparison', { from: 'HEAD', to: NOWHERE }],
    ['the old head', { from: NOWHERE, to: 'HEAD' }],
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
    const [to, from] = (await repository.git('rev-list', 'HEAD')).split('\n');
    context.gitlab.makePrivate('g/p');

    await expect(readAll(url, { to })).rejects.toMatchObject({ kind: 'gone' });
    await expect(readAll(url, { from, to })).rejects.toMatchObject({
      kind: 'gone',
    });
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
    expect(sizes).toEqual(['100', '100', '100', '25', '25', '25', '25', '100']);
  });

  it('stops when it is told to', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...many(150));
    const to = await repository.git('rev-parse', 'HEAD');
    context.gitlab.misbehave({ kind: 'hang' }, { after: 1 });
    const controller = new AbortController();
    const { signal } = controller;
    const reason = new Error('Enough');
    const batches = context.source.readCommits({
      repository: { url },
      to,
      signal,
    });
    const iterator = batches[Symbol.asyncIterator]();
    await expect(iterator.next()).resolves.toMatchObject({
      value: { added: { length: 100 } },
    });

    const next = iterator.next();
    setTimeout(() => controller.abort(reason), 50);

    await expect(next).rejects.toBe(reason);
  });
});
