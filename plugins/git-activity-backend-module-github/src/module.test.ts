import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  CommitSource,
  gitActivitySourcesExtensionPoint,
} from 'backstage-plugin-git-activity-node';
import gitActivityModuleGithub from '.';

async function startModule(data: object) {
  const sources: Array<{ source: CommitSource; priority?: number }> = [];
  const backend = await startTestBackend({
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
      gitActivityModuleGithub,
      mockServices.rootConfig.factory({ data: { ...data } }),
    ],
  });
  await backend.stop();
  return sources;
}

describe('the github module', () => {
  it('registers one source, before the git module’s, for each host of integrations.github', async () => {
    const [{ source, priority }, ...others] = await startModule({
      integrations: {
        github: ['github.com', 'ghe.example.com'].map(host => ({
          host,
          token: 'ghp_0123456789',
        })),
      },
    });

    expect(others).toEqual([]);
    expect(source.id).toBe('github');
    expect(priority).toBe(10);
    for (const host of ['github.com', 'ghe.example.com']) {
      await expect(source.resolve(`https://${host}/A/B`)).resolves.toEqual({
        url: `https://${host}/a/b`,
      });
    }
  });

  it.each([
    [{ via: 'svn' }, /gitActivity\.github\.via must be "api" or "git"/],
    [{ via: 7 }, /gitActivity\.github\.via/],
    [{ reserve: 1 }, /gitActivity\.github\.reserve must be a share/],
    [{ reserve: -0.1 }, /gitActivity\.github\.reserve must be a share/],
    [{ hosts: [{}] }, /gitActivity\.github\.hosts\[0\]\.host/],
    [
      { hosts: [{ host: 'elsewhere.example.com' }] },
      /gitActivity\.github\.hosts\[0\]\.host is "elsewhere\.example\.com", which integrations\.github does not name/,
    ],
    [
      { hosts: [{ host: 'github.com' }, { host: 'GitHub.com' }] },
      /gitActivity\.github\.hosts\[1\]\.host names github\.com a second time/,
    ],
    [
      { hosts: [{ host: 'github.com', reserve: 2 }] },
      /gitActivity\.github\.hosts\[0\]\.reserve/,
    ],
  ])('names the key when the configuration is %j', async (github, key) => {
    await expect(startModule({ gitActivity: { github } })).rejects.toThrow(key);
  });
});
