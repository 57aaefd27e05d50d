import {
  collect,
  flatten,
  nextOf,
  plainCommits,
  revList,
  setUpGithub,
  shasOf,
  withApps,
  withToken,
} from './__testUtils__/setup';

describe('credentials', () => {
  const { startHost, host, createSource, head, read, signal } = setUpGithub();

  async function hostApp(installation: object = {}) {
    const github = await startHost();
    const app = github.addApp({
      appId: 1,
      installations: [{ id: 11, owner: 'Acme', ...installation }],
    });
    const { repository, url } = await host(github, 'Acme/Rocket', {
      private: true,
    });
    const [sha] = await repository.commit({});
    return { github, app, repository, url, sha };
  }

  it('of an App serve repositories whose names have capitals, and only some of which were selected', async () => {
    const { github, app, url, sha } = await hostApp({
      repositories: ['Acme/Rocket'],
    });
    await host(github, 'Acme/Other', { private: true });
    const source = createSource([withApps(github, app)]);

    await expect(head(source, url)).resolves.toMatchObject({ sha });
    await expect(
      head(source, `${github.url}/acme/other`),
    ).resolves.toMatchObject({
      kind: 'gone',
      message: expect.stringMatching(
        /is not among the repositories that the GitHub App on acme .* was granted/,
      ),
    });
  });

  it('of an App are asked for once, however many repositories there are', async () => {
    const { github, app, repository } = await hostApp();
    const urls = Array.from({ length: 20 }, (_, index) => {
      const name = `r${index}`;
      return github.addRepository({ owner: 'acme', name, repository }).url;
    });
    const source = createSource([withApps(github, app)]);

    await source.getHeads({ repositories: urls.map(url => ({ url })), signal });

    const minted = github.requests.filter(({ path }) =>
      path.endsWith('/access_tokens'),
    );
    expect(minted).toHaveLength(1);
  });

  it('of an App are not waited for when nobody waits, or for too long', async () => {
    const { github, app, url } = await hostApp();
    github.misbehave({ when: { kind: 'rest' }, with: 'hang' });
    const reason = new Error('Enough');
    const stopping = new AbortController();
    const heads = createSource([withApps(github, app)]).getHeads({
      repositories: [{ url }],
      signal: stopping.signal,
    });
    setTimeout(() => stopping.abort(reason), 50);
    await expect(heads).rejects.toBe(reason);

    const impatient = createSource([withApps(github, app)], {
      pace: { timeoutMs: 50 },
    });
    await expect(head(impatient, url)).resolves.toMatchObject({
      kind: 'try-later',
    });
  });

  it('of an App that come too fast for the host are put off', async () => {
    const { github, app, url } = await hostApp();
    github.misbehave({ when: { kind: 'rest' }, with: 'secondary-limit' });
    await expect(
      head(createSource([withApps(github, app)]), url),
    ).resolves.toMatchObject({
      kind: 'rate-limited',
      message: expect.stringContaining('too often for tokens'),
      retryAt: expect.any(Date),
    });
  });

  it('that end in the midst of a first fill are replaced', async () => {
    const { github, app, repository, url } = await hostApp();
    await repository.commit(...plainCommits(250));
    const to = await repository.git('rev-parse', 'main');
    const source = createSource([withApps(github, app)]);
    const reading = read(source, url, { to });
    const first = await nextOf(reading);
    github.expireInstallationTokens();

    const rest = await collect(reading);

    expect(shasOf([...first.added, ...flatten(rest).added])).toEqual(
      await revList(repository, 'main'),
    );
    const graphql = github.requests.filter(({ kind }) => kind === 'graphql');
    expect(graphql.map(({ status }) => status)).toEqual([200, 401, 200, 200]);
    expect(rest.map(({ requests }) => requests)).toEqual([2, 1]);
  });

  it('that are missing are asked for', async () => {
    const { github, url } = await hostApp();
    const source = createSource([
      { host: github.host, apiBaseUrl: github.apiBaseUrl },
    ]);
    await expect(head(source, url)).resolves.toMatchObject({
      kind: 'forbidden',
      message: `There is no credential for ${github.host}. Configure a token or a GitHub App below integrations.github.`,
    });
  });

  it('of an App that is not installed on the owner are asked for', async () => {
    const { github, app } = await hostApp();
    await host(github, 'other/one');
    await expect(
      head(createSource([withApps(github, app)]), `${github.url}/other/one`),
    ).resolves.toMatchObject({
      kind: 'forbidden',
      message: expect.stringMatching(
        /^No GitHub App that integrations\.github has for .* is installed on other\. Install it there/,
      ),
    });
  });

  it('of an App that was suspended are not had', async () => {
    const { github, app, url } = await hostApp({ suspended: true });
    await expect(
      head(createSource([withApps(github, app)]), url),
    ).resolves.toMatchObject({
      kind: 'forbidden',
      message: expect.stringMatching(
        /^the GitHub App on acme .* is suspended\. Its owner must unsuspend it/,
      ),
    });
  });

  it('of an App that was suspended or removed later are accepted no more', async () => {
    for (const end of ['suspend', 'uninstall']) {
      const { github, app, url } = await hostApp();
      const source = createSource([withApps(github, app)]);
      await head(source, url);
      if (end === 'suspend') {
        github.updateInstallation(11, { suspended: true });
      } else {
        github.uninstallApp(11);
      }
      await expect(head(source, url)).resolves.toMatchObject({
        kind: 'forbidden',
        message: expect.stringMatching(/is suspended|is installed on acme/),
      });
    }
  });

  it.each(['unsuspended', 'installed'])(
    'of an App that was just %s are had a minute later, and the host is not asked for them more often',
    async how => {
      const { github, app, repository, url, sha } = await hostApp({
        suspended: true,
      });
      const other = github.addRepository({
        owner: 'other',
        name: 'one',
        repository,
      });
      const asked = how === 'installed' ? other.url : url;
      const patient = createSource([withApps(github, app)]);
      const quick = createSource([withApps(github, app)], {
        pace: { askAnewAfterMs: 0 },
      });
      for (const source of [patient, quick]) {
        await expect(head(source, asked)).resolves.toMatchObject({
          kind: 'forbidden',
        });
      }
      github.updateInstallation(11, { suspended: false, owner: 'Acme' });
      if (how === 'installed') {
        github.updateInstallation(11, { owner: 'other' });
      }
      const before = github.requests.length;

      await expect(head(patient, asked)).resolves.toMatchObject({
        kind: 'forbidden',
      });
      expect(github.requests).toHaveLength(before);
      await expect(head(quick, asked)).resolves.toMatchObject({ sha });
    },
  );

  it('of an App are not had with a key that is no longer its own', async () => {
    const { github, app, url } = await hostApp();
    github.rotateAppKey(1);
    await expect(
      head(createSource([withApps(github, app)]), url),
    ).resolves.toMatchObject({
      kind: 'forbidden',
      message: expect.stringMatching(
        /was not recognised when it asked for access to acme: its appId and privateKey/,
      ),
    });
  });

  it('of an App are not had with what is no key at all', async () => {
    const { github, app, url } = await hostApp();
    const error = await head(
      createSource([
        withApps(github, { ...app, privateKey: 'my secret private key' }),
      ]),
      url,
    );
    expect(error).toMatchObject({ kind: 'forbidden' });
    expect(`${error}`).not.toContain('my secret');
  });

  it('of an App that may not read contents are said to lack a permission', async () => {
    const { github, app, url } = await hostApp({
      permissions: { metadata: 'read' },
    });
    await expect(
      head(createSource([withApps(github, app)]), url),
    ).resolves.toMatchObject({
      kind: 'forbidden',
      message: expect.stringMatching(
        /lacks a permission; it needs the permissions "Contents: read" and "Metadata: read"/,
      ),
    });
  });

  it.each(['expired', 'unknown'])(
    'that are %s are told from those that lack something',
    async how => {
      const { github, url } = await hostApp();
      github.addToken({
        token: 'ghp_expired',
        kind: 'classic',
        login: 'x',
        expired: true,
      });
      const source = createSource([withToken(github, `ghp_${how}`)]);
      await expect(head(source, url)).resolves.toMatchObject({
        kind: 'forbidden',
        message: `${github.host} does not accept the token that integrations.github has for it: it is wrong, expired or revoked. Put a new one there.`,
      });
      expect(github.requests).toHaveLength(1);
    },
  );

  it('of a fine-grained token serve what it was granted', async () => {
    const { github, url, sha } = await hostApp();
    github.addToken({
      token: 'github_pat_one',
      kind: 'fine-grained',
      login: 'x',
      repositories: ['Acme/Rocket'],
    });
    const source = createSource([withToken(github, 'github_pat_one')]);
    await expect(head(source, url)).resolves.toMatchObject({ sha });
  });

  it('need to know where the API is', async () => {
    await expect(
      head(
        createSource([{ host: 'ghe.example.com', token: 'ghp_any' }]),
        'https://ghe.example.com/a/b',
      ),
    ).resolves.toMatchObject({
      kind: 'refused',
      message:
        'The API of ghe.example.com is not known: set apiBaseUrl of ghe.example.com below integrations.github.',
    });
  });
});
