import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RepositoryList } from 'backstage-plugin-git-activity-common';
import { TestRepository } from '../plugins/git-activity-source-test-kit/src';
import type { Arena } from './Arena';
import { Attack } from './Attack';
import type { Portal } from './Portal';

const LENDERS = 20_000;
/** How soon the others are synced, whatever one of them does. */
const CALM_MS = 60_000;
/** How soon people are told what is wrong with the one. */
const TOLD_MS = 120_000;

type RepositoryState = RepositoryList['items'][number];

const isCurrent = ({ status }: RepositoryState) => status === 'current';
const isTold = ({ error }: RepositoryState) => error !== undefined;

/** What makes whoever reads a repository wait for ever, or for very long. */
const TRAPS: Record<string, (dir: string) => Promise<unknown>> = {
  'pipe-ref': dir => makePipe(path.join(dir, 'refs/heads/main')),
  'pipe-head': dir => makePipe(path.join(dir, 'HEAD')),
  'pipe-pack': dir => makePipe(path.join(dir, 'objects/pack/x.pack')),
  lenders: dir =>
    writeFile(
      path.join(dir, 'objects/info/alternates'),
      `${dir}/objects\n`.repeat(LENDERS),
    ),
};

/** Makes a repository for each of the traps. */
export async function layTraps(arena: Arena): Promise<void> {
  for (const [name, lay] of Object.entries(TRAPS)) {
    const repository = await arena.addRepository(name);
    await repository.commit({});
    await lay(repository.path);
  }
}

/** Makes repositories with a commit each, of which nothing is wrong. */
async function addCalm(arena: Arena): Promise<TestRepository[]> {
  const calm: TestRepository[] = [];
  for (const name of ['calm-1', 'calm-2', 'calm-3']) {
    const repository = await arena.addRepository(name);
    await repository.commit({});
    calm.push(repository);
  }
  return calm;
}

/** Waits until all calm ones are synced, and then once more until they are after a push. */
async function untilCalmAreCurrent(
  portal: Portal,
  calm: TestRepository[],
): Promise<void> {
  const options = { timeoutMs: CALM_MS };
  for (const index of calm.keys()) {
    const is = isCurrent;
    await portal.untilRepository(`calm-${index + 1}`, { is, ...options });
  }
  for (const [index, repository] of calm.entries()) {
    const [sha] = await repository.commit({});
    await portal.untilRepository(`calm-${index + 1}`, {
      is: state => isCurrent(state) && state.head === sha,
      ...options,
    });
  }
}

/** A git that never ends for repositories whose names begin with `hanging`. */
export const GIT_THAT_HANGS = `case "$GIT_DIR" in */hanging*) trap '' INT TERM; sleep 1000;; *) exec "$REAL" "$@";; esac`;

/** Runs something with a program in front of git, in the processes that are started meanwhile. */
export async function withGit<T>(
  arena: Arena,
  script: string,
  run: () => Promise<T>,
): Promise<T> {
  const bin = path.join(arena.folder, 'bin');
  const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  await mkdir(bin, { recursive: true });
  await writeFile(
    path.join(bin, 'git'),
    `#!/bin/sh\nREAL='${real}'\n${script}\n`,
    { mode: 0o755 },
  );
  const former = process.env.PATH;
  process.env.PATH = `${bin}:${former}`;
  try {
    return await run();
  } finally {
    process.env.PATH = former;
  }
}

async function toldOf(portal: Portal, component: string): Promise<string> {
  const { error } = await portal.untilRepository(component, {
    is: isTold,
    timeoutMs: TOLD_MS,
  });
  return `${component}: ${error?.kind}`;
}

/** What keeps git, or a disk, from ever answering for one repository. */
export const attacks: Attack[] = [
  {
    name: 'pipes and 20,000 lenders in place of files',
    async run(arena) {
      const calm = await addCalm(arena);
      await layTraps(arena);
      const portal = await arena.startPortal();
      await untilCalmAreCurrent(portal, calm);
      const told: string[] = [];
      for (const name of Object.keys(TRAPS)) {
        told.push(await toldOf(portal, name));
      }
      return `the others went on; ${told.join(', ')}`;
    },
  },
  {
    name: 'a git that never ends, for one repository',
    async run(arena) {
      const calm = await addCalm(arena);
      const hanging = await arena.addRepository('hanging');
      await hanging.commit({});
      return withGit(arena, GIT_THAT_HANGS, async () => {
        const portal = await arena.startPortal();
        await untilCalmAreCurrent(portal, calm);
        return `the others went on; ${await toldOf(portal, 'hanging')}`;
      });
    },
  },
  {
    name: 'a git that is killed for memory, for one repository',
    quick: true,
    async run(arena) {
      const calm = await addCalm(arena);
      const large = await arena.addRepository('large');
      await large.commit({}, {}, {});
      const script = `case "$GIT_DIR $*" in */large*' log '*) "$REAL" "$@" | head -c 300; kill -9 $$;; *) exec "$REAL" "$@";; esac`;
      return withGit(arena, script, async () => {
        const portal = await arena.startPortal();
        await untilCalmAreCurrent(portal, calm);
        const told = await toldOf(portal, 'large');
        const { status } = await portal.untilRepository('large', {
          is: isTold,
        });
        if (status === 'current') throw new Error('half counts as all');
        return `the others went on; ${told}`;
      });
    },
  },
];

async function makePipe(file: string): Promise<void> {
  await rm(file, { force: true });
  execFileSync('mkfifo', [file]);
}
