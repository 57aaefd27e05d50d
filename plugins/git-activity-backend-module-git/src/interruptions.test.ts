import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  runTestGit,
  TestCommit,
} from 'backstage-plugin-git-activity-source-test-kit';
import {
  collect,
  flatten,
  runningGits,
  setUpSource,
  withPath,
} from './__testUtils__/setup';

/** Far more than fits into the pipe between git and this process. */
const LONG_HISTORY = 20_000;
/** Git prints that many commits in a small part of this. */
const SLOW_CONSUMER_MS = 1000;

describe('reading that is interrupted', () => {
  const { directory, root, signal, source, read, head, createRepository } =
    setUpSource();

  const createLongRepository = async () => {
    const repository = await createRepository('repository', { bare: true });
    function* history(): Generator<TestCommit> {
      for (let index = 0; index < LONG_HISTORY; index++) {
        yield {};
      }
    }
    await repository.commitMany(history());
    return { repository, to: await repository.git('rev-parse', 'main') };
  };

  /** Puts a program in front of git that gets `git` and its arguments, and may do otherwise. */
  const withGit = async <T>(script: string, run: () => Promise<T>) => {
    const path = await runTestGit({ dir: root, args: ['--exec-path'] });
    const bin = directory.resolve('bin');
    await mkdir(bin);
    await writeFile(
      join(bin, 'git'),
      `#!/bin/sh\nREAL='${path.toString().trim()}/git'\n${script}\n`,
      { mode: 0o755 },
    );
    return withPath(`${bin}:${process.env.PATH}`, run);
  };

  it('makes git wait for a slow consumer instead of piling up what it prints', async () => {
    const { repository, to } = await createLongRepository();
    const batches = read(repository.url, { to });

    const first = await batches.next();
    await sleep(SLOW_CONSUMER_MS);

    expect(runningGits()).toHaveLength(1);
    const rest = await collect(batches);
    const { added } = flatten([first.value ?? [], rest].flat());
    expect(added).toHaveLength(LONG_HISTORY);
    expect(runningGits()).toEqual([]);
  });

  it('ends git when the consumer stops early', async () => {
    const { repository, to } = await createLongRepository();

    for await (const batch of read(repository.url, { to })) {
      expect(batch.added).toHaveLength(2000);
      expect(runningGits()).toHaveLength(1);
      break;
    }

    expect(runningGits()).toEqual([]);
  });

  it('ends a git that prints nothing more, too', async () => {
    const { repository, to } = await createLongRepository();
    const script = `case "$*" in
      *' log '*) "$REAL" "$@" | head -c 2000000; exec sleep 1000;;
      *) exec "$REAL" "$@";;
    esac`;

    await withGit(script, async () => {
      for await (const batch of read(repository.url, { to })) {
        expect(batch.added).toHaveLength(2000);
        break;
      }
    });
  });

  it('ends git at once when it is told to stop, and rejects with the reason', async () => {
    const { repository, to } = await createLongRepository();
    const stop = new AbortController();
    const batches = read(repository.url, { to, signal: stop.signal });
    await batches.next();
    expect(runningGits()).toHaveLength(1);

    stop.abort(new Error('shutting down'));
    while (runningGits().length > 0) {
      await sleep(10);
    }

    await expect(batches.next()).rejects.toThrow('shutting down');
    await expect(batches.next()).resolves.toEqual({
      done: true,
      value: undefined,
    });
  });

  it('rejects with the reason when it is told to stop while it waits for git', async () => {
    const { repository, to } = await createLongRepository();
    const stop = new AbortController();

    await withGit('exec sleep 60', async () => {
      const next = read(repository.url, { to, signal: stop.signal }).next();
      setTimeout(() => stop.abort(new Error('shutting down')), 100);

      await expect(next).rejects.toThrow('shutting down');
    });
  });

  it('starts nothing when it was told to stop before', async () => {
    const { repository, to } = await createLongRepository();

    await expect(
      collect(read(repository.url, { to, signal: AbortSignal.abort() })),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('does not take a git that was killed for one that is done', async () => {
    const { repository, to } = await createLongRepository();
    const batches = read(repository.url, { to });
    await batches.next();

    const [pid] = runningGits();
    process.kill(pid, 'SIGKILL');

    await expect(collect(batches)).rejects.toMatchObject({
      name: 'CommitSourceError',
      kind: 'try-later',
      message: expect.stringContaining('SIGKILL'),
    });
  });

  it('does not take a git that was killed between two commits for one that is done', async () => {
    const repository = await createRepository('repository');
    const [, to] = await repository.commit({}, {});

    // Dies after everything was printed: the output alone looks complete.
    await withGit('"$REAL" "$@"; kill -9 $$', async () => {
      await expect(collect(read(repository.url, { to }))).rejects.toMatchObject(
        { kind: 'try-later' },
      );
      await expect(head(repository.url)).resolves.toMatchObject({
        kind: 'try-later',
      });
      await expect(
        source.mapAuthors({
          repository,
          head: { sha: to, mailmapId: to },
          authors: [{ name: 'A', email: 'a@x' }],
          signal,
        }),
      ).rejects.toMatchObject({ kind: 'try-later' });
    });
  });

  it('does not take a git that failed after it printed everything for one that is done', async () => {
    const repository = await createRepository('repository');
    const [, to] = await repository.commit({}, {});

    await withGit(
      '"$REAL" "$@"; echo "fatal: out of luck" >&2; exit 1',
      async () => {
        await expect(
          collect(read(repository.url, { to })),
        ).rejects.toMatchObject({
          kind: 'broken',
          message: expect.stringContaining('fatal: out of luck'),
        });
      },
    );
  });

  it('tells a machine that runs short from a repository that is broken', async () => {
    const repository = await createRepository('repository');

    await withGit(
      'echo "fatal: Out of memory, malloc failed" >&2; exit 128',
      async () => {
        await expect(head(repository.url)).resolves.toMatchObject({
          kind: 'try-later',
        });
      },
    );
  });

  it('keeps only the beginning of what git complains about', async () => {
    const repository = await createRepository('repository');

    await withGit(
      'head -c 5000000 /dev/zero | tr "\\0" "x" >&2; exit 1',
      async () => {
        const answer = await head(repository.url);
        expect(answer).toMatchObject({ kind: 'broken' });
        expect(String(answer).length).toBeLessThan(500);
      },
    );
  });
});
