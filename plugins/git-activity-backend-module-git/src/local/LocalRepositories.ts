import {
  CommitAuthor,
  CommitBatch,
  MappedAuthor,
  ReadCommitsRequest,
  RepositoryHead,
  ResolvedRepository,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { readCommits } from '../commits/readCommits';
import { readHead } from './heads';
import { mapAuthors } from './mailmap';
import { RepositoryRoots } from './paths/RepositoryRoots';

/**
 * The git repositories on this machine that may be read, by their `file:` URLs.
 *
 * What a repository configures for itself, or the machine for its users, changes nothing of what is read; no network is ever
 * used.
 */
export class LocalRepositories {
  /** How many repositories are asked for their head at the same time. */
  readonly headsAtOnce = 4;
  readonly #roots: RepositoryRoots;

  /** @param options - `roots` are absolute paths: the folders below which repositories may be read */
  constructor(options: { roots: string[] }) {
    this.#roots = new RepositoryRoots(options.roots);
  }

  async resolve(url: string): Promise<ResolvedRepository | undefined> {
    const canonical = await this.#roots.canonicalUrl(url);
    return canonical === undefined ? undefined : { url: canonical };
  }

  async getHead(options: {
    repository: SourceRepository;
    signal: AbortSignal;
  }): Promise<RepositoryHead> {
    const { repository, signal } = options;
    const gitDir = await this.#roots.findGitDir(repository.url);
    return readHead({ gitDir, signal });
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
    mailmapId: string;
    authors: CommitAuthor[];
    signal: AbortSignal;
  }): Promise<MappedAuthor[]> {
    const { repository, mailmapId, authors, signal } = options;
    const gitDir = await this.#roots.findGitDir(repository.url);
    return mapAuthors({ gitDir, signal, mailmapId, authors });
  }
}
