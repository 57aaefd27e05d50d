import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askGit, GitNetwork } from 'backstage-plugin-git-activity-node';
import { RemoteRepository } from '../hosts/RemoteHosts';

/** Each fetch leaves a pack, and git looks for a commit in all of them. */
const MAX_PACKS = 50;
const SHA256_LENGTH = 64;
const PACK_FOLDER = join('objects', 'pack');

/** Told to be quiet, git prints nothing for as long as it works; a connection that goes dead ends much earlier. */
const MAX_WORK_MS = 2 * 60 * 60_000;

/** Fetches commits, and nothing else, into a clone. */
export async function fetchCommits(
  gitDir: string,
  request: {
    repository: RemoteRepository;
    network: GitNetwork;
    refspecs: string[];
    signal: AbortSignal;
  },
): Promise<void> {
  const { repository, network, refspecs, signal } = request;
  await askGit({
    gitDir,
    signal,
    network,
    maxSilenceMs: MAX_WORK_MS,
    args: [
      'fetch',
      '--quiet',
      '--no-progress',
      '--filter=tree:0',
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

/** Whether anything but commits is on disk. */
export async function storesContents(
  gitDir: string,
  shas: string[],
): Promise<boolean> {
  // To find out what has to be deleted is no work that may be stopped.
  const { signal } = new AbortController();
  const ask = (args: string[]) =>
    askGit({ gitDir, signal, args }).catch(() => '');
  const missing = ['--missing=print', '--ignore-missing'];
  const objects = await ask([
    ...['rev-list', '--objects', '--no-walk', ...missing],
    ...['--end-of-options', ...shas],
  ]);
  // Whoever sends contents sends at least the tree of what was asked for; it shows with a space after its name. Git pretends
  // to have an empty one in any case.
  if (!objects.includes(' ')) {
    return false;
  }
  const all = ['--batch-all-objects', '--unordered'];
  const types = await ask(['cat-file', ...all, '--batch-check=%(objecttype)']);
  return /^(?:tree|blob)$/m.test(types);
}

/** The types of objects; something else for those that are not there. */
export async function objectTypes(options: {
  gitDir: string;
  names: string[];
  signal: AbortSignal;
}): Promise<string[]> {
  const { gitDir, names, signal } = options;
  const output = await askGit({
    gitDir,
    signal,
    args: ['cat-file', '--batch-check=%(objecttype)'],
    input: names.map(name => `${name}\n`).join(''),
  });
  return output.split('\n');
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
