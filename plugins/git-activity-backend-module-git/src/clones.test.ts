import { randomBytes } from 'node:crypto';
import {
  chmod,
  mkdir,
  readdir,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { runTestGit } from 'backstage-plugin-git-activity-source-test-kit';
import { processesAbout, setUpRemote, until } from './__testUtils__/remote';
import { collect, withoutPrivileges } from './__testUtils__/setup';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** More than are kept side by side. */
const MANY_PACKS = 60;

describe('the copies of remote repositories', () => {
  const setUp = setUpRemote();
  const { createRepository, head, read, readAll, url, workingDirectory } =
    setUp;

  const names = async () => (await readdir(workingDirectory)).sort();
  const clones = async () =>
    (await names()).filter(name => name.endsWith('.git'));
  const onlyClone = async () => {
    const [name, ...others] = await clones();
    expect(others).toEqual([]);
    return join(workingDirectory, name);
  };
  const packFiles = async (suffix: string) => {
    const folder = join(await onlyClone(), 'objects/pack');
    const files = await readdir(folder);
    return files
      .filter(file => file.endsWith(suffix))
      .map(file => join(folder, file));
  };
  const publish = async (name: string, commits = 1) => {
    const repository = await createRepository(name);
    const shas = await repository.commit(...Array(commits).fill({}));
    return { repository, shas, sha: shas[commits - 1] };
  };

  it('outlive the process, and are found again', async () => {
    const { sha } = await publish('a/b');
    await readAll(url('a/b'), { to: sha });
    setUp.server.requests.length = 0;

    await readAll(url('a/b'), { to: sha }, setUp.createSource());

    expect(setUp.server.requests).toEqual([]);
  });

  it('leave nothing when git is killed half-way, and are made anew', async () => {
    const { sha } = await publish('a/b', 3);
    setUp.server.misbehave({ kind: 'hang' }, { service: 'git-upload-pack' });
    const reading = collect(read(url('a/b'), { to: sha })).catch(e => e);
    await until(() => setUp.server.requests.length === 3);

    for (const { pid } of processesAbout(setUp.server.host)) {
      process.kill(pid, 'SIGKILL');
    }

    await expect(reading).resolves.toMatchObject({ kind: 'try-later' });
    await expect(names()).resolves.toEqual([]);
    setUp.server.behave();
    const { added } = await readAll(url('a/b'), { to: sha });
    expect(added).toHaveLength(3);
  });

  it('get rid of what a process that was killed has left', async () => {
    const { repository, sha } = await publish('a/b');
    await readAll(url('a/b'), { to: sha });
    const clone = await onlyClone();
    await writeFile(join(clone, 'objects/pack/tmp_pack_x'), 'half a pack');
    await writeFile(join(clone, 'refs/git-activity/head.lock'), '');
    for (const name of ['scratch-old', 'scratch-new']) {
      await mkdir(join(workingDirectory, name));
      await writeFile(join(workingDirectory, name, 'tmp_pack_x'), 'half');
    }
    const longAgo = (Date.now() - 2 * HOUR_MS) / 1000;
    const old = join(workingDirectory, 'scratch-old');
    await utimes(join(old, 'tmp_pack_x'), longAgo, longAgo);
    await utimes(old, longAgo, longAgo);
    const [next] = await repository.commit({});

    const { added } = await readAll(
      url('a/b'),
      { from: sha, to: next },
      setUp.createSource(),
    );

    expect(added.map(commit => commit.sha)).toEqual([next]);
    await expect(packFiles('tmp_pack_x')).resolves.toEqual([]);
    // What another process may be filling just now is left alone.
    expect((await names()).filter(name => name.startsWith('scratch'))).toEqual([
      'scratch-new',
    ]);
  });

  it('are thrown away and fetched anew when they are damaged', async () => {
    const { sha } = await publish('a/b', 3);
    await readAll(url('a/b'), { to: sha });
    const [pack] = await packFiles('.pack');
    await chmod(pack, 0o600);
    await truncate(pack, 60);

    // Git may notice at once, or only when it reads what is missing.
    const kind = await readAll(url('a/b'), { to: sha }).then(
      () => 'try-later',
      error => error.kind,
    );
    expect(kind).toBe('try-later');
    const { added } = await readAll(url('a/b'), { to: sha });

    expect(added).toHaveLength(3);
  });

  it('are fetched anew when a part of them was deleted', async () => {
    const { repository, sha } = await publish('a/b', 3);
    await readAll(url('a/b'), { to: sha });
    for (const suffix of ['.pack', '.idx', '.promisor']) {
      await Promise.all((await packFiles(suffix)).map(file => rm(file)));
    }
    const [next] = await repository.commit({});

    const { added } = await readAll(url('a/b'), { from: sha, to: next });

    expect(added.map(commit => commit.sha)).toEqual([next]);
  });

  it('are put in order when many fetches have left many packs', async () => {
    const { repository, shas, sha } = await publish('a/b', MANY_PACKS);
    await readAll(url('a/b'), { to: sha });
    const clone = await onlyClone();
    for (const commit of shas) {
      const output = await runTestGit({
        dir: clone,
        args: ['pack-objects', '--quiet', 'objects/pack/pack'],
        input: `${commit}\n`,
      });
      const pack = `objects/pack/pack-${output.toString().trim()}.promisor`;
      await writeFile(join(clone, pack), '');
    }
    const [next] = await repository.commit({});

    await readAll(url('a/b'), { from: sha, to: next });

    await expect(packFiles('.pack')).resolves.toHaveLength(1);
    const { added } = await readAll(url('a/b'), { to: next });
    expect(added).toHaveLength(MANY_PACKS + 1);
  });

  it('are fetched once for two readings at the same time', async () => {
    const { sha } = await publish('a/b', 3);

    const answers = await Promise.all([
      readAll(url('a/b'), { to: sha }),
      readAll(url('a/b'), { to: sha }),
    ]);

    expect(answers.map(({ added }) => added.length)).toEqual([3, 3]);
    expect(setUp.server.requests).toHaveLength(3);
  });

  it('can be shared by several processes', async () => {
    const { repository, sha } = await publish('a/b', 3);
    const sources = [1, 2, 3].map(() => setUp.createSource());
    const readEverywhere = (range: { from?: string; to: string }) =>
      Promise.all(
        sources.map(async source => {
          const { added } = await readAll(url('a/b'), range, source);
          return added.length;
        }),
      );

    await expect(readEverywhere({ to: sha })).resolves.toEqual([3, 3, 3]);
    await onlyClone();
    const [next] = await repository.commit({});
    await readAll(url('a/b'), { from: sha, to: next }, sources[0]);
    await expect(readEverywhere({ from: sha, to: next })).resolves.toEqual([
      1, 1, 1,
    ]);
  });

  it('make room for others, least recently needed first, but not while they are read', async () => {
    let now = Date.now();
    const published = [];
    for (const name of ['a', 'b', 'c']) {
      published.push(await publish(`${name}/x`, 3000));
    }
    const [a, b, c] = published;
    const probe = setUp.createSource();
    await readAll(url('a/x'), { to: a.sha }, probe);
    const bytes = await folderBytes(await onlyClone());
    await probe.forget({ url: url('a/x') });
    const source = setUp.createSource({
      config: { git: { maxSize: `${Math.round(bytes * 2.5)}B` } },
      remotes: { now: () => now },
    });
    const reading = read(url('a/x'), { to: a.sha }, source);
    await reading.next();
    const ofA = await clones();
    now += HOUR_MS;
    await readAll(url('b/x'), { to: b.sha }, source);
    const ofB = (await clones()).filter(name => !ofA.includes(name));
    now += HOUR_MS;

    await readAll(url('c/x'), { to: c.sha }, source);

    const left = await clones();
    expect(left).toHaveLength(2);
    expect(left).toEqual(expect.arrayContaining(ofA));
    expect(left).not.toEqual(expect.arrayContaining(ofB));
    const rest = await collect(reading);
    expect(rest.flatMap(({ added }) => added)).toHaveLength(1000);
  });

  it('are not made of what is larger than all of them may be, and nothing is left of it', async () => {
    const { repository } = await publish('a/b');
    const noise = randomBytes(3_000_000).toString('base64');
    const [sha] = await repository.commit({ message: noise });
    const source = setUp.createSource({ config: { git: { maxSize: '2MB' } } });

    await expect(
      readAll(url('a/b'), { to: sha }, source),
    ).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('gitActivity.git.maxSize'),
    });
    await expect(clones()).resolves.toEqual([]);
    await expect(names()).resolves.not.toContainEqual(
      expect.stringMatching(/^scratch/),
    );
  });

  it('go when they were not needed for a month', async () => {
    let now = Date.now();
    const source = setUp.createSource({ remotes: { now: () => now } });
    const a = await publish('a/x');
    const b = await publish('b/x');
    await readAll(url('a/x'), { to: a.sha }, source);
    const [ofA] = await clones();
    now += 31 * DAY_MS;

    await readAll(url('b/x'), { to: b.sha }, source);

    await expect(clones()).resolves.not.toContain(ofA);
    await readAll(url('a/x'), { to: a.sha }, source);
  });

  it('are deleted, with all that was remembered, once nothing refers to the repository', async () => {
    const { repository } = await publish('a/b');
    const [sha] = await repository.commit({
      files: { '.mailmap': 'A <a@x> <b@x>\n' },
    });
    await publish('other').then(other =>
      readAll(url('other'), { to: other.sha }),
    );
    const others = await names();
    await head(url('a/b'));
    await readAll(url('a/b'), { to: sha });

    await setUp.source.forget({ url: url('a/b') });

    await expect(names()).resolves.toEqual(others);
    await setUp.source.forget({ url: url('never/seen') });
  });

  it('need a folder that can be written to, and say which', async () => {
    const { sha } = await publish('a/b');
    await chmod(workingDirectory, 0o555);

    await withoutPrivileges(async () => {
      await expect(readAll(url('a/b'), { to: sha })).rejects.toMatchObject({
        kind: 'try-later',
        message: expect.stringMatching(
          new RegExp(`${workingDirectory}.*gitActivity.git.workingDirectory`),
        ),
      });
    });
    await chmod(workingDirectory, 0o755);
  });
});

async function folderBytes(folder: string): Promise<number> {
  const output = await runTestGit({
    dir: folder,
    args: ['count-objects', '-v'],
  });
  const [, kibibytes] = /size-pack: (\d+)/.exec(output.toString()) ?? [];
  return Number(kibibytes) * 1024;
}
