import { createMockDirectory } from '@backstage/backend-test-utils';
import { runTestGit } from 'backstage-plugin-git-activity-source-test-kit';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { FakeGitlab } from './FakeGitlab';
import { FakeGitlabFault } from './faults';

jest.setTimeout(60_000);

const PATH = 'Group/sub/project';
const ID_PATH = encodeURIComponent(PATH);

describe('FakeGitlab', () => {
  const directory = createMockDirectory();
  let gitlab: FakeGitlab;
  let repository: TestRepository;

  beforeEach(async () => {
    directory.clear();
    gitlab = await FakeGitlab.start({ subpath: '/gitlab' });
    repository = await TestRepository.create({
      dir: directory.resolve('repository'),
    });
    gitlab.addToken({ token: 'secret', scopes: ['read_api'] });
  });
  afterEach(() => gitlab.stop());

  const get = async (
    path: string,
    options: { token?: string; method?: string } = {},
  ) => {
    const { token = 'secret', method } = options;
    const response = await fetch(`${gitlab.apiBaseUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: token ? { Authorization: `Bearer ${token}` } : {},
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? JSON.parse(text) : text,
    };
  };
  const list = (query: string) =>
    get(`/projects/${ID_PATH}/repository/commits?${query}`);

  it('describes a project by its path and by its id', async () => {
    await repository.commit({});
    const { id } = gitlab.addProject({ path: PATH, repository });

    const { body } = await get(`/projects/${ID_PATH}`);

    expect(body).toMatchObject({
      id,
      path_with_namespace: PATH,
      default_branch: 'main',
      empty_repo: false,
      archived: false,
      web_url: `${gitlab.url}/${PATH}`,
    });
    expect((await get(`/projects/${id}`)).body).toEqual(body);
    expect(gitlab.requests[0]).toMatchObject({
      kind: 'api',
      path: `/projects/${ID_PATH}`,
      status: 200,
      authorization: 'Bearer secret',
    });
  });

  it('shows a commit as GitLab does', async () => {
    gitlab.addProject({ path: PATH, repository });
    const [first, second] = await repository.commit(
      {},
      {
        author: { name: 'Ada', email: 'ada@example.com' },
        authoredAt: 1_704_103_200,
        utcOffset: '+0530',
        message: 'Subject\n\nBody\n',
      },
    );

    const { body } = await get(
      `/projects/${ID_PATH}/repository/commits/HEAD?stats=false`,
    );

    expect(body).toMatchObject({
      id: second,
      parent_ids: [first],
      title: 'Subject',
      message: 'Subject\n\nBody\n',
      author_name: 'Ada',
      author_email: 'ada@example.com',
      authored_date: '2024-01-01T15:30:00.000+05:30',
    });
    const answer = await get(
      `/projects/${ID_PATH}/repository/commits/${'0'.repeat(40)}`,
    );
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ message: '404 Commit Not Found' });
  });

  it('pages by 20 unless asked, by 100 at most, and announces a page after a full one', async () => {
    gitlab.addProject({ path: PATH, repository });
    await repository.commit(...Array.from({ length: 200 }, () => ({})));
    const shas = (await repository.git('rev-list', 'HEAD')).split('\n');

    const first = await list('per_page=1000');
    const second = await list('per_page=100&page=2');
    const third = await list('per_page=100&page=3');

    const ids = [...first.body, ...second.body].map(({ id }) => id);
    expect(ids).toEqual(shas);
    expect(first.headers.get('x-per-page')).toBe('100');
    expect(first.headers.get('x-total')).toBeNull();
    expect(second.headers.get('x-next-page')).toBe('3');
    expect(second.headers.get('link')).toContain('rel="next"');
    expect(third.body).toEqual([]);
    expect(third.headers.get('x-next-page')).toBe('');
    expect((await list('')).body).toHaveLength(20);
    expect((await list('per_page=many')).status).toBe(400);
  });

  it('lists a range, and nothing for what it does not know', async () => {
    gitlab.addProject({ path: PATH, repository });
    const [first, second, third] = await repository.commit({}, {}, {});

    const range = await list(`ref_name=${first}..${third}`);
    const ids = range.body.map(({ id }: { id: string }) => id);
    expect(ids).toEqual([third, second]);
    for (const ref of ['nope', `${'0'.repeat(40)}..${third}`, '--all']) {
      const { status, body } = await list(`ref_name=${ref}`);
      expect([status, body]).toEqual([200, []]);
    }
  });

  it('finds merge bases, and says which refs it does not know', async () => {
    gitlab.addProject({ path: PATH, repository });
    const [base, left, right, other] = await repository.commit(
      { label: 'base' },
      {},
      { branch: 'right', parents: ['base'] },
      { branch: 'other', parents: [] },
    );
    const ask = (...refs: string[]) =>
      get(
        `/projects/${ID_PATH}/repository/merge_base?${refs
          .map(ref => `refs[]=${ref}`)
          .join('&')}`,
      );

    expect((await ask(left, right)).body.id).toBe(base);
    expect((await ask(left, other)).body).toEqual({
      message: '404 Merge Base Not Found',
    });
    expect((await ask(left, 'nope')).body).toEqual({
      message: 'Could not find ref: nope',
    });
    expect((await ask(left)).status).toBe(400);
  });

  it('leads from an old path to the id, by GET only', async () => {
    await repository.commit({});
    const { id } = gitlab.addProject({ path: PATH, repository });
    gitlab.renameProject(PATH, 'other');
    gitlab.transferProject('Group/sub/other', 'elsewhere');

    const moved = await get(`/projects/${ID_PATH}/repository/branches/main`);

    expect(moved.status).toBe(301);
    expect(moved.headers.get('location')).toBe(
      `${gitlab.apiBaseUrl}/projects/${id}/repository/branches/main`,
    );
    const head = await get(`/projects/${ID_PATH}`, { method: 'HEAD' });
    expect(head.status).toBe(405);
    const branch = await get(`/projects/${id}/repository/branches/main`);
    expect(branch.body).toMatchObject({
      name: 'main',
      default: true,
      web_url: `${gitlab.url}/elsewhere/other/-/tree/main`,
    });
  });

  it('hides what a token may not see, and says what a token lacks', async () => {
    await repository.commit({});
    gitlab.addProject({ path: PATH, repository });
    gitlab.addToken({ token: 'blind', scopes: ['api'], projects: [] });
    gitlab.addToken({ token: 'weak', scopes: ['read_user'] });
    gitlab.addToken({ token: 'old', scopes: ['api'], expired: true });
    gitlab.addToken({ token: 'guest', scopes: ['api'], role: 'guest' });
    const ask = async (token: string, path = '') => {
      const answer = await get(`/projects/${ID_PATH}${path}`, { token });
      return [answer.status, answer.body.message ?? answer.body.error];
    };

    const nothing = [404, '404 Project Not Found'];
    expect(await ask('')).toEqual(nothing);
    expect(await ask('blind')).toEqual(nothing);
    expect(await ask('weak')).toEqual([403, 'insufficient_scope']);
    expect(await ask('old')).toEqual([401, 'invalid_token']);
    expect(await ask('unknown')).toEqual([401, '401 Unauthorized']);
    const branch = '/repository/branches/main';
    expect(await ask('guest', branch)).toEqual([403, '403 Forbidden']);

    gitlab.makePublic(PATH);
    expect(await ask('')).toEqual([200, undefined]);
    gitlab.makePrivate(PATH);
    expect(await ask('secret')).toEqual(nothing);
  });

  it('tells a token about itself', async () => {
    const { body } = await get('/personal_access_tokens/self');

    expect(body).toMatchObject({ scopes: ['read_api'], active: true });
    expect((await get('/version', { token: '' })).status).toBe(401);
  });

  it('serves files, and the ids of their blobs', async () => {
    await repository.commit({ files: { '.mailmap': 'A <a@x> <b@x>\n' } });
    gitlab.addProject({ path: PATH, repository });
    const blob = await repository.git('rev-parse', 'HEAD:.mailmap');
    const file = `/projects/${ID_PATH}/repository/files/.mailmap`;

    const head = await get(`${file}?ref=main`, { method: 'HEAD' });

    expect(head.headers.get('x-gitlab-blob-id')).toBe(blob);
    expect((await get(`${file}/raw?ref=main`)).body).toBe('A <a@x> <b@x>\n');
    const raw = await get(`/projects/${ID_PATH}/repository/blobs/${blob}/raw`);
    expect(raw.body).toBe('A <a@x> <b@x>\n');
    expect((await get(file)).body).toEqual({ error: 'ref is missing' });
    const other = `/projects/${ID_PATH}/repository/files/x?ref=main`;
    expect((await get(other)).body.message).toBe('404 File Not Found');
  });

  it('says when a limit ends, once it is exceeded', async () => {
    gitlab.setLimit({ requests: 1, windowSeconds: 3600 });

    const first = await get('/version');
    const second = await get('/version');

    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-remaining')).toBeNull();
    expect(second.status).toBe(429);
    expect(second.headers.get('ratelimit-remaining')).toBe('0');
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('misbehaves as often as it is told, and where', async () => {
    gitlab.misbehave(
      { kind: 'answer', status: 500, body: token => `No ${token}` },
      { times: 1, after: 1, url: /version/ },
    );
    gitlab.misbehave({ kind: 'cut-off', afterBytes: 3 }, { url: /self/ });

    expect((await get('/projects/1')).status).toBe(404);
    expect((await get('/version')).status).toBe(200);
    await expect(
      fetch(`${gitlab.apiBaseUrl}/version`, {
        headers: { 'PRIVATE-TOKEN': 'secret' },
      }).then(response => response.text()),
    ).resolves.toBe('No secret');
    expect((await get('/version')).status).toBe(200);
    await expect(get('/personal_access_tokens/self')).rejects.toThrow();
    gitlab.behave();
    expect((await get('/personal_access_tokens/self')).status).toBe(200);
  });

  it('lists too little or the wrong part when it is told to, and looks well', async () => {
    gitlab.addProject({ path: PATH, repository });
    await repository.commit(...Array.from({ length: 8 }, () => ({})));
    const shas = (await repository.git('rev-list', 'HEAD')).split('\n');
    const listWith = async (fault: FakeGitlabFault) => {
      gitlab.misbehave(fault, { times: 1 });
      // Only lists of commits are told wrongly.
      expect((await get(`/projects/${ID_PATH}`)).status).toBe(200);
      const { status, headers, body } = await list('per_page=4&page=2');
      const ids = body.map(({ id }: { id: string }) => id);
      return [status, headers.get('x-next-page'), ids];
    };

    expect(await listWith({ kind: 'empty-page' })).toEqual([200, '', []]);
    expect(await listWith({ kind: 'half-page' })).toEqual([
      200,
      '',
      shas.slice(4, 6),
    ]);
    expect(await listWith({ kind: 'moved-page', by: 1 })).toEqual([
      200,
      '',
      shas.slice(5),
    ]);
    expect(await listWith({ kind: 'moved-page', by: -1 })).toEqual([
      200,
      '3',
      shas.slice(3, 7),
    ]);
  });

  it('counts what a commit reaches', async () => {
    gitlab.addProject({ path: PATH, repository });
    const [first, second] = await repository.commit({}, {});
    const count = (sha: string, action = 'sequence') =>
      get(`/projects/${ID_PATH}/repository/commits/${sha}/${action}`);

    expect((await count(first)).body).toEqual({ count: 1 });
    expect((await count(second)).body).toEqual({ count: 2 });
    expect((await count('0'.repeat(40))).status).toBe(404);
    expect((await count(second, 'diff')).status).toBe(404);
  });

  it('lists a range as git walks it, shared commits included where dates are out of order', async () => {
    gitlab.addProject({ path: PATH, repository });
    const row = (start: number, more: object = {}) =>
      Array.from({ length: 12 }, (_, index) => ({
        authoredAt: start + index,
        ...(index === 0 ? more : {}),
      }));
    const shared = await repository.commit(...row(1_700_000_000));
    const [from] = (await repository.commit(...row(1_710_000_000))).slice(-1);
    const [to] = (
      await repository.commit(...row(1_500_000_000, { parents: [shared[11]] }))
    ).slice(-1);

    const { body } = await list(`ref_name=${to}..${from}&per_page=100`);

    const ids = body.map(({ id }: { id: string }) => id);
    const walked = await repository.git('rev-list', `${to}..${from}`);
    expect(ids).toEqual(walked.split('\n'));
    expect(ids).toContain(shared[11]);
  });

  it('serves git clients that may read the repository', async () => {
    await repository.commit({});
    gitlab.addProject({ path: PATH, repository });
    gitlab.addToken({ token: 'git', scopes: ['read_repository'] });
    const head = await repository.git('rev-parse', 'HEAD');
    const lsRemote = async (token: string) => {
      const basic = Buffer.from(`oauth2:${token}`).toString('base64');
      const output = await runTestGit({
        dir: directory.path,
        args: [
          '-c',
          `http.extraHeader=Authorization: Basic ${basic}`,
          'ls-remote',
          `${gitlab.url}/${PATH}.git`,
          'HEAD',
        ],
      });
      return output.toString('utf8');
    };

    await expect(lsRemote('git')).resolves.toBe(`${head}\tHEAD\n`);
    await expect(lsRemote('secret')).rejects.toThrow(/403/);
    await expect(lsRemote('unknown')).rejects.toThrow(
      /Authentication|Username/,
    );
    expect(gitlab.requests[0]).toMatchObject({ kind: 'git', status: 200 });
  });

  it('makes the event of a push', async () => {
    const { id } = gitlab.addProject({ path: PATH, repository });

    const event = gitlab.pushEvent(PATH, { before: '1', after: '2' });

    expect(event).toMatchObject({
      topic: 'gitlab.push',
      eventPayload: {
        object_kind: 'push',
        ref: 'refs/heads/main',
        after: '2',
        project: { id, git_http_url: `${gitlab.url}/${PATH}.git` },
      },
    });
  });
});
