import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDamage } from '../../git/failures';
import { GitNetwork } from '../../git/network';
import { askGit } from '../../git/runGit';
import {
  DamagedCloneError,
  diskError,
  filterError,
  UnknownCommitError,
} from '../failures';
import { RemoteRepository } from '../hosts/RemoteHosts';
import { CloneDirectory } from './CloneDirectory';

/** Keeps what was fetched within reach of the next negotiation with the host. */
const HEAD_REF = 'refs/git-activity/head';
const OLD_HEAD_REF = 'refs/git-activity/old';

/** Each fetch leaves a pack, and git looks for a commit in all of them. */
const MAX_PACKS = 50;
const SHA256_LENGTH = 64;
const PACK_FOLDER = join('objects', 'pack');

/** A fetch of named commits asks the host what it offers, and then for them. */
const REQUESTS_PER_FETCH = 2;

/** What has to be in a clone. */
export interface CloneRequest {
  /** As it was asked for: the clone is found by its URL, also when the repository has moved. */
  url: string;
  /** Commits that are needed with all of their history. */
  shas: string[];
  /**
   * Called if anything has to be fetched: looks at the host and makes sure that it honours the filter. The repository that it
   * returns is where the host has it now.
   */
  connect(directory: string): Promise<Connection>;
  signal: AbortSignal;
}

/** A host that is ready to be fetched from. */
export interface Connection {
  repository: RemoteRepository;
  network: GitNetwork;
  /** How many requests it took to find out. */
  requests: number;
}

/** Copies of remote repositories that hold commits and nothing else. */
export class Clones {
  readonly #directory: CloneDirectory;
  /** Two fetches into one clone would only be in each other's way. */
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(directory: CloneDirectory) {
    this.#directory = directory;
  }

  /**
   * Makes sure that commits are in the clone of a repository.
   *
   * @returns how many requests that cost
   * @throws CommitSourceError of kind `head-unknown` if the host does not have one of them
   */
  async prepare(request: CloneRequest): Promise<{
    gitDir: string;
    requests: number;
  }> {
    const gitDir = this.#directory.gitDir(request.url);
    const requests = await this.#inTurn(gitDir, request.signal, async () => {
      try {
        return await this.#complete(gitDir, request);
      } catch (error) {
        if (!(error instanceof DamagedCloneError)) {
          throw diskError(this.#directory.path, error);
        }
        await this.#directory.discard(gitDir);
        return this.#complete(gitDir, request);
      }
    });
    await this.#directory.touch(request.url);
    if (requests > 0) {
      await this.#directory.keepWithinBounds();
    }
    return { gitDir, requests };
  }

  async #complete(gitDir: string, request: CloneRequest): Promise<number> {
    const missing = await findMissing(gitDir, request);
    if (missing === undefined) {
      await this.#directory.discard(gitDir);
      return this.#clone(request);
    }
    if (missing.length === 0) {
      return 0;
    }
    const connection = await request.connect(this.#directory.path);
    await removeUnfinished(gitDir);
    try {
      await this.#fetch(gitDir, { ...request, ...connection }, missing);
    } catch (error) {
      await removeUnfinished(gitDir);
      if (await storesContents(gitDir, request.shas)) {
        await this.#directory.discard(gitDir);
      }
      throw error;
    }
    await repackIfDue(gitDir, request.signal);
    return connection.requests + REQUESTS_PER_FETCH;
  }

  async #clone(request: CloneRequest): Promise<number> {
    const { shas, url } = request;
    const connection = await request.connect(this.#directory.path);
    const scratch = await this.#directory.makeScratch();
    try {
      await initRepository(scratch, shas[0]);
      await this.#fetch(scratch, { ...request, ...connection }, shas);
      await this.#directory.adopt(scratch, url);
    } catch (error) {
      await this.#directory.discard(scratch);
      throw error instanceof DamagedCloneError ? error.unexplained() : error;
    }
    return connection.requests + REQUESTS_PER_FETCH;
  }

  async #fetch(
    gitDir: string,
    request: CloneRequest & {
      repository: RemoteRepository;
      network: GitNetwork;
    },
    shas: string[],
  ): Promise<void> {
    const { repository, signal } = request;
    const refs = [HEAD_REF, OLD_HEAD_REF];
    try {
      await runFetch(gitDir, {
        ...request,
        refspecs: shas.map(sha => `${sha}:${refs[request.shas.indexOf(sha)]}`),
      });
    } catch (error) {
      if (!(error instanceof UnknownCommitError)) {
        throw error;
      }
      // Old servers only send what a branch points to, and not what a commit's name is told for.
      await runFetch(gitDir, { ...request, refspecs: [`HEAD:${HEAD_REF}`] });
      const types = await objectTypes({ gitDir, names: shas, signal });
      if (shas.some((_, index) => types[index] !== 'commit')) {
        throw error;
      }
    }
    if (await storesContents(gitDir, request.shas)) {
      throw filterError(repository);
    }
  }

  async #inTurn<T>(
    key: string,
    signal: AbortSignal,
    work: () => Promise<T>,
  ): Promise<T> {
    const before = this.#queues.get(key);
    const turn = (async () => {
      await before?.catch(() => {});
      signal.throwIfAborted();
      return work();
    })();
    this.#queues.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#queues.get(key) === turn) {
        this.#queues.delete(key);
      }
    }
  }
}

async function runFetch(
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

/** @returns those that are not there; undefined if there is no clone that could be used */
async function findMissing(
  gitDir: string,
  request: CloneRequest,
): Promise<string[] | undefined> {
  const { shas, signal } = request;
  try {
    const types = await objectTypes({ gitDir, names: shas, signal });
    return shas.filter((_, index) => types[index] !== 'commit');
  } catch (error) {
    if (isDamage(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Whether anything but commits is on disk. */
async function storesContents(
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

async function objectTypes(options: {
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

async function repackIfDue(gitDir: string, signal: AbortSignal): Promise<void> {
  const names = await readdir(join(gitDir, PACK_FOLDER));
  if (names.filter(name => name.endsWith('.pack')).length <= MAX_PACKS) {
    return;
  }
  const args = ['repack', '-a', '-d', '--quiet', '--no-write-bitmap-index'];
  try {
    await askGit({ gitDir, signal, args });
  } catch {
    // What is there stays as good as it was; the next fetch tries again.
    signal.throwIfAborted();
  }
}

/** What a git that was killed left behind, which is never used and could be large. */
async function removeUnfinished(gitDir: string): Promise<void> {
  const folder = join(gitDir, PACK_FOLDER);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(file => file.startsWith('tmp_'))) {
    await rm(join(folder, name), { force: true });
  }
}
