import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { GitNetwork, isDamage } from 'backstage-plugin-git-activity-node';
import {
  DamagedCloneError,
  diskError,
  filterError,
  tooLargeError,
  UnknownCommitError,
} from '../failures';
import { RemoteRepository } from '../hosts/RemoteHosts';
import { CloneDirectory } from './CloneDirectory';
import {
  fetchCommits,
  findCommits,
  initRepository,
  removeUnfinished,
  repackIfDue,
  storesContents,
} from './cloneContents';
import { withinSize } from './withinSize';

/** Keeps what was fetched within reach of the next negotiation with the host. */
const HEAD_REF = 'refs/git-activity/head';
const OLD_HEAD_REF = 'refs/git-activity/old';
/** Only a clone that holds the trees of all of its commits has it: it comes with them. */
const TREES_REF = 'refs/git-activity/trees';

/** A fetch of named commits asks the host what it offers, and then for them. */
const REQUESTS_PER_FETCH = 2;

/** What has to be in a clone. */
export interface CloneRequest {
  /** As it was asked for: the clone is found by its URL, also when the repository has moved. */
  url: string;
  /** Commits that are needed with all of their history. */
  shas: string[];
  /** Whether the trees of all commits are needed, too. A clone that has them goes on having them. */
  trees: boolean;
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

/** Copies of remote repositories that hold commits, and trees once they are needed, and nothing else. */
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
    const found = await look(gitDir, request);
    if (found === undefined) {
      await this.#directory.discard(gitDir);
      return this.#clone(request);
    }
    if (request.trees && !found.trees) {
      // No host sends the trees of commits that it is told are here already.
      return this.#clone(request);
    }
    const { missing, trees } = found;
    if (missing.length === 0) {
      return 0;
    }
    const connection = await request.connect(this.#directory.path);
    await removeUnfinished(gitDir);
    try {
      const fetching = { ...request, ...connection, trees };
      await this.#fetch(gitDir, fetching, missing);
    } catch (error) {
      await removeUnfinished(gitDir);
      if (await storesContents(gitDir, { ...request, trees })) {
        await this.#directory.discard(gitDir);
      }
      throw error;
    }
    await repackIfDue(gitDir, request.signal);
    return connection.requests + REQUESTS_PER_FETCH;
  }

  async #clone(request: CloneRequest): Promise<number> {
    const { shas, url, trees } = request;
    const connection = await request.connect(this.#directory.path);
    const scratch = await this.#directory.makeScratch();
    try {
      await initRepository(scratch, shas[0]);
      await this.#fetch(scratch, { ...request, ...connection }, shas);
      if (trees) {
        // One without trees may be there.
        await this.#directory.discard(this.#directory.gitDir(url));
      }
      await this.#directory.adopt(scratch, url);
    } catch (error) {
      await this.#directory.discard(scratch);
      throw error instanceof DamagedCloneError ? error.unexplained() : error;
    }
    return connection.requests + REQUESTS_PER_FETCH;
  }

  async #fetch(
    gitDir: string,
    request: CloneRequest & Pick<Connection, 'repository' | 'network'>,
    shas: string[],
  ): Promise<void> {
    await withinSize({
      folder: gitDir,
      maxBytes: this.#directory.maxBytes,
      tooLarge: () => tooLargeError(request.repository),
      signal: request.signal,
      work: signal => this.#fetchAnyway(gitDir, { ...request, signal }, shas),
    });
  }

  async #fetchAnyway(
    gitDir: string,
    request: CloneRequest & Pick<Connection, 'repository' | 'network'>,
    shas: string[],
  ): Promise<void> {
    const { repository, trees, signal } = request;
    const refs = [HEAD_REF, OLD_HEAD_REF];
    const withTrees = (sha: string) => (trees ? [`${sha}:${TREES_REF}`] : []);
    try {
      const refspecs = shas.map(
        sha => `${sha}:${refs[request.shas.indexOf(sha)]}`,
      );
      await fetchCommits(gitDir, {
        ...request,
        refspecs: [...refspecs, ...withTrees(shas[0])],
      });
    } catch (error) {
      if (!(error instanceof UnknownCommitError)) {
        throw error;
      }
      // Old servers only send what a branch points to, and not what a commit's name is told for.
      await fetchCommits(gitDir, {
        ...request,
        refspecs: [`HEAD:${HEAD_REF}`, ...withTrees('HEAD')],
      });
      const present = await findCommits({ gitDir, shas, signal });
      if (!shas.every(sha => present.has(sha))) {
        throw error;
      }
    }
    if (await storesContents(gitDir, request)) {
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

/** @returns which commits are not there, and whether trees are; undefined if there is no clone that could be used */
async function look(
  gitDir: string,
  request: CloneRequest,
): Promise<{ missing: string[]; trees: boolean } | undefined> {
  const { shas } = request;
  try {
    const present = await findCommits({ ...request, gitDir });
    return {
      missing: shas.filter(sha => !present.has(sha)),
      trees: await isThere(join(gitDir, TREES_REF)),
    };
  } catch (error) {
    if (isDamage(error)) {
      return undefined;
    }
    throw error;
  }
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
