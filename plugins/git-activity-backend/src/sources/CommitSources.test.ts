import { mockServices } from '@backstage/backend-test-utils';
import {
  CommitSource,
  CommitSourceError,
} from 'backstage-plugin-git-activity-node';
import { CommitSources } from './CommitSources';

function sourceOf(
  id: string,
  resolve: (url: string) => string | undefined,
): CommitSource {
  return {
    id,
    async resolve(url) {
      const resolved = resolve(url);
      return resolved === undefined ? undefined : { url: resolved };
    },
    async getHeads() {
      return [];
    },
    async *readCommits() {},
  };
}

describe('CommitSources', () => {
  it('asks the source of the highest priority first, and then in order of arrival', async () => {
    const sources = new CommitSources();
    sources.addSource(sourceOf('a', url => url));
    sources.addSource(sourceOf('b', url => url));
    sources.addSource(
      sourceOf('special', url => (url.includes('special') ? url : undefined)),
      { priority: 10 },
    );
    await expect(sources.resolve('https://special/x')).resolves.toEqual({
      sourceId: 'special',
      url: 'https://special/x',
    });
    await expect(sources.resolve('https://other/x')).resolves.toEqual({
      sourceId: 'a',
      url: 'https://other/x',
    });
  });

  it('has nobody for a URL that no source serves', async () => {
    const sources = new CommitSources();
    sources.addSource(sourceOf('a', () => undefined));
    await expect(sources.resolve('ftp://x')).resolves.toBeUndefined();
  });

  it('asks no other source about a URL that one refuses', async () => {
    const sources = new CommitSources();
    sources.addSource(
      sourceOf('strict', () => {
        throw new CommitSourceError('refused', 'outside of the roots');
      }),
      { priority: 1 },
    );
    sources.addSource(sourceOf('lax', url => url));
    await expect(sources.resolve('file:/etc')).rejects.toThrow(
      'outside of the roots',
    );
  });

  it('finds a source by id', () => {
    const sources = new CommitSources();
    const source = sourceOf('git', url => url);
    sources.addSource(source);
    expect(sources.get('git')).toBe(source);
    expect(sources.get('svn')).toBeUndefined();
  });

  it('does not take two sources with one id', () => {
    const sources = new CommitSources();
    sources.addSource(sourceOf('git', url => url));
    expect(() => sources.addSource(sourceOf('git', url => url))).toThrow(
      "two commit sources with the id 'git'",
    );
  });

  describe('findReader', () => {
    const row = { url: 'x', source_id: 'hub', external_id: '7' };

    it('finds who asks for heads, and that they read commits themselves', () => {
      const sources = new CommitSources();
      const hub = sourceOf('hub', url => url);
      sources.addSource(hub);
      expect(sources.findReader(row)).toEqual({ source: hub, reader: hub });
    });

    it('finds whom they leave the commits to, repository by repository', () => {
      const sources = new CommitSources();
      const hub: CommitSource = {
        ...sourceOf('hub', url => url),
        readThrough: ({ externalId }) =>
          externalId === '7' ? 'git' : undefined,
      };
      const git = sourceOf('git', url => url);
      sources.addSource(hub);
      sources.addSource(git);
      expect(sources.findReader(row)).toEqual({ source: hub, reader: git });
      expect(sources.findReader({ ...row, external_id: null })).toEqual({
        source: hub,
        reader: hub,
      });
    });

    it('refuses what nobody is installed for, and says what to install', () => {
      const sources = new CommitSources();
      expect(() => sources.findReader(row)).toThrow(
        "The source 'hub' that read it is not installed",
      );
      sources.addSource({
        ...sourceOf('hub', url => url),
        readThrough: () => 'git',
      });
      expect(() => sources.findReader(row)).toThrow(
        "The source 'git' that its commits are to be read with is not installed; add the module that has it, such as backstage-plugin-git-activity-backend-module-git",
      );
    });
  });

  describe('findFolderReader', () => {
    const row = { url: 'x', source_id: 'hub', external_id: '7' };
    const reading = (id: string): CommitSource => ({
      ...sourceOf(id, url => url),
      async *readFolders() {},
    });

    it('finds a source that can tell which commits changed a folder', () => {
      const sources = new CommitSources();
      expect(sources.findFolderReader(row)).toBeUndefined();
      const hub = reading('hub');
      sources.addSource(hub);
      expect(sources.findFolderReader(row)).toBe(hub);
    });

    it('finds whom it leaves that to, repository by repository', () => {
      const sources = new CommitSources();
      const hub: CommitSource = {
        ...reading('hub'),
        readFoldersThrough: ({ url, externalId }) =>
          url === 'x' && externalId === '7' ? 'git' : undefined,
      };
      const git = reading('git');
      sources.addSource(hub);
      expect(sources.findFolderReader(row)).toBeUndefined();
      sources.addSource(git);
      expect(sources.findFolderReader(row)).toBe(git);
      expect(sources.findFolderReader({ ...row, external_id: null })).toBe(hub);
    });

    it('finds nobody where nobody can tell, whoever reads the commits', () => {
      const sources = new CommitSources();
      sources.addSource({
        ...sourceOf('hub', url => url),
        readThrough: () => 'git',
        readFoldersThrough: () => 'svn',
      });
      sources.addSource(reading('git'));
      sources.addSource(sourceOf('svn', url => url));
      expect(sources.findFolderReader(row)).toBeUndefined();
    });
  });

  it('lets whoever told of folders delete what they keep, too', async () => {
    const sources = new CommitSources();
    const forgotten: unknown[] = [];
    sources.addSource({
      ...sourceOf('hub', url => url),
      readFoldersThrough: () => 'git',
    });
    sources.addSource({
      ...sourceOf('git', url => url),
      forget: async repository => {
        forgotten.push(repository);
      },
    });
    await sources.forget(
      { url: 'x', externalId: '7', sourceId: 'hub' },
      { logger: mockServices.logger.mock() },
    );
    expect(forgotten).toEqual([{ url: 'x', externalId: '7' }]);
  });
});
