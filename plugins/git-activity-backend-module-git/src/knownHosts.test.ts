import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { RepositoryHead } from 'backstage-plugin-git-activity-node';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { FakeGithub, FakeGitlab } from 'fake-hosts';
import { GitCommitSource } from './GitCommitSource';
import { collect, commitsOf, flatten } from './__testUtils__/setup';

describe('hosts that the portal integrates', () => {
  const directory = createMockDirectory();
  const signal = new AbortController().signal;
  let repository: TestRepository;
  let sha: string;
  beforeEach(async () => {
    directory.setContent({});
    repository = await TestRepository.create({
      dir: directory.resolve('repository'),
    });
    [sha] = await repository.commit({ files: { a: 'contents' } });
  });

  const sourceOf = (integrations: object) =>
    new GitCommitSource({
      roots: [],
      remotes: {
        integrations: ScmIntegrations.fromConfig(
          new ConfigReader({ integrations }),
        ),
        credentials: [],
        clones: { directory: directory.resolve('clones'), maxBytes: 1e9 },
        logger: mockServices.logger.mock(),
      },
    });
  const head = async (
    source: GitCommitSource,
    url: string,
  ): Promise<RepositoryHead | Error> => {
    const [answer] = await source.getHeads({ repositories: [{ url }], signal });
    return answer;
  };
  const readShas = async (source: GitCommitSource, url: string) => {
    const request = { repository: { url }, to: sha, signal };
    const { added } = flatten(await collect(source.readCommits(request)));
    return added.map(commit => commit.sha);
  };

  /** Merges, of which hosts tell otherwise than git. */
  const commitMerges = async () => {
    const shas = await repository.commit(
      { label: 'fork', files: { 'api/a': 'x', 'web/a': 'x' } },
      { files: { 'web/a': 'main' } },
      { branch: 'topic', parents: ['fork'], files: { 'api/a': 'topic' } },
      { parents: ['main', 'topic'], files: { 'api/a': 'topic' } },
      { branch: 'topic', files: { 'api/a': 'not taken' } },
      { parents: ['main', 'topic'], files: { 'api/evil': 'x' } },
      { files: { 'api/a': null, 'web/b': 'topic' } },
    );
    return shas[shas.length - 1];
  };
  /** The commits of each of two folders, as the source and as git tells them. */
  const readFolders = async (source: GitCommitSource, url: string) => {
    const to = await commitMerges();
    const folders = ['api', 'web'];
    const request = { repository: { url }, folders, to, signal };
    const batches = await collect(source.readFolders(request));
    const commits = batches.flatMap(batch => batch.commits);
    return {
      found: folders.map((_, place) =>
        commits
          .filter(commit => commit.folders.includes(place))
          .map(commit => commit.sha),
      ),
      expected: await Promise.all(
        folders.map(folder => commitsOf(repository, folder, to)),
      ),
    };
  };

  describe('GitHub', () => {
    let github: FakeGithub;
    let url: string;
    beforeEach(async () => {
      github = await FakeGithub.start();
      github.addRepository({
        owner: 'Acme',
        name: 'Site',
        repository,
        private: true,
      });
      github.addToken({
        token: 'ghp_1',
        kind: 'classic',
        login: 'me',
        scopes: ['repo'],
      });
      url = `${github.url}/acme/site`;
    });
    afterEach(() => github.stop());
    const integration = (more: object) =>
      sourceOf({
        github: [{ host: github.host, apiBaseUrl: github.apiBaseUrl, ...more }],
      });

    it('is read with a token, and followed to the new name of a repository', async () => {
      const source = integration({ token: 'ghp_1' });

      await expect(
        source.resolve(`${github.url}/Acme/Site/tree/main/a`),
      ).resolves.toEqual({ url });
      await expect(head(source, url)).resolves.toEqual({
        sha,
        branch: 'main',
        mailmapId: undefined,
      });
      await expect(readShas(source, url)).resolves.toEqual([sha]);
      github.transferRepository('Acme/Site', 'Other');
      await expect(head(source, url)).resolves.toMatchObject({
        sha,
        url: `${github.url}/other/site`,
      });
    });

    it('is asked by git which commits changed a folder', async () => {
      const source = integration({ token: 'ghp_1' });

      const { found, expected } = await readFolders(source, url);

      expect(found).toEqual(expected);
      expect(found.map(shas => shas.length)).toEqual([6, 3]);
    });

    it('is read as an App', async () => {
      const { appId, privateKey } = github.addApp({
        appId: 1,
        installations: [{ id: 7, owner: 'Acme', repositories: ['Acme/Site'] }],
      });
      const app = {
        appId,
        privateKey,
        clientId: 'client',
        clientSecret: 'secret',
        webhookSecret: 'secret',
      };
      const source = integration({ apps: [app] });

      await expect(head(source, url)).resolves.toMatchObject({ sha });
      await expect(readShas(source, url)).resolves.toEqual([sha]);

      github.addRepository({
        owner: 'Other',
        name: 'Site',
        repository,
        private: true,
      });
      await expect(
        head(source, `${github.url}/other/site`),
      ).resolves.toMatchObject({
        kind: 'forbidden',
        message: expect.stringMatching(/install the integration's GitHub App/),
      });

      github.updateInstallation(7, { suspended: true });
      await expect(
        head(integration({ apps: [app] }), url),
      ).resolves.toMatchObject({
        kind: 'forbidden',
        message: expect.stringMatching(/App.*is suspended/),
      });
    });

    it.each([
      ['ghp_other', 'forbidden', /wrong, expired or revoked/],
      [undefined, 'forbidden', /wants credentials/],
    ])('says what is wrong with the token %s', async (token, kind, message) => {
      await expect(head(integration({ token }), url)).resolves.toMatchObject({
        kind,
        message: expect.stringMatching(message),
      });
    });
  });

  it('GitLab is read below a subpath, in groups of groups, with a token that may', async () => {
    const gitlab = await FakeGitlab.start({ subpath: '/lab' });
    gitlab.addProject({ path: 'Group/sub/Project', repository });
    gitlab.addToken({ token: 'glpat-1', scopes: ['read_repository'] });
    gitlab.addToken({ token: 'glpat-2', scopes: ['read_api'] });
    const sourceWith = (token: string) =>
      sourceOf({
        gitlab: [
          {
            host: gitlab.host,
            baseUrl: gitlab.url,
            apiBaseUrl: gitlab.apiBaseUrl,
            token,
          },
        ],
      });
    const source = sourceWith('glpat-1');
    const url = `${gitlab.url}/group/sub/project`;

    await expect(
      source.resolve(`${gitlab.url}/Group/sub/Project/-/blob/main/a.yaml`),
    ).resolves.toEqual({ url });
    await expect(head(source, url)).resolves.toMatchObject({ sha });
    await expect(readShas(source, url)).resolves.toEqual([sha]);
    const { found, expected } = await readFolders(source, url);
    expect(found).toEqual(expected);
    await expect(head(sourceWith('glpat-2'), url)).resolves.toMatchObject({
      kind: 'forbidden',
      message: expect.stringMatching(/lack the scope/),
    });
    await gitlab.stop();
  });
});
