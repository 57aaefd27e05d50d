import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  CommitSource,
  gitActivitySourcesExtensionPoint,
} from 'backstage-plugin-git-activity-node';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import gitActivityModuleGit from '.';

async function startModule(data: object): Promise<CommitSource[]> {
  const sources: CommitSource[] = [];
  await startTestBackend({
    extensionPoints: [
      [
        gitActivitySourcesExtensionPoint,
        { addSource: source => sources.push(source) },
      ],
    ],
    features: [
      gitActivityModuleGit,
      mockServices.rootConfig.factory({ data: { ...data } }),
    ],
  });
  return sources;
}

describe('the git module', () => {
  it('registers one source, which serves what lies below the configured roots', async () => {
    const [source, ...others] = await startModule({
      gitActivity: { git: { roots: ['src', '/srv/git'] } },
    });

    expect(others).toEqual([]);
    expect(source.id).toBe('git');
    await expect(source.resolve('file:///srv/git/x')).resolves.toEqual({
      url: 'file:///srv/git/x',
    });
    const relative = pathToFileURL(resolve('src/x')).href;
    await expect(source.resolve(relative)).resolves.toEqual({ url: relative });
  });

  it('serves nothing when no roots are configured, and says what to configure', async () => {
    const [source] = await startModule({});

    await expect(source.resolve('file:///srv/git/x')).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(
        /none is configured.*gitActivity\.git\.roots/,
      ),
    });
  });

  it.each([
    ['/srv/git', /gitActivity\.git\.roots/],
    [['/srv', 7], /gitActivity\.git\.roots/],
    [['/srv', ' '], /gitActivity\.git\.roots\[1\]/],
    [['/srv\0'], /gitActivity\.git\.roots\[0\]/],
  ])('names the key when the roots are %j', async (roots, key) => {
    await expect(
      startModule({ gitActivity: { git: { roots } } }),
    ).rejects.toThrow(key);
  });
});
