import { execFileSync } from 'node:child_process';
import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  CommitBatch,
  ReadCommitsRequest,
  ReadFoldersRequest,
  RepositoryHead,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import {
  runTestGit,
  TestRepository,
  TestRepositoryOptions,
} from 'backstage-plugin-git-activity-source-test-kit';
import { GitCommitSource } from '../GitCommitSource';

/** Every test starts several processes, and the machine may be busy. */
jest.setTimeout(60_000);

/** A root with a source that serves it, and shorthands to ask it. Call it in a `describe`. */
export function setUpSource() {
  const directory = createMockDirectory();
  const root = directory.resolve('root');
  const source = new GitCommitSource({ roots: [root] });
  const signal = new AbortController().signal;
  beforeEach(() => directory.setContent({ root: {} }));

  const head = async (url: string): Promise<RepositoryHead | Error> => {
    const [answer] = await source.getHeads({ repositories: [{ url }], signal });
    return answer;
  };
  const read = (
    url: string,
    range: Partial<ReadCommitsRequest> & { to: string },
  ) => source.readCommits({ repository: { url }, signal, ...range });

  const readFolders = (
    url: string,
    request: Partial<ReadFoldersRequest> & { to: string; folders: string[] },
  ) => source.readFolders({ repository: { url }, signal, ...request });

  return {
    directory,
    root,
    source,
    signal,
    head,
    read,
    readFolders,
    createRepository: (
      name: string,
      options?: Omit<TestRepositoryOptions, 'dir'>,
    ) => TestRepository.create({ dir: `${root}/${name}`, ...options }),
    readAll: async (...args: Parameters<typeof read>) =>
      flatten(await collect(read(...args))),
  };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) {
    collected.push(item);
  }
  return collected;
}

export function flatten(batches: CommitBatch[]): {
  added: SourceCommit[];
  removed: string[];
} {
  return {
    added: batches.flatMap(batch => batch.added),
    removed: batches.flatMap(batch => batch.removed),
  };
}

/** The names of the commits that git itself says changed something at a path, compared with their first parents. */
export async function commitsOf(
  repository: TestRepository,
  path: string,
  to = 'HEAD',
): Promise<string[]> {
  const output = await runTestGit({
    dir: repository.path,
    args: [
      ...['diff-tree', '--stdin', '--root', '-r', '-s'],
      ...['--diff-merges=first-parent', '--', `:(top,literal)${path}`],
    ],
    input: `${await repository.git('rev-list', to)}\n`,
  });
  return output.toString().trim().split('\n');
}

/** The ids of the git processes that this process has started and that still run. */
export function runningGits(): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,comm='], {
    encoding: 'utf8',
  });
  return table
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(
      ([, parent, state, command]) =>
        Number(parent) === process.pid &&
        command === 'git' &&
        !state.startsWith('Z'),
    )
    .map(([pid]) => Number(pid));
}

/** Runs something with another PATH, so that another git is found, or none. */
export async function withPath<T>(
  path: string,
  run: () => Promise<T>,
): Promise<T> {
  const former = process.env.PATH;
  process.env.PATH = path;
  try {
    return await run();
  } finally {
    process.env.PATH = former;
  }
}

/** Runs something as an account that file permissions apply to. */
export async function withoutPrivileges<T>(run: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) {
    return run();
  }
  process.seteuid?.(65534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}
