import { FakeGithub } from 'fake-hosts';
import { setUpGithub, withApps, withToken } from './__testUtils__/setup';

describe('the check at start-up', () => {
  const { startHost, createSource, log, told, signal } = setUpGithub();

  async function checkToken(
    github: FakeGithub,
    token: Omit<Parameters<FakeGithub['addToken']>[0], 'token' | 'login'>,
  ) {
    const value = `${
      token.kind === 'classic' ? 'ghp' : 'github_pat'
    }_0123456789`;
    github.addToken({ ...token, token: value, login: 'checked' });
    await createSource([withToken(github, value)]).checkCredentials(signal);
    expect(JSON.stringify(log)).not.toContain('0123456789');
    expect(told()).toHaveLength(1);
    return told()[0];
  }

  const name = (github: FakeGithub) =>
    `The token that integrations.github has for ${github.host}`;

  it.each([false, true])(
    'finds nothing wrong with a token that has what is needed (Enterprise: %s)',
    async enterprise => {
      const github = await startHost({ enterprise });
      await expect(
        checkToken(github, { kind: 'classic', scopes: ['repo', 'read:org'] }),
      ).resolves.toEqual({
        level: 'info',
        message: `${name(github)} is accepted and has what is needed.`,
      });
    },
  );

  it('names a token that reads public repositories only', async () => {
    const github = await startHost();
    await expect(
      checkToken(github, { kind: 'classic', scopes: ['public_repo'] }),
    ).resolves.toEqual({
      level: 'warn',
      message: `${name(
        github,
      )} lacks the scope "repo", so that only public repositories are read.`,
    });
  });

  it('names a token that has far more than is needed', async () => {
    const github = await startHost();
    await expect(
      checkToken(github, {
        kind: 'classic',
        scopes: ['repo', 'admin:org', 'delete_repo', 'workflow', 'read:user'],
      }),
    ).resolves.toEqual({
      level: 'warn',
      message: `${name(
        github,
      )} has more than git-activity needs (admin:org, delete_repo, workflow): take away what no other plugin needs either.`,
    });
  });

  it('names a token that is accepted no more', async () => {
    const github = await startHost();
    await expect(
      checkToken(github, { kind: 'classic', expired: true }),
    ).resolves.toEqual({
      level: 'warn',
      message: `${name(github)} is wrong, expired or revoked: nothing of ${
        github.host
      } is read with it. Put a new one there.`,
    });
  });

  it('says that it cannot see what a fine-grained token may do', async () => {
    const github = await startHost();
    await expect(
      checkToken(github, { kind: 'fine-grained' }),
    ).resolves.toMatchObject({
      level: 'info',
      message: expect.stringContaining('permissions cannot be read'),
    });
  });

  it('names each App that lacks something, has more, or is not known', async () => {
    const github = await startHost();
    const install = (id: number, permissions: Record<string, string>) =>
      github.addApp({
        appId: id,
        permissions,
        installations: [],
      });
    const apps = [
      install(1, { contents: 'read', metadata: 'read' }),
      install(2, { contents: 'write', metadata: 'read', issues: 'write' }),
      install(3, { metadata: 'read' }),
      install(4, { contents: 'read', metadata: 'read' }),
    ];
    github.rotateAppKey(4);

    await createSource([withApps(github, ...apps)]).checkCredentials(signal);

    expect(told().map(({ level }) => level)).toEqual([
      'info',
      'warn',
      'warn',
      'warn',
    ]);
    expect(told().map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The GitHub App 1 .* is accepted/),
      expect.stringMatching(
        /^The GitHub App 2 .* has more than git-activity needs \(contents: write, issues: write\)/,
      ),
      expect.stringMatching(/^The GitHub App 3 .* lacks "contents: read"/),
      expect.stringMatching(/^The GitHub App 4 .* is not recognised/),
    ]);
  });

  it('names a host whose API is not known', async () => {
    await createSource([
      { host: 'ghe.example.com', token: 'ghp_0123456789' },
    ]).checkCredentials(signal);
    expect(told()).toEqual([
      {
        level: 'warn',
        message:
          'The API of ghe.example.com is not known: set apiBaseUrl of ghe.example.com below integrations.github.',
      },
    ]);
  });

  it('never fails, and is silent once it is stopped', async () => {
    const github = await startHost();
    const source = createSource([withToken(github)]);
    await github.stop();
    await source.checkCredentials(signal);
    expect(told()).toEqual([
      {
        level: 'info',
        message: expect.stringMatching(
          /^A credential for .* could not be checked: /,
        ),
      },
    ]);

    log.splice(0);
    await source.checkCredentials(AbortSignal.abort());
    expect(told()).toEqual([]);
  });
});
