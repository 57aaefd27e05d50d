import {
  CommitAuthor,
  CommitBatch,
  CommitSource,
  CommitSourceError,
  FolderBatch,
  MappedAuthor,
  ReadCommitsRequest,
  ReadFoldersRequest,
  RepositoryHead,
  ResolvedRepository,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { toError } from '@backstage/errors';
import { LocalRepositories } from './local/LocalRepositories';
import { RemoteOptions, RemoteRepositories } from './remote/RemoteRepositories';

const FILE_SCHEME = /^file:/i;

/**
 * Reads git repositories with the git of the machine: local ones below some folders, and those of the hosts that the portal's
 * configuration names.
 */
export class GitCommitSource implements CommitSource {
  readonly id = 'git';
  readonly #local: LocalRepositories;
  readonly #remote?: RemoteRepositories;

  /**
   * @param options - `roots` are absolute paths: the folders below which repositories may be read; `remotes` is left out to
   *   serve local repositories only
   */
  constructor(options: { roots: string[]; remotes?: RemoteOptions }) {
    this.#local = new LocalRepositories(options);
    this.#remote = options.remotes && new RemoteRepositories(options.remotes);
  }

  async resolve(url: string): Promise<ResolvedRepository | undefined> {
    return (await this.#local.resolve(url)) ?? this.#remote?.resolve(url);
  }

  async getHeads(
    options: Parameters<CommitSource['getHeads']>[0],
  ): Promise<Array<RepositoryHead | Error>> {
    const { repositories, onHead, signal } = options;
    const heads: Array<RepositoryHead | Error> = [];
    const readWaiting = async (
      waiting: Iterator<[number, SourceRepository]>,
    ) => {
      for (let next = waiting.next(); !next.done; next = waiting.next()) {
        const [index, repository] = next.value;
        heads[index] = await this.#readHead(repository, signal);
        onHead?.(index, heads[index]);
      }
    };
    const entries = [...repositories.entries()];
    // A host that is slow to answer keeps nobody else from being read.
    await Promise.all(
      [this.#local, this.#remote].flatMap(kind => {
        const waiting = entries
          .filter(([, repository]) => this.#kindOf(repository) === kind)
          [Symbol.iterator]();
        return Array.from({ length: kind?.headsAtOnce ?? 1 }, () =>
          readWaiting(waiting),
        );
      }),
    );
    return heads;
  }

  async *readCommits(
    request: ReadCommitsRequest,
  ): AsyncGenerator<CommitBatch, void> {
    yield* this.#serving(request.repository).readCommits(request);
  }

  async *readFolders(
    request: ReadFoldersRequest,
  ): AsyncGenerator<FolderBatch, void> {
    yield* this.#serving(request.repository).readFolders(request);
  }

  async mapAuthors(options: {
    repository: SourceRepository;
    head: RepositoryHead;
    authors: CommitAuthor[];
    signal: AbortSignal;
  }): Promise<MappedAuthor[]> {
    const { repository, head } = options;
    const { sha = '', mailmapId } = head;
    if (mailmapId === undefined) {
      return [];
    }
    return this.#serving(repository).mapAuthors({
      ...options,
      head: sha,
      mailmapId,
    });
  }

  getCommitUrl(options: {
    repository: SourceRepository;
    sha: string;
  }): string | undefined {
    return this.#kindOf(options.repository) === this.#local
      ? undefined
      : this.#remote?.getCommitUrl(options);
  }

  async forget(repository: SourceRepository): Promise<void> {
    if (this.#kindOf(repository) !== this.#local) {
      await this.#remote?.forget(repository);
    }
  }

  #kindOf({
    url,
  }: SourceRepository): LocalRepositories | RemoteRepositories | undefined {
    return FILE_SCHEME.test(url) ? this.#local : this.#remote;
  }

  #serving(repository: SourceRepository) {
    const kind = this.#kindOf(repository);
    if (!kind) {
      throw new CommitSourceError(
        'refused',
        'Only local repositories are served here.',
      );
    }
    return kind;
  }

  async #readHead(
    repository: SourceRepository,
    signal: AbortSignal,
  ): Promise<RepositoryHead | Error> {
    try {
      return await this.#serving(repository).getHead({ repository, signal });
    } catch (error) {
      // Being told to stop is no repository's trouble.
      signal.throwIfAborted();
      return toError(error);
    }
  }
}
