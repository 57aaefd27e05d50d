import {
  CommitAuthor,
  CommitBatch,
  CommitSource,
  MappedAuthor,
  ReadCommitsRequest,
  RepositoryHead,
  ResolvedRepository,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { toError } from '@backstage/errors';
import { readCommits } from './commits/readCommits';
import { readHead } from './heads';
import { mapAuthors } from './mailmap';
import { RepositoryRoots } from './paths/RepositoryRoots';

/** How many repositories are asked for their head at the same time. */
const HEADS_AT_ONCE = 4;

/**
 * Reads the local git repositories below some folders, with the git of the machine.
 *
 * It answers `file:` URLs only. What a repository configures for itself, or the machine for its users, changes nothing of
 * what is read; no network is ever used.
 */
export class GitCommitSource implements CommitSource {
  readonly id = 'git';
  readonly #roots: RepositoryRoots;

  /** @param options - `roots` are absolute paths: the folders below which repositories may be read */
  constructor(options: { roots: string[] }) {
    this.#roots = new RepositoryRoots(options.roots);
  }

  async resolve(url: string): Promise<ResolvedRepository | undefined> {
    const canonical = await this.#roots.canonicalUrl(url);
    return canonical === undefined ? undefined : { url: canonical };
  }

  async getHeads(options: {
    repositories: SourceRepository[];
    signal: AbortSignal;
  }): Promise<Array<RepositoryHead | Error>> {
    const { repositories, signal } = options;
    const heads: Array<RepositoryHead | Error> = [];
    const waiting = repositories.entries();
    const readWaiting = async () => {
      for (const [index, repository] of waiting) {
        heads[index] = await this.#readHead(repository, signal);
      }
    };
    await Promise.all(Array.from({ length: HEADS_AT_ONCE }, readWaiting));
    return heads;
  }

  async *readCommits(
    request: ReadCommitsRequest,
  ): AsyncGenerator<CommitBatch, void> {
    const { repository, ...reading } = request;
    const gitDir = await this.#roots.findGitDir(repository.url);
    yield* readCommits({ gitDir, ...reading });
  }

  async mapAuthors(options: {
    repository: SourceRepository;
    head: RepositoryHead;
    authors: CommitAuthor[];
    signal: AbortSignal;
  }): Promise<MappedAuthor[]> {
    const { repository, head, authors, signal } = options;
    const { mailmapId } = head;
    if (mailmapId === undefined) {
      return [];
    }
    const gitDir = await this.#roots.findGitDir(repository.url);
    return mapAuthors({ gitDir, signal, mailmapId, authors });
  }

  async #readHead(
    repository: SourceRepository,
    signal: AbortSignal,
  ): Promise<RepositoryHead | Error> {
    try {
      const gitDir = await this.#roots.findGitDir(repository.url);
      return await readHead({ gitDir, signal });
    } catch (error) {
      // Being told to stop is no repository's trouble.
      signal.throwIfAborted();
      return toError(error);
    }
  }
}
