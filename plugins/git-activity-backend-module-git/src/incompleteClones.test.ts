import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RepositoryHead } from 'backstage-plugin-git-activity-node';
import { runTestGit } from 'backstage-plugin-git-activity-source-test-kit';
import { setUpSource } from './__testUtils__/setup';

const DAY = 86_400;
const MAILMAP = 'Ada Lovelace <ada@example.org> <ada@old.example>\n';
const ada = { name: 'ada', email: 'ada@old.example' };

describe('clones that hold a part of a repository', () => {
  const { root, source, signal, head, readAll, createRepository } =
    setUpSource();

  const clone = async (url: string, ...options: string[]) => {
    const args = ['clone', '--quiet', '--bare', ...options, url, 'clone'];
    await runTestGit({ dir: root, args });
    return pathToFileURL(join(root, 'clone')).href;
  };
  const git = async (...args: string[]) => {
    const output = await runTestGit({ dir: join(root, 'clone'), args });
    return output.toString().trim();
  };
  const goodHead = async (url: string): Promise<RepositoryHead> => {
    const answer = await head(url);
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  };

  describe('shallow ones', () => {
    const createFull = async () => {
      const full = await createRepository('full', { bare: true });
      const shas = await full.commit(
        ...Array.from({ length: 60 }, (_, index) => ({
          authoredAt: 1_760_000_000 + index * DAY,
        })),
      );
      return { full, shas };
    };

    it('tell which commits they end with, and that they do', async () => {
      const { full, shas } = await createFull();
      const url = await clone(full.url, '--depth=10');

      const { notices, cutId, sha } = await goodHead(url);
      const { added } = await readAll(url, { to: shas[59] });

      expect(sha).toBe(shas[59]);
      expect(cutId).toEqual(expect.any(String));
      expect(notices).toEqual([expect.stringMatching(/shallow clone.*older/)]);
      expect(added.map(commit => commit.sha)).toEqual(shas.slice(50).reverse());
      expect(added.at(-1)).toMatchObject({ parents: [], cut: true });
      for (const [index, commit] of added.slice(0, -1).entries()) {
        expect(commit).not.toHaveProperty('cut');
        expect(commit.parents).toEqual([added[index + 1].sha]);
      }
    });

    it('tell when they were made deeper, or whole', async () => {
      const { full, shas } = await createFull();
      const url = await clone(full.url, '--depth=10');
      const shallow = await goodHead(url);
      await expect(goodHead(url)).resolves.toEqual(shallow);

      await git('fetch', '--quiet', '--depth=20', full.url, 'main');
      const deeper = await goodHead(url);
      await expect(readAll(url, { to: shas[59] })).resolves.toMatchObject({
        added: { length: 20, 19: { sha: shas[40], cut: true } },
      });
      await git('fetch', '--quiet', '--unshallow', full.url, 'main');
      const whole = await goodHead(url);
      const { added } = await readAll(url, { to: shas[59] });

      expect(deeper).toMatchObject({ sha: shas[59], notices: [/./] });
      expect(deeper.cutId).not.toBe(shallow.cutId);
      expect(whole).toEqual({ sha: shas[59], branch: 'main' });
      expect(added).toHaveLength(60);
      expect(added.filter(({ cut }) => cut)).toEqual([]);
    });

    it('are whole once nothing is cut off any more', async () => {
      const full = await createRepository('full', { bare: true });
      const [first, second] = await full.commit({}, {});
      const url = await clone(full.url);
      await writeFile(join(root, 'clone/shallow'), '');

      await expect(goodHead(url)).resolves.toEqual({
        sha: second,
        branch: 'main',
      });
      await expect(readAll(url, { to: second })).resolves.toMatchObject({
        added: [
          { parents: [first] },
          expect.not.objectContaining({ cut: true }),
        ],
      });
    });

    it('know it of each of their linked work trees', async () => {
      const { full, shas } = await createFull();
      const url = await clone(full.url, '--depth=10');
      await git('worktree', 'add', '--quiet', '--detach', '../linked');
      const linked = pathToFileURL(join(root, 'linked')).href;

      const { cutId } = await goodHead(url);

      await expect(head(linked)).resolves.toMatchObject({
        sha: shas[59],
        cutId,
      });
      await expect(readAll(linked, { to: shas[59] })).resolves.toMatchObject({
        added: { 9: { sha: shas[50], cut: true } },
      });
    });
  });

  describe.each(['blob:none', 'tree:0'])('partial ones (%s)', filter => {
    const createPartial = async () => {
      const mapped = await createRepository('mapped', { bare: true });
      await mapped.git('config', 'uploadpack.allowFilter', 'true');
      const shas = await mapped.commit(
        { author: ada, files: { '.mailmap': MAILMAP } },
        { author: { name: 'ada', email: 'ada@example.org' } },
      );
      const url = await clone(mapped.url, `--filter=${filter}`);
      return { url, shas };
    };

    it('are read with authors as written, say so, and fetch nothing', async () => {
      const { url, shas } = await createPartial();
      const stored = await git('count-objects', '-v');

      const answer = await goodHead(url);
      const { added } = await readAll(url, { to: shas[1] });
      const mapped = await source.mapAuthors({
        repository: { url },
        head: answer,
        authors: [ada],
        signal,
      });

      expect(answer).toEqual({
        sha: shas[1],
        branch: 'main',
        notices: [expect.stringMatching(/partial clone.*\.mailmap/)],
      });
      expect(added.map(({ author }) => author.email)).toEqual([
        'ada@example.org',
        'ada@old.example',
      ]);
      expect(mapped).toEqual([]);
      await expect(git('count-objects', '-v')).resolves.toBe(stored);
    });

    it('use the .mailmap once it was fetched', async () => {
      const { url } = await createPartial();
      await git('show', 'HEAD:.mailmap');

      const answer = await goodHead(url);

      expect(answer).not.toHaveProperty('notices');
      await expect(
        source.mapAuthors({
          repository: { url },
          head: answer,
          authors: [ada],
          signal,
        }),
      ).resolves.toEqual([
        {
          author: ada,
          mapped: { name: 'Ada Lovelace', email: 'ada@example.org' },
        },
      ]);
    });
  });

  it('tell that the commit of their head is missing, if it is', async () => {
    const full = await createRepository('full', { bare: true });
    await full.git('config', 'uploadpack.allowFilter', 'true');
    await full.commit({}, {});
    const url = await clone(full.url, '--filter=tree:0');
    const missing = '1234567890'.repeat(4);
    await writeFile(join(root, 'clone/refs/heads/main'), `${missing}\n`);

    await expect(head(url)).resolves.toMatchObject({ kind: 'broken' });
  });
});
