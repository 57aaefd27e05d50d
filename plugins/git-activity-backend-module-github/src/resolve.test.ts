import { setUpGithub, TOKEN, withToken } from './__testUtils__/setup';

const SHA = '0123456789012345678901234567890123456789';

describe('URLs', () => {
  const { createSource, startHost } = setUpGithub();
  const source = () =>
    createSource([
      { host: 'github.com', token: TOKEN },
      { host: 'ghe.example.com', token: TOKEN },
    ]);

  it.each([
    'https://github.com/Acme/Rocket',
    'https://github.com/acme/rocket/',
    'https://github.com/acme/rocket.git',
    'https://GitHub.com:443/acme/rocket/tree/main/sub/dir',
    'https://github.com/acme/rocket/blob/main/catalog-info.yaml?raw=true#x',
    'https://user:secret@github.com/acme/rocket',
    'http://github.com/acme/rocket',
    'ssh://git@github.com/acme/rocket.git',
    'ssh://git@ssh.github.com:443/acme/rocket.git',
    'git@github.com:Acme/rocket.git',
    'github.com:acme/rocket.git',
  ])('of one repository come to the same: %s', async url => {
    await expect(source().resolve(url)).resolves.toEqual({
      url: 'https://github.com/acme/rocket',
    });
  });

  it.each([
    [
      'https://ghe.example.com/Some-Team/a.b_c-d/tree/main',
      'https://ghe.example.com/some-team/a.b_c-d',
    ],
    [
      'https://github.com/octocat_company/.github',
      'https://github.com/octocat_company/.github',
    ],
  ])('of other hosts and odd names are known: %s', async (url, canonical) => {
    await expect(source().resolve(url)).resolves.toEqual({ url: canonical });
  });

  it('of a host without a credential are left to another source', async () => {
    const withoutToken = createSource([{ host: 'ghe.example.com' }]);

    for (const host of ['github.com', 'ghe.example.com']) {
      await expect(
        withoutToken.resolve(`https://${host}/acme/rocket`),
      ).resolves.toBeUndefined();
    }
  });

  it('keep http where the host has nothing else', async () => {
    const github = await startHost();
    await expect(
      createSource([withToken(github)]).resolve(`${github.url}/A/B.git`),
    ).resolves.toEqual({ url: `${github.url}/a/b` });
  });

  it.each([
    'https://gitlab.com/acme/rocket',
    'https://github.com.example.com/acme/rocket',
    'https://github.com@example.com/acme/rocket',
    'https://ghe.example.com:8443/acme/rocket',
    'https://api.github.com/repos/acme/rocket',
    'file:///srv/git/rocket',
    'ext::sh -c touch% /tmp/x',
    '--upload-pack=touch /tmp/x',
    'https://github.com',
    'nonsense',
    '',
  ])('of anything else are none of its business: %s', async url => {
    await expect(source().resolve(url)).resolves.toBeUndefined();
  });

  it.each([
    'https://github.com/acme',
    'https://github.com/acme/..git',
    'https://github.com/acme/.git',
    'https://github.com/acme/a%20b',
    'https://github.com/-acme/rocket',
    'https://github.com/ac"me/rocket',
    'https://github.com/acme/rocket$(id)',
    'git@github.com:acme',
  ])('that name no repository are refused: %s', async url => {
    await expect(source().resolve(url)).rejects.toMatchObject({
      name: 'CommitSourceError',
      kind: 'refused',
      message:
        'This URL names no repository of github.com: it must begin like https://github.com/<owner>/<repository>.',
    });
  });

  it('of commits are known', () => {
    expect(
      source().getCommitUrl({
        repository: { url: 'https://github.com/acme/rocket' },
        sha: SHA,
      }),
    ).toBe(`https://github.com/acme/rocket/commit/${SHA}`);
  });

  it.each([
    [{}, undefined, undefined],
    [{ via: 'git' }, 'git', 'git'],
    [{ hosts: [{ host: 'ghe.example.com', via: 'git' }] }, undefined, 'git'],
    [
      { via: 'git', hosts: [{ host: 'ghe.example.com', via: 'api' }] },
      'git',
      undefined,
    ],
  ])('are read through git where %j says so', (settings, first, second) => {
    const configured = createSource([{ host: 'ghe.example.com' }], {
      settings,
    });
    expect(
      ['https://github.com/a/b', 'https://ghe.example.com/a/b'].map(url =>
        configured.readThrough({ url }),
      ),
    ).toEqual([first, second]);
  });

  it.each(['api', 'git'])(
    'are asked by git which commits changed folders, also with via: %s',
    via => {
      const configured = createSource([], { settings: { via } });

      expect(configured.readFoldersThrough()).toBe('git');
    },
  );
});
