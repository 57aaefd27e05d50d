import { LoggerService } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  CommitAuthor,
  CommitBatch,
  CommitSourceError,
  FolderBatch,
  GitNetwork,
  isDamage,
  isObjectName,
  mapAuthorsByMailmap,
  MappedAuthor,
  ReadCommitsRequest,
  ReadFoldersRequest,
  RepositoryHead,
  ResolvedRepository,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { readCommits } from '../commits/readCommits';
import { readFolders, TreesMissingError } from '../folders/readFolders';
import { CloneOptions, HostCredentials } from '../config';
import { CloneDirectory } from './clones/CloneDirectory';
import { Clones } from './clones/Clones';
import { DamagedCloneError, filterError } from './failures';
import { HostPatience } from './HostPatience';
import { fetchAccess } from './fetchAccess';
import { commitUrl } from './hosts/commitUrl';
import { HostAuthorization } from './hosts/HostAuthorization';
import { RemoteHosts, RemoteRepository } from './hosts/RemoteHosts';
import { HostLook, lookAtHost, LookRequest } from './http/lookAtHost';
import { readRemoteHead } from './http/readRemoteHead';
import { RemoteMailmaps } from './RemoteMailmaps';
import { readSshHead } from './ssh/readSshHead';

const ANSWER_TIMEOUT_MS = 30_000;

/** What remote repositories are read with. */
export interface RemoteOptions {
  integrations: ScmIntegrations;
  credentials: HostCredentials[];
  clones: CloneOptions;
  logger: LoggerService;
  /** How long a host may take to answer what takes it no work; half a minute unless given. */
  timeoutMs?: number;
  /** Milliseconds since 1970; for tests. */
  now?: () => number;
}

/** What is known of a repository after its host was asked what it offers. */
interface Visit {
  /** Where it is now. */
  repository: RemoteRepository;
  /** How many requests that cost. */
  requests: number;
  /** Both are absent for SSH, where the host is only talked to by git. */
  request?: LookRequest;
  look?: HostLook;
}

/**
 * Repositories on the hosts that the portal's configuration names. Their heads are asked for as git asks; their commits are
 * fetched, without anything else, into clones on this machine.
 */
export class RemoteRepositories {
  /** How many repositories are asked for their head at the same time. */
  readonly headsAtOnce = 8;
  readonly #options: RemoteOptions;
  readonly #hosts: RemoteHosts;
  readonly #authorization: HostAuthorization;
  readonly #directory: CloneDirectory;
  readonly #clones: Clones;
  readonly #mailmaps: RemoteMailmaps;
  readonly #patience: HostPatience;

  constructor(options: RemoteOptions) {
    const { integrations, clones, logger, now } = options;
    this.#options = options;
    this.#hosts = new RemoteHosts(options);
    this.#patience = new HostPatience({ logger, now });
    this.#authorization = new HostAuthorization(integrations);
    this.#directory = new CloneDirectory({ ...clones, logger, now });
    this.#clones = new Clones(this.#directory);
    this.#mailmaps = new RemoteMailmaps({ directory: this.#directory, logger });
  }

  resolve(url: string): ResolvedRepository | undefined {
    const repository = this.#hosts.find(url);
    return repository && { url: repository.url };
  }

