import { createSource } from './__testUtils__/setup';

const { source } = createSource({
  gitlabs: [
    {
      host: 'code.example.com',
      apiBaseUrl: 'https://code.example.com/gitlab/api/v4',
      baseUrl: 'https://code.example.com/gitlab',
    },
    {
      host: 'git.example.com:8443',
      apiBaseUrl: 'https://git.example.com:8443/api/v4',
    },
  ],
});

describe('resolve', () => {
  it.each([
    [
      'https://gitlab.com/Group/Sub/Project',
      'https://gitlab.com/group/sub/project',
    ],
    ['https://gitlab.com/g/p.git', 'https://gitlab.com/g/p'],
    ['https://gitlab.com/g/p/', 'https://gitlab.com/g/p'],
    ['http://gitlab.com/g/p', 'https://gitlab.com/g/p'],
    ['https://user:secret@gitlab.com/g/p?x=1#y', 'https://gitlab.com/g/p'],
    ['git@gitlab.com:g/s/p.git', 'https://gitlab.com/g/s/p'],
    ['ssh://git@gitlab.com/g/p.git', 'https://gitlab.com/g/p'],
    [
      'https://gitlab.com/g/s/p/-/blob/main/catalog-info.yaml',
      'https://gitlab.com/g/s/p',
    ],
    ['https://gitlab.com/g/s/p/-/tree/main/tree/x', 'https://gitlab.com/g/s/p'],
    ['https://gitlab.com/g/p/-/merge_requests/1', 'https://gitlab.com/g/p'],
    ['https://gitlab.com/g/p/tree/main/sub/dir', 'https://gitlab.com/g/p'],
    ['https://gitlab.com/g/s/p/blob/main/x', 'https://gitlab.com/g/s/p'],
    ['https://gitlab.com/tree/p', 'https://gitlab.com/tree/p'],
    ['https://gitlab.com/.g/p.x_y-z', 'https://gitlab.com/.g/p.x_y-z'],
    [
      'https://code.example.com/gitlab/g/p/-/tree/main',
      'https://code.example.com/gitlab/g/p',
    ],
    ['git@code.example.com:g/p.git', 'https://code.example.com/gitlab/g/p'],
    [
      'git@code.example.com:gitlab/p',
      'https://code.example.com/gitlab/gitlab/p',
    ],
    [
      'ssh://git@git.example.com:2222/g/p.git',
      'https://git.example.com:8443/g/p',
    ],
    ['https://git.example.com:8443/g/p', 'https://git.example.com:8443/g/p'],
  ])('takes %s for %s', async (url, expected) => {
    await expect(source.resolve(url)).resolves.toEqual({ url: expected });
  });

  it.each([
    'https://github.com/o/r',
    'https://gitlab.com.evil.example/g/p',
    'https://gitlab.com@evil.example/g/p',
    'https://code.example.com/g/p',
    'https://code.example.com/gitlabs/g/p',
    'https://git.example.com/g/p',
    'git@github.com:g/p.git',
    'file:///srv/git/p',
    'g/p',
  ])('leaves %s to others', async url => {
    await expect(source.resolve(url)).resolves.toBeUndefined();
  });

  it.each([
    'https://gitlab.com/group',
    'https://gitlab.com/-/profile',
    'https://gitlab.com/g/-/labels',
    'https://gitlab.com/g/.git',
    'https://gitlab.com/g/p%20q',
    'https://gitlab.com/g/-p',
    'https://gitlab.com/g/..%2fp',
    'https://gitlab.com/g/../p',
    `https://gitlab.com${'/g'.repeat(30)}`,
    '--upload-pack=x',
    'ext::sh -c x',
  ])('refuses %s', async url => {
    await expect(source.resolve(url)).rejects.toMatchObject({
      name: 'CommitSourceError',
      kind: 'refused',
    });
  });

  it('says where it shows a commit', () => {
    const repository = { url: 'https://gitlab.com/g/p' };

    expect(source.getCommitUrl({ repository, sha: 'abc' })).toBe(
      'https://gitlab.com/g/p/-/commit/abc',
    );
  });
});

describe('reading through another source', () => {
  it('leaves commits to git where that is configured', () => {
    const { source: mixed } = createSource({
      gitActivity: {
        via: 'git',
        hosts: [{ host: 'Code.example.com', via: 'api' }],
      },
      gitlabs: [
        {
          host: 'code.example.com',
          apiBaseUrl: 'https://code.example.com/api/v4',
        },
      ],
    });

    expect(mixed.readThrough({ url: 'https://gitlab.com/g/p' })).toBe('git');
    expect(
      mixed.readThrough({ url: 'https://code.example.com/g/p' }),
    ).toBeUndefined();
    expect(
      source.readThrough({ url: 'https://gitlab.com/g/p' }),
    ).toBeUndefined();
  });

  it('leaves folders to git in any case', () => {
    expect(source.readFoldersThrough()).toBe('git');
  });
});
