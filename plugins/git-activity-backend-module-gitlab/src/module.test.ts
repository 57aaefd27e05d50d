import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  CommitSource,
  gitActivitySourcesExtensionPoint,
} from 'backstage-plugin-git-activity-node';
import { FakeGitlab, FakeGitlabTokenOptions } from 'fake-hosts';
import gitActivityModuleGitlab from '.';
import { allCalls, configOf } from './__testUtils__/setup';

jest.setTimeout(60_000);

async function startModule(data: object) {
  const sources: Array<{ source: CommitSource; priority?: number }> = [];
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  await startTestBackend({
    extensionPoints: [
      [
        gitActivitySourcesExtensionPoint,
        {
          addSource: (source, options) =>
            sources.push({ source, priority: options?.priority }),
        },
      ],
    ],
    features: [
      gitActivityModuleGitlab,
      mockServices.rootConfig.factory({ data: { ...data } }),
      logger.factory,
    ],
  });
  return { sources, logger };
}

describe('the gitlab module', () => {
  it('registers one source before that of any git server, which serves gitlab.com unless told otherwise', async () => {
    const { sources } = await startModule({});

    expect(sources).toMatchObject([{ source: { id: 'gitlab' }, priority: 10 }]);
    await expect(
      sources[0].source.resolve('https://gitlab.com/g/p'),
    ).resolves.toEqual({ url: 'https://gitlab.com/g/p' });
  });

  it.each([
    [{ via: 'ssh' }, 'gitActivity.gitlab.via must be "api" or "git"'],
    [
      { hosts: [{ host: 'gitlab.com' }, { host: 'x.example' }] },
      'gitActivity.gitlab.hosts[1].host is "x.example", which integrations.gitlab does not name',
    ],
  ])('names the key when %j is configured', async (gitlab, message) => {
    await expect(startModule({ gitActivity: { gitlab } })).rejects.toThrow(
      message,
    );
  });
});

describe('the check of tokens at the start', () => {
  let gitlab: FakeGitlab;
  beforeEach(async () => {
    gitlab = await FakeGitlab.start();
  });
  afterEach(() => gitlab.stop());

  const TOKEN = 'glpat-neverInALog';

  /** What the log says in the end, once the token was asked about itself. */
  async function check(
    token: Partial<FakeGitlabTokenOptions>,
    gitlabConfig: object = {},
  ): Promise<string[]> {
    gitlab.addToken({ token: TOKEN, scopes: ['read_api'], ...token });
    const { logger } = await startModule({
      integrations: { gitlab: [configOf(gitlab, TOKEN)] },
      gitActivity: { gitlab: gitlabConfig },
    });
    const told = () => [
      ...logger.warn.mock.calls,
      ...logger.debug.mock.calls.filter(([text]) => /token/.test(text)),
    ];
    while (gitlab.requests.every(({ status }) => status === undefined)) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    // The answer has been sent; it is read within these.
    for (let turn = 0; turn < 20 && told().length === 0; turn++) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect(gitlab.requests[0].path).toBe('/personal_access_tokens/self');
    const all = JSON.stringify(allCalls(logger));
    expect(all).not.toContain(TOKEN);
    return logger.warn.mock.calls.map(([text]) => text);
  }

  it('finds nothing to say about one that fits', async () => {
    expect(await check({})).toEqual([]);
  });

  it.each<[Partial<FakeGitlabTokenOptions>, object, RegExp]>([
    [{ scopes: ['read_user'] }, {}, /lacks the scope read_api/],
    [{}, { via: 'git' }, /lacks the scope read_repository/],
    [
      { scopes: ['api', 'sudo', 'read_api'] },
      {},
      /has the scopes api, sudo, which git-activity does not need: read_api, and read_repository where components live in folders, is enough/,
    ],
    [
      { scopes: ['read_api', 'write_repository'] },
      { via: 'git' },
      /has the scopes write_repository, .*: read_api and read_repository is enough/,
    ],
    [{ expired: true }, {}, /expired, revoked or mistyped/],
    [{ expiresAt: '2020-02-01' }, {}, /expires on 2020-02-01; replace it/],
  ])('warns of %j with %j', async (token, gitlabConfig, words) => {
    expect(await check(token, gitlabConfig)).toEqual([
      expect.stringMatching(words),
    ]);
  });

  it('says nothing of a host that cannot tell', async () => {
    gitlab.misbehave({ kind: 'answer', status: 404, body: '{}' });

    expect(await check({})).toEqual([]);
  });
});