  async getHead(options: {
    repository: SourceRepository;
    signal: AbortSignal;
  }): Promise<RepositoryHead> {
    const { signal } = options;
    const { url } = options.repository;
    const remote = this.#find(options.repository);
    const { head, visit } = await this.#patience.within(remote, () =>
      this.#askForHead(remote, signal),
    );
    if (head.sha === undefined) {
      return head;
    }
    const mailmapId = await this.#mailmaps.idAt({
      url,
      head: head.sha,
      connect: async directory => this.#open(visit, directory),
      signal,
    });
    const { repository } = visit;
    const moved = repository.url === remote.url ? {} : { url: repository.url };
    return { ...head, mailmapId, ...moved };
  }

  async *readCommits(
    request: ReadCommitsRequest,
  ): AsyncGenerator<CommitBatch, void> {
    const read = (gitDir: string) => readCommits({ ...request, gitDir });
    yield* this.#readClone({ request, trees: false, read });
  }

  async *readFolders(
    request: ReadFoldersRequest,
  ): AsyncGenerator<FolderBatch, void> {
    const read = (gitDir: string) => readFolders({ ...request, gitDir });
    yield* this.#readClone({ request, trees: true, read });
  }

  async mapAuthors(options: {
    repository: SourceRepository;
    head: string;
    mailmapId: string;
    authors: CommitAuthor[];
    signal: AbortSignal;
  }): Promise<MappedAuthor[]> {
    const { repository, head, mailmapId, authors, signal } = options;
    const text = await this.#mailmaps.text({
      ...this.#reading(repository, signal),
      head,
      id: mailmapId,
    });
    return mapAuthorsByMailmap(text, authors);
  }

  getCommitUrl(options: {
    repository: SourceRepository;
    sha: string;
  }): string | undefined {
    const { url, host } = this.#find(options.repository);
    return commitUrl({ host, url, sha: options.sha });
  }

  async forget(repository: SourceRepository): Promise<void> {
    await this.#directory.forget(repository.url);
  }

  /** Reads from a clone once it holds all that is needed, and tells what it cost to get that. */
  async *#readClone<TBatch extends { requests: number }>(options: {
    request: Pick<ReadCommitsRequest, 'repository' | 'from' | 'to' | 'signal'>;
    trees: boolean;
    read(gitDir: string): AsyncIterable<TBatch>;
  }): AsyncGenerator<TBatch, void> {
    const { request, trees, read } = options;
    const { repository, from, to, signal } = request;
    const shas = from === undefined ? [to] : [to, from];
    const unknown = shas.find(sha => !isObjectName(sha));
    if (unknown !== undefined) {
      throw new CommitSourceError(
        'head-unknown',
        `No commit has the name ${JSON.stringify(unknown)}.`,
      );
    }
    const release = this.#directory.hold(repository.url);
    try {
      const { gitDir, requests } = await this.#clones.prepare({
        ...this.#reading(repository, signal),
        shas: [...new Set(shas)],
        trees,
      });
      let cost = requests;
      for await (const batch of read(gitDir)) {
        yield { ...batch, requests: cost };
        cost = 0;
      }
    } catch (error) {
      if (isDamage(error) || error instanceof TreesMissingError) {
        await this.#directory.discard(this.#directory.gitDir(repository.url));
        throw new DamagedCloneError(error.message);
      }
      throw error;
    } finally {
      release();
      await this.#directory.keepWithinBounds();
    }
  }

  #find({ url }: SourceRepository): RemoteRepository {
    const repository = this.#hosts.find(url);
    if (!repository) {
      throw new CommitSourceError(
        'refused',
        "No host of this URL is configured any more: add it under integrations, or under gitActivity.git.credentials, in the portal's configuration.",
      );
    }
    return repository;
  }

  async #askForHead(
    repository: RemoteRepository,
    signal: AbortSignal,
  ): Promise<{ head: RepositoryHead; visit: Visit }> {
    const visit = await this.#visit(repository, signal);
    if (visit.look && visit.request) {
      const head = await readRemoteHead(visit.request, visit.look);
      return { head, visit };
    }
    const { network } = this.#open(visit, this.#directory.path);
    const head = await readSshHead({ repository, network, signal });
    return { head, visit };
  }

  /** Finds out where a repository is now and what its host offers, as far as that can be known beforehand. */
  async #visit(
    repository: RemoteRepository,
    signal: AbortSignal,
  ): Promise<Visit> {
    if (repository.protocol === 'ssh') {
      return { repository, requests: 0 };
    }
    const { header } = await this.#authorization.get(repository);
    let requests = 0;
    const request: LookRequest = {
      repository,
      authorization: header,
      hosts: this.#hosts,
      timeoutMs: this.#options.timeoutMs ?? ANSWER_TIMEOUT_MS,
      signal,
      onRequest: () => {
        this.#patience.assertOpen(repository);
        requests += 1;
      },
    };
    const look = await lookAtHost(request);
    return { repository: look.repository, request, look, requests };
  }

  /** @throws CommitSourceError of kind `refused` if the host would send contents */
  #open({ repository, request, look, requests }: Visit, directory: string) {
    if (look && !look.honoursFilter) {
      throw filterError(repository);
    }
    const authorization = { header: request?.authorization };
    const access = fetchAccess({ repository, authorization, directory });
    const network: GitNetwork = {
      ...access,
      explain: words => this.#patience.heed(repository, access.explain(words)),
    };
    return { repository, network, requests };
  }

  /** How commits, or a `.mailmap`, are got once they are needed. */
  #reading(repository: SourceRepository, signal: AbortSignal) {
    const connect = (directory: string) => {
      const remote = this.#find(repository);
      return this.#patience.within(remote, async () =>
        this.#open(await this.#visit(remote, signal), directory),
      );
    };
    return { url: repository.url, connect, signal };
  }
}
