import { execFileSync } from 'node:child_process';
import {
  appendFile,
  mkdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { setUpSource } from './__testUtils__/setup';

describe('a repository that leads git elsewhere', () => {
  const { directory, root, head, readAll, createRepository } = setUpSource();

  /** What nobody may see, outside of the roots, and what would show it: a repository below a root without a commit of its own. */
  let secret: TestRepository;
  let sha: string;
  let repository: TestRepository;
  beforeEach(async () => {
    secret = await createRepository('../secret', { bare: true });
    [sha] = await secret.commit({ message: 'A secret\n' });
    repository = await createRepository('repository', { bare: true });
  });

  const place = (name: string) => join(repository.path, name);
  const replaceByLink = async (name: string, target: string) => {
    await rm(place(name), { recursive: true, force: true });
    await mkdir(dirname(place(name)), { recursive: true });
    await symlink(target, place(name));
  };
  const outside = (name: string) => join(secret.path, name);
  const loose = () => `objects/${sha.slice(0, 2)}/${sha.slice(2)}`;
  const nameCommit = () => writeFile(place('refs/heads/main'), `${sha}\n`);

  type Trap = () => Promise<unknown>;
  const LINKS: Record<string, Trap> = {
    'a folder of loose objects': async () => {
      await nameCommit();
      await replaceByLink(dirname(loose()), outside(dirname(loose())));
    },
    'a loose object': async () => {
      await nameCommit();
      await replaceByLink(loose(), outside(loose()));
    },
    'all packs': async () => {
      await secret.git('repack', '-adq');
      await nameCommit();
      await replaceByLink('objects/pack', outside('objects/pack'));
    },
    'a pack': async () => {
      await secret.git('repack', '-adq');
      await nameCommit();
      const packs = execFileSync('ls', [outside('objects/pack')], {
        encoding: 'utf8',
      });
      for (const name of packs.trim().split('\n')) {
        await replaceByLink(
          `objects/pack/${name}`,
          outside(`objects/pack/${name}`),
        );
      }
    },
    'all objects': async () => {
      await nameCommit();
      await replaceByLink('objects', outside('objects'));
    },
    'all objects, by way of another link': async () => {
      await nameCommit();
      await symlink(secret.path, join(root, 'way'));
      await replaceByLink('objects', '../way/objects');
    },
    'all objects, up and down again': async () => {
      await nameCommit();
      await symlink(outside('refs/heads'), place('way'));
      await replaceByLink('objects', 'way/../../objects');
    },
    'the branches': async () => {
      await symlinkObjects();
      await replaceByLink('refs/heads', outside('refs/heads'));
    },
    'a branch': async () => {
      await symlinkObjects();
      await replaceByLink('refs/heads/main', outside('refs/heads/main'));
    },
    'the packed refs': async () => {
      await secret.git('pack-refs', '--all');
      await symlinkObjects();
      await replaceByLink('packed-refs', outside('packed-refs'));
    },
    HEAD: async () => {
      await secret.git('checkout', '--quiet', '--detach').catch(() => {});
      await writeFile(outside('HEAD'), `${sha}\n`);
      await symlinkObjects();
      await replaceByLink('HEAD', outside('HEAD'));
    },
    'its configuration': async () => {
      await symlinkObjects();
      await nameCommit();
      await replaceByLink('config', outside('config'));
    },
    'where it is shallow': async () => {
      await symlinkObjects();
      await nameCommit();
      await writeFile(outside('shallow'), `${sha}\n`);
      await replaceByLink('shallow', outside('shallow'));
    },
    'its grafts': async () => {
      await symlinkObjects();
      await nameCommit();
      await replaceByLink('info', outside('info'));
    },
    'its list of lenders': async () => {
      await nameCommit();
      await writeFile(outside('list'), `${outside('objects')}\n`);
      await replaceByLink('objects/info/alternates', outside('list'));
    },
    'its commit-graphs': async () => {
      await secret.git('commit-graph', 'write', '--reachable', '--split');
      await symlinkObjects();
      await nameCommit();
      await replaceByLink(
        'objects/info/commit-graphs',
        outside('objects/info/commit-graphs'),
      );
    },
    'an index of several packs': async () => {
      await secret.git('repack', '-adq');
      await secret.git('multi-pack-index', 'write');
      await symlinkObjects();
      await nameCommit();
      await replaceByLink(
        'objects/pack/multi-pack-index',
        outside('objects/pack/multi-pack-index'),
      );
    },
  };
  /** Has git find the commit, so that only what a test is about is in the way. */
  async function symlinkObjects(): Promise<void> {
    const bytes = await readFile(outside(loose())).catch(() => undefined);
    if (bytes) {
      await mkdir(dirname(place(loose())), { recursive: true });
      await writeFile(place(loose()), bytes);
    }
  }

  const TEXTS: Record<string, Trap> = {
    'a lender': async () => {
      await nameCommit();
      await writeFile(
        place('objects/info/alternates'),
        `${outside('objects')}\n`,
      );
    },
    'a lender after a carriage return': async () => {
      await nameCommit();
      await symlink(outside('objects'), `${place('lender')}\r`);
      await mkdir(place('lender'));
      await writeFile(place('objects/info/alternates'), '../lender\r');
    },
    'a lender whose name is no UTF-8': async () => {
      await nameCommit();
      const name = Buffer.from([0x6c, 0xff]);
      await symlink(
        outside('objects'),
        Buffer.concat([Buffer.from(`${repository.path}/`), name]),
      );
      await writeFile(
        place('objects/info/alternates'),
        Buffer.concat([Buffer.from('../'), name]),
      );
    },
    'a lender in quotation marks': async () => {
      await nameCommit();
      await writeFile(
        place('objects/info/alternates'),
        `# a comment\n"${outside('objects').replace('s', '\\163')}"\n`,
      );
    },
    "a lender of a lender's": async () => {
      await nameCommit();
      const lender = await createRepository('lender', { bare: true });
      await writeFile(
        join(lender.path, 'objects/info/alternates'),
        `${outside('objects')}\n`,
      );
      await writeFile(
        place('objects/info/alternates'),
        `${lender.path}/objects\n`,
      );
    },
    "a lender's links": async () => {
      await nameCommit();
      const lender = await createRepository('lender', { bare: true });
      await symlink(
        outside(dirname(loose())),
        join(lender.path, dirname(loose())),
      );
      await writeFile(
        place('objects/info/alternates'),
        '../../lender/objects\n',
      );
    },
    'a lender that is missing': async () =>
      writeFile(
        place('objects/info/alternates'),
        `${directory.resolve('missing')}\n`,
      ),
    'another repository to belong to': async () => {
      await writeFile(place('commondir'), `${secret.path}\n`);
    },
    'a .git file': async () => {
      await rename(repository.path, join(root, 'moved'));
      await mkdir(repository.path);
      await writeFile(
        join(repository.path, '.git'),
        `gitdir: ../../secret\r\n`,
      );
    },
    'an included file': async () => {
      await symlinkObjects();
      await nameCommit();
      await appendFile(
        place('config'),
        `[core][Include] path = ${outside('description')}\n`,
      );
    },
    'a file that is included on a condition': async () => {
      await symlinkObjects();
      await nameCommit();
      await appendFile(
        place('config'),
        `[includeIf "gitdir:**"]\n\tpath = ${outside('description')}\n`,
      );
    },
    "a file that a work tree's configuration includes": async () => {
      await symlinkObjects();
      await nameCommit();
      await repository.git('config', 'extensions.worktreeConfig', 'true');
      await writeFile(
        place('config.worktree'),
        `[include]\n\tpath = ${outside('description')}\n`,
      );
    },
    'refs that are kept elsewhere': async () => {
      await appendFile(
        place('config'),
        `[extensions]\n\trefStorage = \\\nreftable://${secret.path}\n`,
      );
    },
    'a ref that names a link among its hooks': async () => {
      await symlinkObjects();
      await mkdir(place('hooks'), { recursive: true });
      await symlink(outside('refs/heads/main'), place('hooks/ref'));
      await writeFile(place('refs/heads/main'), 'ref: hooks/ref\n');
    },
  };

  it.each(Object.entries({ ...LINKS, ...TEXTS }))(
    'is refused, and tells nothing: by %s',
    async (_, lay) => {
      await lay();

      const answer = await head(repository.url);

      expect(answer).toBeInstanceOf(Error);
      expect(answer).toMatchObject({
        kind: expect.stringMatching(/^(?:refused|broken)$/),
        message: expect.not.stringMatching(/Git (?:said|cannot)|bad config/),
      });
      await expect(readAll(repository.url, { to: sha })).rejects.toMatchObject({
        name: 'CommitSourceError',
      });
    },
  );

  it('is not told from one that leads to where there is nothing', async () => {
    const answers: string[] = [];
    for (const whither of ['secret', 'nothing']) {
      const target = directory.resolve(whither);
      for (const name of ['objects/xx', 'refs/heads/other', 'shallow']) {
        await replaceByLink(name, target);
        answers.push(String(await head(repository.url)).replace(target, 'X'));
        await rm(place(name));
      }
    }

    expect(answers[0]).toContain('X, which is not below');
    expect(new Set(answers).size).toBe(1);
  });

  it('is read if it leads to another place below a root', async () => {
    const [to] = await repository.commit({});
    const other = join(root, 'other');
    await mkdir(other);
    for (const name of ['config', 'objects', 'packed-refs', 'refs']) {
      await rename(place(name), join(other, name)).catch(() => {});
      await symlink(`../other/${name}`, place(name));
    }

    await expect(head(repository.url)).resolves.toEqual({
      sha: to,
      branch: 'main',
    });
  });

  it('is read whatever its hooks lead to, which nobody runs', async () => {
    const [to] = await repository.commit({});
    await replaceByLink('hooks', outside('hooks'));

    await expect(head(repository.url)).resolves.toMatchObject({ sha: to });
  });

  it('is read as it is in spite of a work tree elsewhere, and of grafts and replaced commits', async () => {
    const shas = await repository.commit({}, {});
    await secret.git('config', 'core.bare', 'false');
    await writeFile(outside('.mailmap'), 'Somebody Else <x@x> <y@y>\n');
    await repository.git('config', 'core.bare', 'false');
    await repository.git('config', 'core.worktree', secret.path);
    await mkdir(place('info'), { recursive: true });
    await writeFile(place('info/grafts'), `${shas[1]}\n`);

    await expect(head(repository.url)).resolves.toMatchObject({ sha: shas[1] });
    const { added } = await readAll(repository.url, { to: shas[1] });
    expect(added.map(commit => commit.sha)).toEqual([shas[1], shas[0]]);
  });
});

describe('a repository that keeps git waiting', () => {
  const { root, head, readAll, createRepository } = setUpSource();

  it.each([
    '.git/HEAD',
    '.git/config',
    '.git/packed-refs',
    '.git/refs/heads/main',
    '.git/refs/heads/other',
    '.git/shallow',
    '.git/commondir',
    '.git/objects/info/alternates',
    '.git/objects/pack/multi-pack-index',
    '.git/objects/12',
    '.git',
  ])('is told at once by a pipe in place of %s', async name => {
    const repository = await createRepository('repository');
    const [to] = await repository.commit({});
    const file = join(repository.path, name);
    await rm(file, { recursive: true, force: true });
    execFileSync('mkfifo', [file]);
    const startedAt = Date.now();

    await expect(head(repository.url)).resolves.toMatchObject({
      kind: 'broken',
      message: expect.stringContaining(file),
    });
    await expect(readAll(repository.url, { to })).rejects.toMatchObject({
      kind: 'broken',
    });

    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });

  it('is told at once by a link to a device', async () => {
    const repository = await createRepository('repository', { bare: true });
    await symlink('/dev/zero', join(repository.path, 'packed-refs'));

    await expect(head(repository.url)).resolves.toMatchObject({
      kind: 'refused',
    });
  });

  it.each([
    ['itself', 20_000, 'refused'],
    ['itself', 50, undefined],
    ['another one, which borrows from it', 50, undefined],
  ])(
    'is told at once that borrows from %s, %i times',
    async (whom, times, kind) => {
      const repository = await createRepository('repository', { bare: true });
      const other = await createRepository('other', { bare: true });
      const [sha] = await repository.commit({});
      const borrow = (from: TestRepository, by: TestRepository) =>
        writeFile(
          join(by.path, 'objects/info/alternates'),
          `${from.path}/objects\n`.repeat(times),
        );
      await borrow(whom === 'itself' ? repository : other, repository);
      await borrow(repository, other);
      const startedAt = Date.now();

      await expect(head(repository.url)).resolves.toMatchObject(
        kind ? { kind } : { sha },
      );

      expect(Date.now() - startedAt).toBeLessThan(10_000);
    },
  );

  it('is told at once by a thousand links', async () => {
    const repository = await createRepository('repository', { bare: true });
    for (let index = 0; index < 1_000; index++) {
      await symlink(root, join(repository.path, `refs/heads/${index}`));
    }

    await expect(head(repository.url)).resolves.toMatchObject({
      kind: 'refused',
    });
  });
});
