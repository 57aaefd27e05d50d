import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  CommitAuthor,
  CommitBatch,
  CommitSource,
  CommitSourceError,
  MappedAuthor,
  PushEventReader,
  ReadCommitsRequest,
  RepositoryHead,
  ResolvedRepository,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { Connections } from './api/Connections';
import { GitlabClient } from './api/GitlabClient';
import { MAX_PAGE_SIZE } from './commits/listPages';
import { readCommits } from './commits/readCommits';
import { readHead } from './heads';
import { GitlabInstance } from './instances';
import { Mailmaps } from './Mailmaps';
import { ProjectFinder } from './ProjectFinder';
import { locateProject } from './urls/projectUrls';
import { createPushEventReader } from './urls/pushEvents';
import { ToldReader } from './urls/told';

/** How many projects are asked for their head at the same time. */
const HEADS_AT_ONCE = 8;

/** The source that reads commits where `via` is `git`, and tells which folders they changed in any case. */
const GIT_SOURCE = 'git';

/**
 * Reads the projects of GitLabs that the portal is integrated with, through their REST API. Whatever it keeps is in memory, and saves
 * requests only.
 */
export class GitlabCommitSource implements CommitSource {
  readonly id = 'gitlab';
  readonly pushEvents: PushEventReader;
  readonly #instances: GitlabInstance[];
  readonly #connections: Connections;
  readonly #pageSize: number;
  readonly #told: ToldReader;
  readonly #projects: ProjectFinder;
  readonly #mailmaps = new Mailmaps();

  constructor(options: {
    instances: GitlabInstance[];
    connections: Connections;
    logger: LoggerService;
    /** How many commits to ask for at once: 100, the most that GitLab gives, unless given. */
    pageSize?: number;
    /** Milliseconds since 1970; that of the machine unless given. */
    now?: () => number;
  }) {
    this.#instances = options.instances;
    this.#told = new ToldReader({ logger: options.logger });
    this.#projects = new ProjectFinder({
      told: this.#told,
      now: options.now ?? Date.now,
    });
    this.#pageSize = options.pageSize ?? MAX_PAGE_SIZE;
    this.#connections = options.connections;
    this.pushEvents = createPushEventReader(options.instances);
  }

  async resolve(url: string): Promise<ResolvedRepository | undefined> {
    const location = locateProject(url, this.#instances);
    return location && { url: location.url };
  }

  async getHeads(
    options: Parameters<CommitSource['getHeads']>[0],
  ): Promise<Array<RepositoryHead | Error>> {
    const { repositories, onHead, signal } = options;
    const heads: Array<RepositoryHead | Error> = [];
    const waiting = repositories.entries();
    const readWaiting = async () => {
      for (const [index, repository] of waiting) {
        heads[index] = await this.#readHead(repository, signal);
        onHead?.(index, heads[index]);
      }
    };
    await Promise.all(Array.from({ length: HEADS_AT_ONCE }, readWaiting));
    return heads;
  }

  async *readCommits(
    request: ReadCommitsRequest,
  ): AsyncGenerator<CommitBatch, void> {
    const { repository, signal, from, to, cursor } = request;
    const client = await this.#connect(repository, signal);
    const id = this.#projects.idOf(repository, client.instance);
    const pageSize = this.#pageSize;
    const reading = { client, id, pageSize, from, to, cursor };
    for await (const batch of readCommits(reading)) {
      yield batch;
      signal.throwIfAborted();
    }
  }

  async mapAuthors(options: {
    repository: SourceRepository;
    head: RepositoryHead;
    authors: CommitAuthor[];
    signal: AbortSignal;
  }): Promise<MappedAuthor[]> {
    const { repository, head, authors, signal } = options;
    const { mailmapId } = head;
    if (mailmapId === undefined || authors.length === 0) {
      return [];
    }
    const client = await this.#connect(repository, signal);
    const projectId = this.#projects.idOf(repository, client.instance);
    return this.#mailmaps.mapAuthors({
      client,
      projectId,
      mailmapId,
      authors,
    });
  }

  getCommitUrl(options: { repository: SourceRepository; sha: string }): string {
    return `${options.repository.url}/-/commit/${options.sha}`;
  }

  readThrough(repository: SourceRepository): string | undefined {
    const location = locateProject(repository.url, this.#instances);
    return location?.instance.via === 'git' ? GIT_SOURCE : undefined;
  }

  /**
   * GitLab's own list of commits of a path leaves out merges and what they bring, and takes a request for each folder and hundred commits;
   * git tells of all folders at once.
   */
  readFoldersThrough(): string {
    return GIT_SOURCE;
  }

  async forget(repository: SourceRepository): Promise<void> {
    this.#projects.forget(repository);
  }

  async #readHead(
    repository: SourceRepository,
    signal: AbortSignal,
  ): Promise<RepositoryHead | Error> {
    try {
      signal.throwIfAborted();
      return await readHead({
        client: await this.#connect(repository, signal),
        repository,
        projects: this.#projects,
        mailmaps: this.#mailmaps,
        told: this.#told,
      });
    } catch (error) {
      // Being told to stop is no repository's trouble.
      signal.throwIfAborted();
      return toError(error);
    }
  }

  async #connect(
    repository: SourceRepository,
    signal: AbortSignal,
  ): Promise<GitlabClient> {
    return this.#connections.connect(this.#instanceOf(repository), signal);
  }

  #instanceOf(repository: SourceRepository): GitlabInstance {
    const location = locateProject(repository.url, this.#instances);
    if (!location) {
      throw new CommitSourceError(
        'refused',
        'There is no entry of integrations.gitlab for the host of this repository any longer.',
      );
    }
    return location.instance;
  }
}
