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

  it('serves the hosts that the configuration names, and says what to add for others', async () => {
    const [source] = await startModule({
      integrations: { gitlab: [{ host: 'gitlab.com', token: 't' }] },
      gitActivity: {
        git: { credentials: [{ host: 'git.example.com', token: 't' }] },
      },
    });

    for (const [url, canonical] of [
      [
        'https://github.com/Acme/Site/tree/main',
        'https://github.com/acme/site',
      ],
      ['git@gitlab.com:a/b.git', 'https://gitlab.com/a/b'],
      ['https://git.example.com/a.git', 'https://git.example.com/a.git'],
    ]) {
      await expect(source.resolve(url)).resolves.toEqual({ url: canonical });
    }
    await expect(
      source.resolve('https://other.example.com/a.git'),
    ).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(
        /other\.example\.com: add it under integrations/,
      ),
    });
  });

  it.each([
    ['maxSize', 'much'],
    ['credentials', [{ host: 'https://git.example.com' }]],
    ['workingDirectory', ' '],
  ])('names the key when %s is %j', async (key, value) => {
    await expect(
      startModule({ gitActivity: { git: { [key]: value } } }),
    ).rejects.toThrow(`gitActivity.git.${key}`);
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
