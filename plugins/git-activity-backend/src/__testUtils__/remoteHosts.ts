import { MockDirectory } from '@backstage/backend-test-utils';
import {
  GitServer,
  TestRepository,
} from 'backstage-plugin-git-activity-source-test-kit';
import { FakeGithub, FakeGitlab } from 'fake-hosts';

/** Where repositories are, below a mock directory, so that a Git server finds them as `group/name`. */
export const HOSTED = 'hosted/group/name';

/** What lets the portal into each kind of host. */
export const SECRETS = {
  git: 'git-secret-9mU2xQv7',
  github: 'github-secret-4tRw8Kz1',
  gitlab: 'gitlab-secret-6yHn3Pb5',
};

/**
 * One repository behind every kind of host and read in every way: on the disk, from a Git server, from GitHub and GitLab through
 * their APIs, and from both through git.
 *
 * @returns the hosts, and what a portal has to know to read from them
 */
export async function startHosts(options: {
  /** At {@link HOSTED}. */
  repository: TestRepository;
  directory: MockDirectory;
}) {
  const { repository, directory } = options;
  const root = directory.resolve('hosted');
  const server = await GitServer.start({
    root,
    credentials: { username: 'portal', password: SECRETS.git },
  });
  const github = await startGithub({ repository, enterprise: false });
  const githubViaGit = await startGithub({ repository, enterprise: true });
  const gitlab = await startGitlab({ repository, subpath: '' });
  const gitlabViaGit = await startGitlab({ repository, subpath: '/gitlab' });
  return {
    server,
    github,
    githubViaGit,
    gitlab,
    gitlabViaGit,
    repositories: {
      local: repository.url,
      'any-git': `${server.url}/group/name.git`,
      github: `${github.url}/Group/Name`,
      'github-via-git': `${githubViaGit.url}/group/name/tree/main`,
      gitlab: `${gitlab.url}/group/sub/name`,
      'gitlab-via-git': `${gitlabViaGit.url}/group/sub/name/-/tree/main`,
    },
    config: {
      integrations: {
        github: [github, githubViaGit].map(({ host, apiBaseUrl }) => ({
          host,
          apiBaseUrl,
          token: SECRETS.github,
        })),
        gitlab: [gitlab, gitlabViaGit].map(({ host, apiBaseUrl, url }) => ({
          host,
          apiBaseUrl,
          baseUrl: url,
          token: SECRETS.gitlab,
        })),
      },
      gitActivity: {
        schedule: { initialDelay: { seconds: 0 } },
        git: {
          roots: [root],
          workingDirectory: directory.resolve('clones'),
          credentials: [
            {
              host: server.host,
              baseUrl: server.url,
              username: 'portal',
              token: SECRETS.git,
            },
          ],
        },
        github: { hosts: [{ host: githubViaGit.host, via: 'git' }] },
        gitlab: { hosts: [{ host: gitlabViaGit.host, via: 'git' }] },
      },
    },
    async stop(): Promise<void> {
      const hosts = [server, github, githubViaGit, gitlab, gitlabViaGit];
      await Promise.all(hosts.map(host => host.stop()));
    },
  };
}

async function startGithub(options: {
  repository: TestRepository;
  enterprise: boolean;
}): Promise<FakeGithub> {
  const host = await FakeGithub.start(options);
  host.addToken({
    token: SECRETS.github,
    kind: 'classic',
    scopes: ['repo'],
    login: 'portal',
  });
  host.addRepository({
    owner: 'Group',
    name: 'Name',
    repository: options.repository,
    private: true,
  });
  return host;
}

async function startGitlab(options: {
  repository: TestRepository;
  subpath: string;
}): Promise<FakeGitlab> {
  const host = await FakeGitlab.start(options);
  host.addToken({
    token: SECRETS.gitlab,
    scopes: ['read_api', 'read_repository'],
  });
  host.addProject({
    path: 'group/sub/name',
    repository: options.repository,
  });
  return host;
}
