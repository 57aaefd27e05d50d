import {
  CommitAuthor,
  CommitBatch,
  FolderBatch,
  MappedAuthor,
  ReadCommitsRequest,
  ReadFoldersRequest,
  RepositoryHead,
  ResolvedRepository,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { readCommits } from '../commits/readCommits';
import { readFolders } from '../folders/readFolders';
import { readHead } from './heads';
import { Disk } from './disk/Disk';
import { mapAuthors } from './mailmap';
import { RepositoryRoots } from './paths/RepositoryRoots';
import { Cuts, readCuts } from './shallow';

/**
 * The git repositories on this machine that may be read, by their `file:` URLs.
 *
 * What a repository configures for itself, or the machine for its users, changes nothing of what is read; no network is ever
 * used.
 */
export class LocalRepositories {
  /** How many repositories are asked for their head at the same time. */
  readonly headsAtOnce = 4;
  readonly #disk = new Disk();
  readonly #roots: RepositoryRoots;

  /** @param options - `roots` are absolute paths: the folders below which repositories may be read */
  constructor(options: { roots: string[] }) {
    this.#roots = new RepositoryRoots({ ...options, disk: this.#disk });
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
    const found = await this.#find(repository, signal);
    return readHead({ ...found, disk: this.#disk, signal });
  }

  async *readCommits(
    request: ReadCommitsRequest,
  ): AsyncGenerator<CommitBatch, void> {
    const { repository, ...reading } = request;
    const { gitDir, cuts } = await this.#find(repository, reading.signal);
    yield* readCommits({ gitDir, cuts: cuts?.shas, ...reading });
  }

  async *readFolders(
    request: ReadFoldersRequest,
  ): AsyncGenerator<FolderBatch, void> {
    const { repository, ...reading } = request;
    const { gitDir } = await this.#find(repository, reading.signal);
    yield* readFolders({ gitDir, ...reading });
  }

  async mapAuthors(options: {
    repository: SourceRepository;
    mailmapId: string;
    authors: CommitAuthor[];
    signal: AbortSignal;
  }): Promise<MappedAuthor[]> {
    const { repository, mailmapId, authors, signal } = options;
    const { gitDir } = await this.#find(repository, signal);
    return mapAuthors({ gitDir, signal, mailmapId, authors });
  }

  /** As it is at this moment. What is read of a shallow clone afterwards can only reach further back than this says. */
  async #find(
    { url }: SourceRepository,
    signal: AbortSignal,
  ): Promise<{ gitDir: string; cuts?: Cuts }> {
    const { gitDir, commonDir } = await this.#roots.findGitDir(url, signal);
    return { gitDir, cuts: await readCuts(this.#disk, commonDir) };
  }
}
