import { FakeGithub } from 'fake-hosts';
import {
  headOf,
  setUpGithub,
  withApps,
  withToken,
} from './__testUtils__/setup';

const ref = (oid: string) => ({ name: 'main', target: { oid } });

/** The host says something of a repository, whatever is true. */
function tellHead(github: FakeGithub, told: object) {
  const node = {
    databaseId: 7,
    isArchived: false,
    isEmpty: false,
    mailmap: null,
  };
  github.misbehave({
    when: { kind: 'graphql' },
    with: { status: 200, body: { data: { r0: { ...node, ...told } } } },
  });
}

describe('heads', () => {
  const { startHost, host, sourceOf, createSource, head, log, told, signal } =
    setUpGithub();

  it('tells where the default branch is, which repository it is, and which .mailmap it has', async () => {
    const github = await startHost();
    const { repository, url, id } = await host(github, 'Acme/Rocket');
    await repository.commit({ files: { '.mailmap': 'A <a@x> <b@x>\n' } }, {});

    await expect(head(sourceOf(github), url)).resolves.toEqual({
      sha: await repository.git('rev-parse', 'main'),
      branch: 'main',
      mailmapId: await repository.git('rev-parse', 'main:.mailmap'),
      externalId: `${github.host}/${id}`,
      url: `${github.url}/acme/rocket`,
      archived: false,
    });
  });

  it('takes no repository for empty whose default branch is missing', async () => {
    const github = await startHost();
    const { repository, url } = await host(github);
    await repository.commit({ branch: 'other' });

    await expect(head(sourceOf(github), url)).resolves.toMatchObject({
      name: 'CommitSourceError',
      kind: 'broken',
      message: expect.stringContaining('no default branch'),
    });
  });

  it('takes no directory for a .mailmap', async () => {
    const github = await startHost();
    const { repository, url } = await host(github);
    await repository.commit({ files: { '.mailmap/a': 'x' } });

    expect(headOf(await head(sourceOf(github), url)).mailmapId).toBeUndefined();
  });

  it('finds a repository that was given to another owner, and tells its new name and its old id', async () => {
    const github = await startHost();
    const { repository, url, id } = await host(github);
    const [sha] = await repository.commit({});
    const moved = github.transferRepository(id, 'NewOwner');

    await expect(head(sourceOf(github), url)).resolves.toMatchObject({
      sha,
      url: moved.url.toLowerCase(),
      externalId: `${github.host}/${id}`,
    });
  });

  it.each([
    '--upload-pack=touch /tmp/x',
    'acme/--upload-pack=x/y',
    'acme/..',
    'acme/rocket.git',
    'acme/rocket?x#y',
    'acme',
    '',
    'ac"me/rocket',
    'x@evil.example.com/acme/rocket',
    7,
  ])('believes no name of a host that could be none: %j', async name => {
    const github = await startHost();
    const { repository, url } = await host(github);
    const [sha] = await repository.commit({});
    const source = sourceOf(github);
    tellHead(github, { nameWithOwner: name, defaultBranchRef: ref(sha) });

    const found = headOf(await head(source, url));
    await head(source, url);

    expect(found).toMatchObject({ sha, branch: 'main', archived: false });
    expect(found.url).toBeUndefined();
    expect(log.filter(({ level }) => level === 'warn')).toEqual([
      {
        level: 'warn',
        message: expect.stringContaining('can be no name of a repository'),
      },
    ]);
  });

  it('takes nothing else for the name of a commit', async () => {
    const github = await startHost();
    const { url } = await host(github);
    tellHead(github, {
      nameWithOwner: 'acme/rocket',
      defaultBranchRef: ref('--upload-pack=x'),
    });

    await expect(head(sourceOf(github), url)).resolves.toMatchObject({
      kind: 'incomplete',
    });
  });

  it('keeps the trouble of one repository from the others', async () => {
    const github = await startHost();
    const { repository, url } = await host(github, 'acme/good');
    const [sha] = await repository.commit({});
    const deleted = await host(github, 'acme/deleted');
    github.deleteRepository(deleted.id);
    const forbidden = await host(github, 'strict/one', { private: true });
    github.setPolicy('strict', 'saml');
    const unknownHost = 'https://elsewhere.example.com/acme/good';

    const answers = await sourceOf(github).getHeads({
      repositories: [
        { url: deleted.url },
        { url },
        { url: forbidden.url },
        { url: unknownHost },
        { url },
      ],
      signal,
    });

    expect(answers).toMatchObject([
      {
        kind: 'gone',
        message: expect.stringMatching(
          /knows no repository acme\/deleted: it was deleted, or renamed .* or it is private/,
        ),
      },
      { sha },
      {
        kind: 'forbidden',
        message: expect.stringMatching(/strict\/one demands single sign-on/),
      },
      {
        kind: 'refused',
        message: expect.stringMatching(/integrations\.github no longer names/),
      },
      { sha },
    ]);
  });

  it.each([
    ['ip-allow-list', /only some IP addresses/],
    ['no-classic-tokens', /does not let the token for .* read strict\/one/],
  ] as const)('says what keeps it out: %s', async (policy, message) => {
    const github = await startHost();
    const { url } = await host(github, 'strict/one', { private: true });
    github.setPolicy('strict', policy);

    await expect(head(sourceOf(github), url)).resolves.toMatchObject({
      kind: 'forbidden',
      message: expect.stringMatching(message),
    });
  });

  it('says that a private repository was not granted', async () => {
    const github = await startHost();
    const { url, id } = await host(github);
    github.addToken({
      token: 'ghp_public-only',
      kind: 'classic',
      login: 'public',
    });
    const source = createSource([withToken(github, 'ghp_public-only')]);
    expect(await head(source, url)).not.toBeInstanceOf(Error);

    github.makePrivate(id);
    await expect(head(source, url)).resolves.toMatchObject({
      kind: 'gone',
      message: expect.stringContaining('was not granted access'),
    });
  });

  it('asks for a hundred with one query, which costs one point', async () => {
    const github = await startHost();
    const { repository } = await host(github, 'acme/r0');
    await repository.commit({});
    for (let index = 1; index < 201; index++) {
      github.addRepository({ owner: 'acme', name: `r${index}`, repository });
    }
    const repositories = Array.from({ length: 201 }, (_, index) => ({
      url: `${github.url}/acme/r${index}`,
    }));

    const answers = await sourceOf(github).getHeads({ repositories, signal });

    expect(answers.map(answer => headOf(answer).url)).toEqual(
      repositories.map(({ url }) => url),
    );
    expect(github.points()).toEqual({ core: 0, graphql: 3 });
  });

  it('halves a question that is too heavy', async () => {
    const github = await startHost();
    const { repository } = await host(github, 'acme/r0');
    await repository.commit({});
    for (let index = 1; index < 40; index++) {
      github.addRepository({ owner: 'acme', name: `r${index}`, repository });
    }
    const isHeavy = ({ variables = {} }: { variables?: object }) =>
      Object.keys(variables).length > 2 * 20;
    github.misbehave({ when: isHeavy, with: '502' });
    const repositories = Array.from({ length: 40 }, (_, index) => ({
      url: `${github.url}/acme/r${index}`,
    }));

    const answers = await sourceOf(github).getHeads({ repositories, signal });

    expect(answers.map(answer => headOf(answer).url)).toEqual(
      repositories.map(({ url }) => url),
    );
    expect(github.requests.map(({ status }) => status)).toEqual([
      502, 200, 200,
    ]);
  });

  it('does not go on asking a host in trouble, and says the same of all', async () => {
    const github = await startHost();
    github.misbehave({ with: '502' });
    const repositories = Array.from({ length: 100 }, (_, index) => ({
      url: `${github.url}/acme/r${index}`,
    }));

    const answers = await sourceOf(github).getHeads({ repositories, signal });

    expect(answers).toHaveLength(100);
    for (const answer of answers) {
      expect(answer).toMatchObject({ kind: 'try-later' });
    }
    expect(github.requests.length).toBeLessThan(10);
  });

  it('asks several Apps, an Enterprise host and a token at once, each for its own', async () => {
    const github = await startHost();
    const enterprise = await startHost({ enterprise: true });
    const first = github.addApp({
      appId: 1,
      installations: [{ id: 11, owner: 'acme' }],
    });
    const second = github.addApp({
      appId: 2,
      installations: [{ id: 22, owner: 'Umbrella' }],
    });
    const hosted = [
      await host(github, 'acme/a', { private: true }),
      await host(github, 'Umbrella/U', { private: true }),
      await host(github, 'nobody/n', { private: true }),
      await host(enterprise, 'corp/c', { private: true }),
    ];
    const shas: string[] = [];
    for (const { repository } of hosted) {
      shas.push(...(await repository.commit({})));
    }
    const source = createSource([
      { ...withApps(github, first, second), token: withToken(github).token },
      withToken(enterprise),
    ]);

    const answers = await source.getHeads({
      repositories: hosted.map(({ url }) => ({ url })),
      signal,
    });

    expect(answers.map(answer => headOf(answer).sha)).toEqual(shas);
    const asked = (requests: typeof github.requests) =>
      requests
        .filter(({ kind }) => kind === 'graphql')
        .map(({ credential }) => credential)
        .sort();
    expect(asked(github.requests)).toEqual([
      'installation 11',
      'installation 22',
      'portal',
    ]);
    expect(asked(enterprise.requests)).toEqual(['portal']);
    expect(told()).toEqual([]);
  });
});
