import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { HostCredentials } from '../../config';
import { commitUrl } from './commitUrl';
import { HostAuthorization } from './HostAuthorization';
import { RemoteHosts } from './RemoteHosts';

const ssh = { keyFile: '/keys/id', knownHostsFile: '/keys/known' };
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

const config = new ConfigReader({
  integrations: {
    github: [
      { host: 'github.com', token: 'ghp_1' },
      {
        host: 'ghe.example.com',
        apiBaseUrl: 'https://ghe.example.com/api/v3',
        rawBaseUrl: 'https://ghe.example.com/raw',
      },
      { host: '127.0.0.1:81', apiBaseUrl: 'http://127.0.0.1:81/api/v3' },
    ],
    gitlab: [
      {
        host: 'example.com',
        baseUrl: 'https://example.com/lab',
        apiBaseUrl: 'https://example.com/lab/api/v4',
        token: 'glpat-1',
      },
    ],
    gitea: [
      {
        host: 'gitea.example.com:3000',
        baseUrl: 'https://gitea.example.com:3000/git',
        password: 'gitea-token',
      },
    ],
    bitbucketCloud: [{ username: 'bob', appPassword: 'app' }],
    bitbucketServer: [
      {
        host: 'stash.example.com',
        apiBaseUrl: 'https://stash.example.com/rest/api/1.0',
        token: 'stash-token',
      },
    ],
    azure: [
      {
        host: 'dev.azure.com',
        credentials: [{ personalAccessToken: 'pat' }],
      },
    ],
    gerrit: [
      {
        host: 'gerrit.example.com',
        baseUrl: 'https://gerrit.example.com',
        gitilesBaseUrl: 'https://gerrit.example.com/plugins/gitiles',
        username: 'gerry',
        password: 'gerrit-pw',
      },
    ],
  },
});
const credentials: HostCredentials[] = [
  { host: 'plain.example.com', username: 'me', secret: 'secret', ssh },
  { host: 'cgit.example.com', baseUrl: 'https://cgit.example.com/cgit' },
  { host: 'ssh.example.com', ssh },
  { host: 'ghe.example.com', ssh },
];

const integrations = ScmIntegrations.fromConfig(config);
const hosts = new RemoteHosts({ integrations, credentials });

