import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  askGit,
  GitNetwork,
  streamGit,
} from 'backstage-plugin-git-activity-node';
import { RemoteRepository } from '../hosts/RemoteHosts';

/** Each fetch leaves a pack, and git looks for a commit in all of them. */
const MAX_PACKS = 50;
const SHA256_LENGTH = 64;
const PACK_FOLDER = join('objects', 'pack');

/** Told to be quiet, git prints nothing for as long as it works; a connection that goes dead ends much earlier. */
const MAX_WORK_MS = 2 * 60 * 60_000;

/** What is left out when commits alone are fetched, and when their trees are needed, too. Contents never are. */
const FILTERS = { commits: 'tree:0', trees: 'blob:none' };

/** Fetches commits, with their trees if that is said, and nothing else, into a clone. */
export async function fetchCommits(
  gitDir: string,
  request: {
    repository: RemoteRepository;
    network: GitNetwork;
    refspecs: string[];
    trees: boolean;
    signal: AbortSignal;
  },
): Promise<void> {
  const { repository, network, refspecs, trees, signal } = request;
  await askGit({
    gitDir,
    signal,
    network,
    maxSilenceMs: MAX_WORK_MS,
    args: [
      'fetch',
      '--quiet',
      '--no-progress',
      `--filter=${trees ? FILTERS.trees : FILTERS.commits}`,
      '--no-tags',
      '--no-write-fetch-head',
      '--no-auto-maintenance',
      '--no-recurse-submodules',
      '--force',
      '--end-of-options',
      repository.cloneUrl,
      ...refspecs,
    ],
  });
}

/** Makes an empty repository for commits with names like this one: what `git init` does, without its process. */
export async function initRepository(
  gitDir: string,
  sha: string,
): Promise<void> {
  const sha256 = sha.length === SHA256_LENGTH;
  await mkdir(join(gitDir, PACK_FOLDER), { recursive: true });
  await mkdir(join(gitDir, 'refs'), { recursive: true });
  await writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(
    join(gitDir, 'config'),
    [
      '[core]',
      '\trepositoryformatversion = 1',
      '\tbare = true',
      ...(sha256 ? ['[extensions]', '\tobjectformat = sha256'] : []),
      '',
    ].join('\n'),
  );
}

/** Whether anything is on disk that was not asked for: contents of files, or trees of a clone that is to have none. */
export async function storesContents(
  gitDir: string,
  options: { shas: string[]; trees: boolean },
): Promise<boolean> {
  const { shas, trees } = options;
  // To find out what has to be deleted is no work that may be stopped.
  const { signal } = new AbortController();
  const lists = async (pattern: RegExp, args: string[]) => {
    try {
      let line = '';
      for await (const chunk of streamGit({ gitDir, signal, args })) {
        const text = line + chunk.toString('latin1');
        if (pattern.test(text)) {
          return true;
        }
        line = text.slice(text.lastIndexOf('\n') + 1);
      }
    } catch {
      // Where nothing can be listed, nothing is to be read either.
    }
    return false;
  };
  // Whoever sends contents sends at least those of what was asked for; what is there shows with a space after its name.
  const isThere = await lists(/^[0-9a-f]+ /m, [
    ...['rev-list', '--objects', '--no-walk', '--missing=print'],
    ...['--ignore-missing', ...(trees ? ['--filter=object:type=blob'] : [])],
    ...['--end-of-options', ...shas],
  ]);
  if (!isThere || trees) {
    return isThere;
  }
  // Git pretends to have an empty tree in any case.
  const all = ['--batch-all-objects', '--unordered'];
  return lists(/^(?:tree|blob)$/m, [
    ...['cat-file', ...all, '--batch-check=%(objecttype)'],
  ]);
}

/**
 * Which of these are commits that are there. Git is told that some may be missing: else it looks through all that the host has promised
 * for them, which takes seconds.
 */
export async function findCommits(options: {
  gitDir: string;
  shas: string[];
  signal: AbortSignal;
}): Promise<Set<string>> {
  const { gitDir, shas, signal } = options;
  const missing = ['--missing=print', '--ignore-missing'];
  const output = await askGit({
    gitDir,
    signal,
    args: ['rev-list', '--no-walk', ...missing, '--end-of-options', ...shas],
  });
  return new Set(output.split('\n'));
}

/** Makes one pack of many. */
export async function repackIfDue(
  gitDir: string,
  signal: AbortSignal,
): Promise<void> {
  const names = await readdir(join(gitDir, PACK_FOLDER));
  if (names.filter(name => name.endsWith('.pack')).length <= MAX_PACKS) {
    return;
  }
  const args = ['repack', '-a', '-d', '--quiet', '--no-write-bitmap-index'];
  try {
    await askGit({ gitDir, signal, args, maxSilenceMs: MAX_WORK_MS });
  } catch {
    // What is there stays as good as it was; the next fetch tries again.
    signal.throwIfAborted();
  }
}

/** What a git that was killed left behind, which is never used and could be large. */
export async function removeUnfinished(gitDir: string): Promise<void> {
  const folder = join(gitDir, PACK_FOLDER);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(file => file.startsWith('tmp_'))) {
    await rm(join(folder, name), { force: true });
  }
}
