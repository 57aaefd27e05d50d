import { FakeGitlab } from 'fake-hosts';
import {
  configOf,
  createSource,
  setUpGitlab,
  TOKEN,
} from './__testUtils__/setup';

describe('getHeads', () => {
  const context = setUpGitlab();
  const { publish, head, goodHead, takeRequests } = context;

  it('finds the head, and asks once when nothing has changed', async () => {
    const { repository, id, url } = await publish(
      { path: 'Group/sub/project' },
      { files: { '.mailmap': 'A <a@x> <b@x>\n' } },
      {},
    );
    const expected = {
      sha: await repository.git('rev-parse', 'HEAD'),
      branch: 'main',
      mailmapId: await repository.git('rev-parse', 'HEAD:.mailmap'),
      externalId: `${context.gitlab.host}/${id}`,
      url,
      archived: false,
    };

    await expect(head(url)).resolves.toEqual(expected);
    expect(takeRequests()).toEqual([
      'GET /projects/group%2Fsub%2Fproject',
      `GET /projects/${id}/repository/branches/main`,
      `HEAD /projects/${id}/repository/files/.mailmap`,
    ]);
    await expect(head(url)).resolves.toEqual(expected);
    expect(takeRequests()).toEqual([
      `GET /projects/${id}/repository/branches/main`,
    ]);

    const [sha] = await repository.commit({});
    await expect(head(url)).resolves.toEqual({ ...expected, sha });
    expect(takeRequests()).toHaveLength(2);
  });

  it('asks about a fleet once each', async () => {
    const urls = [];
    for (let index = 0; index < 20; index++) {
      urls.push((await publish({ path: `g/p${index}` }, {})).url);
    }
    const repositories = urls.map(url => ({ url }));
    const { source, signal } = context;
    const first = await source.getHeads({ repositories, signal });
    takeRequests();

    const second = await source.getHeads({ repositories, signal });

    expect(takeRequests()).toHaveLength(20);
    expect(second).toEqual(first);
    expect(second.map(answer => 'url' in answer && answer.url)).toEqual(urls);
  });

  it('asks once when the id that it told is recorded', async () => {
    const { id, url } = await publish({ path: 'g/p' }, {});
    const first = await goodHead(url);
    takeRequests();
    const { source, signal } = context;
    const recorded = { url, externalId: first.externalId };

    const [second] = await source.getHeads({
      repositories: [recorded],
      signal,
    });

    expect(second).toEqual(first);
    expect(takeRequests()).toEqual([
      `GET /projects/${id}/repository/branches/main`,
    ]);
  });

  it('does not take a lost repository for an empty one', async () => {
    const { url } = await publish({ path: 'g/p' }, {});
    await goodHead(url);
    context.gitlab.loseRepository('g/p');

    await expect(head(url)).resolves.toMatchObject({
      kind: 'broken',
      message: expect.stringContaining('cannot find its repository'),
    });
  });

  it('follows the default branch at once, wherever the former one is', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, {});
    const first = await goodHead(url);
    await repository.git('branch', 'release/2.0');
    const [sha] = await repository.commit({ branch: 'release/2.0' });
    await expect(goodHead(url)).resolves.toEqual(first);

    await repository.setHead('release/2.0');
    await expect(goodHead(url)).resolves.toMatchObject({
      sha,
      branch: 'release/2.0',
    });

    await repository.git('branch', '--quiet', '-m', 'release/2.0', 'trunk');
    await expect(goodHead(url)).resolves.toMatchObject({
      sha,
      branch: 'trunk',
    });
  });

  it('tells at once that a project moved, and finds it at its former URL', async () => {
    const { id, url } = await publish({ path: 'g/p' }, {});
    const { externalId } = await goodHead(url);
    context.gitlab.renameProject('g/p', 'p.new');
    context.gitlab.transferProject('g/p.new', 'other/sub');
    const moved = `${context.gitlab.url}/other/sub/p.new`;

    await expect(goodHead(url)).resolves.toMatchObject({
      externalId,
      url: moved,
    });
    const restarted = createSource({ gitlabs: [configOf(context.gitlab)] });
    Object.assign(context, restarted);
    await expect(goodHead(url)).resolves.toMatchObject({
      externalId,
      url: moved,
    });
    takeRequests();
    await expect(goodHead({ url, externalId })).resolves.toMatchObject({
      url: moved,
    });
    expect(takeRequests()[0]).toBe(`GET /projects/${id}`);
  });

  it('keeps to the id when another project takes the path', async () => {
    const { url } = await publish({ path: 'g/p' }, {});
    const { externalId, sha } = await goodHead(url);
    context.gitlab.renameProject('g/p', 'old');
    const other = await context.createRepository('other', {}, {});
    context.gitlab.addProject({ path: 'g/p', repository: other });

    await expect(goodHead({ url, externalId })).resolves.toMatchObject({
      sha,
      url: `${context.gitlab.url}/g/old`,
    });
  });

  it('finds the project that took the place of one that was deleted', async () => {
    const { url } = await publish({ path: 'g/p' }, {});
    const { externalId } = await goodHead(url);
    context.gitlab.deleteProject('g/p');
    const other = await context.createRepository('other', {}, {});
    const { id } = context.gitlab.addProject({
      path: 'g/p',
      repository: other,
    });

    await expect(goodHead({ url, externalId })).resolves.toMatchObject({
      sha: await other.git('rev-parse', 'HEAD'),
      externalId: `${context.gitlab.host}/${id}`,
    });
  });

  it('cannot tell whether a project is gone or hidden, and says so', async () => {
    const { url } = await publish({ path: 'g/p' }, {});
    context.gitlab.makePrivate('g/p');

    await expect(head(url)).resolves.toMatchObject({
      kind: 'gone',
      message: expect.stringMatching(
        /no such project, or the token .* may not see it/,
      ),
    });
  });

  it('notices within an hour that a project was archived', async () => {
    let clock = 1_700_000_000_000;
    const now = () => clock;
    const gitlabs = [configOf(context.gitlab)];
    Object.assign(context, createSource({ gitlabs, now }));
    const { url } = await publish({ path: 'g/p' }, {});
    await goodHead(url);
    context.gitlab.archiveProject('g/p');
    await expect(goodHead(url)).resolves.toMatchObject({ archived: false });

    clock += 60 * 60 * 1000;
    await expect(goodHead(url)).resolves.toMatchObject({ archived: true });
  });

  it('serves no host that is configured no longer', async () => {
    await expect(
      head('https://elsewhere.example.com/g/p'),
    ).resolves.toMatchObject({ kind: 'refused' });
  });

  it('ignores an id of another host', async () => {
    const { id, url } = await publish({ path: 'g/p' }, {});

    await goodHead({ url, externalId: `gitlab.com/${id + 1}` });

    expect(takeRequests()[0]).toBe('GET /projects/g%2Fp');
  });

  it('reads several instances, each with its own token', async () => {
    const other = await FakeGitlab.start();
    try {
      other.addToken({ token: 'the-other', scopes: ['read_api'] });
      const repository = await context.createRepository('other', {}, {});
      other.addProject({ path: 'g/p', repository });
      const { url } = await publish({ path: 'g/p' }, {});
      Object.assign(
        context,
        createSource({
          gitlabs: [configOf(context.gitlab), configOf(other, 'the-other')],
        }),
      );

      const one = await goodHead(url);
      const two = await goodHead(`${other.url}/g/p`);

      expect(two.sha).toBe(await repository.git('rev-parse', 'HEAD'));
      expect(one.sha).not.toBe(two.sha);
      const authorizations = (gitlab: typeof other) =>
        new Set(gitlab.requests.map(({ authorization }) => authorization));
      expect(authorizations(context.gitlab)).toEqual(
        new Set([`Bearer ${TOKEN}`]),
      );
      expect(authorizations(other)).toEqual(new Set(['Bearer the-other']));
    } finally {
      await other.stop();
    }
  });

  describe('told what cannot be right', () => {
    /** Changes what the host says in answer to what matches. */
    const lie = async (path: string, url: RegExp, changes: object) => {
      const answer = await fetch(`${context.gitlab.apiBaseUrl}${path}`, {
        headers: { Authorization: `Bearer ${TOKEN}` },
      });
      const body = JSON.stringify({ ...(await answer.json()), ...changes });
      context.gitlab.misbehave({ kind: 'answer', status: 200, body }, { url });
    };
    const PROJECT = /\/projects\/[^/]+$/;

    it.each([
      '--upload-pack=touch /tmp/x',
      'g/--upload-pack=x',
      '../../etc/passwd',
      'g/../p',
      'g/p?x',
      'g/p/-/tree/main',
      'g/p\n',
      '//evil.example/g/p',
      'https://evil.example/g/p',
      'only-a-group',
      'g/'.repeat(1000),
      '',
      7,
      null,
      { toString: 'g/p' },
    ])('keeps its URL instead of %j, and warns once', async path => {
      const { url } = await publish({ path: 'g/p' }, {});
      const { sha } = await goodHead(url);
      Object.assign(
        context,
        createSource({ gitlabs: [configOf(context.gitlab)] }),
      );
      await lie('/projects/g%2Fp', PROJECT, { path_with_namespace: path });

      await expect(goodHead(url)).resolves.toMatchObject({ url, sha });
      await context.source.forget({ url });
      await expect(goodHead(url)).resolves.toMatchObject({ url, sha });
      expect(context.logger.warn.mock.calls).toEqual([
        [
          `GitLab tells of ${url} where it is in a way that cannot be right; it is ignored`,
        ],
      ]);
    });

    it.each([
      'https://evil.example/-/x',
      'mailto:g@p',
      'x',
      'http://[',
      7,
      null,
    ])('keeps its URL although its branch is at %j', async page => {
      const { url } = await publish({ path: 'g/p' }, {});
      const { sha } = await goodHead(url);
      await lie('/projects/g%2Fp/repository/branches/main', /branches/, {
        web_url: page,
      });

      await expect(goodHead(url)).resolves.toMatchObject({ url, sha });
      expect(context.logger.warn).toHaveBeenCalledTimes(1);
    });

    it.each(['--all', 'a b', 'a..b', 'a\nb', '../main', 'x'.repeat(2000), 7])(
      'asks for no branch %j',
      async branch => {
        const { url } = await publish({ path: 'g/p' }, {});
        await lie('/projects/g%2Fp', PROJECT, { default_branch: branch });
        takeRequests();

        await expect(head(url)).resolves.toMatchObject({ kind: 'try-later' });
        expect(takeRequests()).toEqual(['GET /projects/g%2Fp']);
        expect(context.logger.warn.mock.calls).toEqual([
          [expect.stringContaining('its default branch in a way that cannot')],
        ]);
      },
    );

    it.each([undefined, null, '../7', -1, 1.5])(
      'asks for no project %j',
      async id => {
        const { url } = await publish({ path: 'g/p' }, {});
        await lie('/projects/g%2Fp', PROJECT, { id });

        await expect(head(url)).resolves.toMatchObject({
          kind: 'broken',
          message: expect.stringContaining('sent a project without an id'),
        });
      },
    );

    it('tells the branch that it asked for, whatever the answer names', async () => {
      const { url } = await publish({ path: 'g/p' }, {});
      await lie('/projects/g%2Fp/repository/branches/main', /branches/, {
        name: '--upload-pack=x',
      });

      await expect(goodHead(url)).resolves.toMatchObject({ branch: 'main' });
    });
  });
});