describe('URLs of hosts', () => {
  it.each([
    // GitHub: the owner and the name, in small letters
    ['https://github.com/Acme/Site', 'https://github.com/acme/site'],
    ['https://github.com/acme/site.git', 'https://github.com/acme/site'],
    ['https://github.com/acme/site/', 'https://github.com/acme/site'],
    ['http://github.com/acme/site', 'https://github.com/acme/site'],
    ['https://a:b@github.com/acme/site', 'https://github.com/acme/site'],
    ['git@github.com:acme/site.git', 'https://github.com/acme/site'],
    ['ssh://git@github.com/acme/site', 'https://github.com/acme/site'],
    [
      'https://github.com/acme/site/tree/main/a/b',
      'https://github.com/acme/site',
    ],
    ['https://github.com/acme/site?a=b#c', 'https://github.com/acme/site'],
    ['https://127.0.0.1:81/acme/site', 'http://127.0.0.1:81/acme/site'],
    // GitLab: groups in groups, below a subpath
    ['https://example.com/lab/G/S/P', 'https://example.com/lab/g/s/p'],
    ['https://example.com/lab/g/s/p.git', 'https://example.com/lab/g/s/p'],
    [
      'https://example.com/lab/g/s/p/-/blob/main/a.yaml',
      'https://example.com/lab/g/s/p',
    ],
    [
      'https://example.com/lab/g/p/tree/main/-/a',
      'https://example.com/lab/g/p',
    ],
    ['git@example.com:g/s/p.git', 'https://example.com/lab/g/s/p'],
    ['ssh://git@example.com:2222/lab/p.git', 'https://example.com/lab/lab/p'],
    // others
    [
      'https://gitea.example.com:3000/git/O/r/src/branch/main/a',
      'https://gitea.example.com:3000/git/O/r',
    ],
    [
      'https://bitbucket.org/ws/repo/src/main/a.yaml',
      'https://bitbucket.org/ws/repo',
    ],
    [
      'https://stash.example.com/projects/KEY/repos/Name/browse/a',
      'https://stash.example.com/scm/key/name',
    ],
    [
      'https://stash.example.com/users/bob/repos/name',
      'https://stash.example.com/scm/~bob/name',
    ],
    [
      'https://stash.example.com/scm/key/name.git',
      'https://stash.example.com/scm/key/name',
    ],
    [
      'ssh://git@stash.example.com:7999/key/name.git',
      'https://stash.example.com/scm/key/name',
    ],
    [
      'https://dev.azure.com/org/My%20Project/_git/repo?path=/a',
      'https://dev.azure.com/org/My%20Project/_git/repo',
    ],
    [
      'https://gerrit.example.com/plugins/gitiles/web/site/+/refs/heads/main/a',
      'https://gerrit.example.com/web/site',
    ],
    [
      'https://gerrit.example.com/a/web/site',
      'https://gerrit.example.com/web/site',
    ],
    // hosts whose habits are not known: as it is
    ['https://plain.example.com/A/b.git', 'https://plain.example.com/A/b.git'],
    [
      'https://cgit.example.com/cgit/a/b.git/tree/x',
      'https://cgit.example.com/cgit/a/b.git',
    ],
    ['git@ssh.example.com:a/b.git', 'ssh://git@ssh.example.com/~/a/b.git'],
    [
      'ssh://ssh.example.com:2222/a/b.git',
      'ssh://git@ssh.example.com:2222/a/b.git',
    ],
    ['ssh://me@plain.example.com/srv/b', 'ssh://me@plain.example.com/srv/b'],
  ])('make one of %s', (url, canonical) => {
    const repository = hosts.find(url);
    expect(repository?.url).toBe(canonical);
    expect(hosts.find(canonical)?.url).toBe(canonical);
  });

  it.each([
    ['https://github.com/acme/site', 'https://github.com/acme/site.git'],
    ['https://example.com/lab/g/p', 'https://example.com/lab/g/p.git'],
    ['https://dev.azure.com/o/p/_git/r', 'https://dev.azure.com/o/p/_git/r'],
    [
      'https://gerrit.example.com/web/site',
      'https://gerrit.example.com/a/web/site',
    ],
    ['https://ghe.example.com/o/r', 'ssh://git@ghe.example.com/o/r.git'],
    ['git@ssh.example.com:a/b.git', 'git@ssh.example.com:a/b.git'],
    ['ssh://ssh.example.com/a/b.git', 'ssh://git@ssh.example.com/a/b.git'],
    ['ssh://x@ssh.example.com:2222/~/a', 'ssh://x@ssh.example.com:2222/~/a'],
  ])('lead git from %s to where it is served', (url, cloneUrl) => {
    expect(hosts.find(url)?.cloneUrl).toBe(cloneUrl);
  });

  it.each([
    'https://nobody.example/catalog-info.yaml',
    'https://raw.githubusercontent.com/acme/site/main/catalog-info.yaml',
    'file:///srv/git/x',
    's3://bucket/x.git',
    'nothing',
  ])('are nobody’s if they name no configured host: %s', url => {
    expect(hosts.find(url)).toBeUndefined();
  });

  it.each([
    [
      'https://nobody.example/a/b.git',
      /no integration for the host nobody\.example: add it under integrations, or under gitActivity\.git\.credentials/,
    ],
    ['git@nobody.example:a/b', /no integration for the host nobody\.example/],
    ['https://169.254.169.254/latest/meta-data.git', /no integration/],
    ['https://github.com/acme', /names no repository of github\.com/],
    ['https://github.com/acme/.git', /names no repository/],
    ['https://example.com/lab/g', /names no repository/],
    ['https://dev.azure.com/org/project', /names no repository/],
    [
      'ssh://cgit.example.com/a.git',
      /no SSH key for the host cgit\.example\.com.*sshKeyFile/,
    ],
    ['ext::sh -c id', /run a program/],
    ['--upload-pack=id', /run a program/],
    ['git://github.com/acme/site', /git:/],
    ['https://github.com/../../etc', /\.\./],
  ])('are refused with a reason: %s', (url, reason) => {
    expect(() => hosts.find(url)).toThrow(reason);
    expect(() => hosts.find(url)).toThrow(
      expect.objectContaining({ kind: 'refused' }),
    );
  });

  it.each([
    ['https://github.com/o/r', 'https://github.com/o/r/commit/abc'],
    ['https://example.com/lab/g/p', 'https://example.com/lab/g/p/-/commit/abc'],
    ['https://bitbucket.org/o/r', 'https://bitbucket.org/o/r/commits/abc'],
    ['https://plain.example.com/o/r', undefined],
  ])('tell where people see a commit of %s', (url, page) => {
    const { host } = hosts.find(url)!;
    expect(commitUrl({ host, url, sha: 'abc' })).toBe(page);
  });
});

describe('credentials of hosts', () => {
  const authorization = new HostAuthorization(integrations);

  it.each([
    ['https://github.com/o/r', basic('x-access-token:ghp_1')],
    ['https://example.com/lab/g/p', basic('oauth2:glpat-1')],
    ['https://gitea.example.com:3000/git/o/r', basic('git:gitea-token')],
    ['https://bitbucket.org/o/r', basic('bob:app')],
    ['https://stash.example.com/scm/a/b', 'Bearer stash-token'],
    ['https://dev.azure.com/o/p/_git/r', basic(':pat')],
    ['https://gerrit.example.com/web/site', basic('gerry:gerrit-pw')],
    ['https://plain.example.com/a', basic('me:secret')],
    ['https://cgit.example.com/cgit/a', undefined],
    ['https://127.0.0.1:81/o/r', undefined],
  ])('come from the configuration: %s', async (url, header) => {
    const repository = hosts.find(url)!;
    await expect(authorization.get(repository)).resolves.toEqual({ header });
  });

  it('of an App that cannot be had say what to mend, and nothing of its key', async () => {
    const privateKey = 'not a key at all';
    const broken = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [
            {
              host: 'github.com',
              apps: [
                {
                  appId: 1,
                  privateKey,
                  clientId: 'c',
                  clientSecret: 's',
                  webhookSecret: 'w',
                },
              ],
            },
          ],
        },
      }),
    );
    const repository = new RemoteHosts({
      integrations: broken,
      credentials: [],
    }).find('https://github.com/o/r')!;

    const error = await new HostAuthorization(broken)
      .get(repository)
      .catch(reason => reason);

    expect(error).toMatchObject({
      kind: 'try-later',
      message: expect.stringContaining('integration for github.com'),
    });
    expect(error.message).not.toContain(privateKey);
  });
});
