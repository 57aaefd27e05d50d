import { request as httpRequest } from 'node:http';
import { setUpHost, TOKEN } from './__testUtils__/setUpHost';

describe('REST', () => {
  const { github, addRepository, get } = setUpHost();

  it('describes a repository by name in any case, and by id', async () => {
    const { id } = await addRepository({ owner: 'Acme', name: 'Site' });

    for (const path of ['/repos/ACME/site', `/repositories/${id}`]) {
      const { status, body } = await get(path);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        id,
        full_name: 'Acme/Site',
        private: false,
        archived: false,
        default_branch: 'main',
        html_url: `${github().url}/Acme/Site`,
        clone_url: `${github().url}/Acme/Site.git`,
      });
    }
  });

  it('sends whoever uses a former name to the id', async () => {
    const { id, repository } = await addRepository();
    await repository.commit({});
    github().transferRepository('acme/site', 'umbrella');
    const moved = await get('/repos/acme/site/commits?per_page=1');

    expect(moved.status).toBe(301);
    expect(moved.body.message).toBe('Moved Permanently');
    const location = moved.headers.get('location');
    expect(location).toBe(
      `${github().apiBaseUrl}/repositories/${id}/commits?per_page=1`,
    );
    const followed = await fetch(location!);
    expect(followed.status).toBe(200);
  });

  it('forgets a former name once another repository has it', async () => {
    const { id } = await addRepository();
    github().renameRepository(id, 'shop');
    const other = await addRepository();

    expect((await get('/repos/acme/site')).body.id).toBe(other.id);
    expect((await get('/repos/acme/shop')).body.id).toBe(id);
  });

  it('lists commits in the order of git, page by page, in UTC', async () => {
    const { repository } = await addRepository();
    await repository.commit(
      {},
      {},
      { authoredAt: 1_700_000_000, utcOffset: '+0530', message: 'last\n' },
    );
    const shas = (await repository.git('rev-list', 'main')).split('\n');

    const { body, headers } = await get(
      '/repos/acme/site/commits?per_page=2&sha=main',
    );

    expect(body.map(({ sha }: { sha: string }) => sha)).toEqual(
      shas.slice(0, 2),
    );
    expect(body[0].commit).toMatchObject({
      message: 'last',
      author: { date: '2023-11-14T22:13:20Z' },
    });
    expect(headers.get('link')).toBe(
      `<${
        github().apiBaseUrl
      }/repos/acme/site/commits?per_page=2&sha=main&page=2>; rel="next", <${
        github().apiBaseUrl
      }/repos/acme/site/commits?per_page=2&sha=main&page=2>; rel="last"`,
    );
  });

  it('says that a repository is empty', async () => {
    await addRepository();

    await expect(get('/repos/acme/site/commits')).resolves.toMatchObject({
      status: 409,
      body: { message: 'Git Repository is empty.', status: '409' },
    });
  });

  it('finds a commit and a ref', async () => {
    const { repository } = await addRepository();
    const [sha] = await repository.commit({});

    expect((await get('/repos/acme/site/commits/main')).body.sha).toBe(sha);
    expect(
      (await get('/repos/acme/site/git/ref/heads/main')).body.object.sha,
    ).toBe(sha);
    await expect(
      get(`/repos/acme/site/commits/${'0'.repeat(40)}`),
    ).resolves.toMatchObject({
      status: 422,
      body: { message: `No commit found for SHA: ${'0'.repeat(40)}` },
    });
  });

  it('compares two commits, oldest first', async () => {
    const { repository } = await addRepository();
    const [root, fork, one, two, other] = await repository.commit(
      {},
      { label: 'fork' },
      { files: { 'a b.txt': 'x\ny\n' } },
      {},
      { branch: 'topic', parents: ['fork'] },
    );
    const compare = async (range: string, query = '') =>
      get(`/repos/acme/site/compare/${range}${query}`);
    const shas = (reply: { body: { commits: Array<{ sha: string }> } }) =>
      reply.body.commits.map(({ sha }) => sha);

    const ahead = await compare(`${fork}...${two}`);
    expect(ahead.body).toMatchObject({
      status: 'ahead',
      ahead_by: 2,
      behind_by: 0,
      total_commits: 2,
      merge_base_commit: { sha: fork },
      files: [
        {
          filename: 'a b.txt',
          status: 'added',
          additions: 2,
          deletions: 0,
          patch: '@@ -0,0 +1,2 @@\n+x\n+y',
        },
      ],
    });
    expect(shas(ahead)).toEqual([one, two]);
    await expect(compare(`${two}...${fork}`)).resolves.toMatchObject({
      body: { status: 'behind', behind_by: 2, commits: [] },
    });
    await expect(compare('topic...main')).resolves.toMatchObject({
      body: { status: 'diverged', ahead_by: 2, behind_by: 1 },
    });
    await expect(compare(`${root}...${root}`)).resolves.toMatchObject({
      body: { status: 'identical' },
    });
    const second = await compare(`${root}...${two}`, '?per_page=1&page=2');
    expect(shas(second)).toEqual([one]);
    expect(second.body).toMatchObject({ total_commits: 3 });
    expect(second.body.files).toBeUndefined();
    expect(other).not.toBe(two);
  });

  it('shows the latest 250 commits of a comparison that is not paged', async () => {
    const { repository } = await addRepository();
    await repository.commitMany(Array.from({ length: 300 }, () => ({})));
    const shas = (await repository.git('rev-list', '--reverse', 'main')).split(
      '\n',
    );

    const { body } = await get(
      `/repos/acme/site/compare/${shas[0]}...${shas[299]}`,
    );

    expect(body.total_commits).toBe(299);
    expect(body.commits.map(({ sha }: { sha: string }) => sha)).toEqual(
      shas.slice(-250),
    );
  });

  it('takes for gone, as ranges of git do, what is there where commits claim to be older than their parents', async () => {
    const { repository } = await addRepository();
    const row = (since: number) =>
      Array.from({ length: 12 }, (_, index) => ({
        authoredAt: since + index * 60,
      }));
    const early = await repository.commit(...row(1_700_000_000));
    const late = await repository.commit(...row(1_500_000_000));
    const [from, to] = [early[11], late[11]];
    const counted = await repository.git(
      'rev-list',
      '--count',
      `${to}..${from}`,
    );

    const { body } = await get(`/repos/acme/site/compare/${from}...${to}`);

    expect(await repository.git('merge-base', from, to)).toBe(from);
    expect(body.behind_by).toBe(Number(counted));
    expect(body.behind_by).toBeGreaterThan(0);
  });

  it('compares neither unknown commits nor histories that have nothing in common', async () => {
    const { repository } = await addRepository();
    const [one, other] = await repository.commit({}, { parents: [] });
    const unknown = '1'.repeat(40);

    await expect(
      get(`/repos/acme/site/compare/${unknown}...${other}`),
    ).resolves.toMatchObject({ status: 404, body: { message: 'Not Found' } });
    await expect(
      get(`/repos/acme/site/compare/${one}...${other}`),
    ).resolves.toMatchObject({
      status: 404,
      body: { message: `No common ancestor between ${one} and ${other}.` },
    });
  });

  it('refuses parameters that the published document does not know', async () => {
    const { repository } = await addRepository();
    await repository.commit({});

    await expect(
      get('/repos/acme/site/commits?perPage=5&page=two'),
    ).resolves.toMatchObject({
      status: 422,
      body: {
        message: expect.stringMatching(
          /perPage is no parameter of repos\/list-commits; page must be integer/,
        ),
      },
    });
    expect((await get('/repos/acme/site/nonsense')).status).toBe(404);
  });

  it('answers 304 to the same token alone, and charges nothing for it', async () => {
    await addRepository();
    github().addToken({ token: 'other', kind: 'classic', login: 'other' });
    const { headers } = await get('/repos/acme/site');
    const condition = { 'if-none-match': headers.get('etag')! };

    const again = await get('/repos/acme/site', condition);
    const other = await get('/repos/acme/site', condition, 'other');
    github().archiveRepository('acme/site');
    const changed = await get('/repos/acme/site', condition);

    expect([again, other, changed].map(({ status }) => status)).toEqual([
      304, 200, 200,
    ]);
    expect(changed.body.archived).toBe(true);
    expect(github().points('me').core).toBe(2);
  });

  it('tells what is left, for nothing', async () => {
    await addRepository();
    await get('/repos/acme/site');

    const { body, headers } = await get('/rate_limit');

    expect(body.resources.core).toMatchObject({ limit: 5000, remaining: 4999 });
    expect(headers.get('x-ratelimit-remaining')).toBe('4999');
    expect(headers.get('x-ratelimit-resource')).toBe('core');
    expect(headers.get('x-oauth-scopes')).toBe('repo');
    expect(headers.get('x-github-request-id')).toMatch(/^[0-9A-F]{16}$/);
  });

  it('refuses a request without a User-Agent, and one for what it does not make', async () => {
    const status = await new Promise((resolve, reject) => {
      httpRequest(
        `${github().apiBaseUrl}/rate_limit`,
        { headers: { authorization: `token ${TOKEN}` } },
        response => resolve(response.resume().statusCode),
      )
        .on('error', reject)
        .end();
    });
    const { status: other, body } = await get('/rate_limit', {
      accept: 'text/plain',
    });

    expect(status).toBe(403);
    expect(other).toBe(415);
    expect(body.message).toMatch(/Must accept 'application\/json'/);
  });

  it.each([
    ['dmca', 451],
    ['disabled', 403],
  ] as const)(
    'keeps a repository that is blocked (%s)',
    async (why, status) => {
      const { id } = await addRepository();
      github().blockRepository(id, why);

      await expect(get('/repos/acme/site')).resolves.toMatchObject({
        status,
        body: { message: 'Repository access blocked' },
      });
    },
  );
});
