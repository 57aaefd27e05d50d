import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { toError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  CommitAuthor,
  CommitBatch,
  CommitSource,
  CommitSourceError,
  HostSettings,
  MappedAuthor,
  PushEventReader,
  readHostSettings,
  ReadCommitsRequest,
  Redactor,
  RepositoryHead,
  ResolvedRepository,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { Pace, USUAL_PACE } from './client/createOctokit';
import { GithubClient } from './client/GithubClient';
import { GithubClients } from './client/GithubClients';
import { Repetitions } from './client/Repetitions';
import { GithubCredentials, hasCredential } from './credentials';
import { readHeads } from './heads';
import { readHistory } from './history';
import { readIncrement } from './increments/readIncrement';
import { Mailmaps } from './mailmap';
import { createPushEventReader } from './pushEvents';
import { checkCredentials } from './startUpCheck';
import { GithubRepository, GithubUrls } from './urls';

/** The source that reads commits where `via` is `git`, and tells which folders they changed in any case. */
const GIT_SOURCE = 'git';

/**
 * Reads GitHub and GitHub Enterprise through their APIs, with the credentials of the portal's integrations.
 *
 * Heads and commits come from GraphQL. REST is asked only how far two heads have come apart, and for the list of commits between
 * them where that is long.
 */
export class GithubCommitSource implements CommitSource {
  readonly id = 'github';
  readonly pushEvents: PushEventReader;
  readonly #integrations: ScmIntegrations;
  readonly #urls: GithubUrls;
  readonly #settings: Map<string, HostSettings>;
  readonly #clients: GithubClients;
  readonly #mailmaps = new Mailmaps();
  /** Comparisons that a host has refused without a reason. */
  readonly #refusals = new Repetitions();
  /** What the log has been told of. */
  readonly #warnings = new Repetitions();
  readonly #redactor: Redactor;
  readonly #logger: LoggerService;
  readonly #pace: Pace;

  /** @param options - `pace` is for tests: how patient to be */
  constructor(options: {
    config: Config;
    logger: LoggerService;
    pace?: Partial<Pace>;
  }) {
    const { config, logger } = options;
    const integrations = ScmIntegrations.fromConfig(config);
    const hosts = integrations.github.list().map(each => each.config);
    this.#integrations = integrations;
    this.#logger = logger;
    this.#pace = { ...USUAL_PACE, ...options.pace };
    this.#urls = new GithubUrls(hosts);
    this.pushEvents = createPushEventReader(this.#urls);
    this.#settings = readHostSettings({
      config,
      key: 'gitActivity.github',
      integration: 'integrations.github',
      hosts: hosts.map(({ host }) => host),
    });
    this.#redactor = new Redactor(
      hosts.flatMap(({ token, apps = [] }) => [
        token,
        ...apps.flatMap(app => [
          app.privateKey,
          app.clientSecret,
          app.webhookSecret,
        ]),
      ]),
    );
    this.#clients = new GithubClients({
      integrations,
      credentials: new GithubCredentials({
        integrations,
        redactor: this.#redactor,
        timeoutMs: this.#pace.timeoutMs,
        askAnewAfterMs: this.#pace.askAnewAfterMs,
      }),
      settings: this.#settings,
      pace: this.#pace,
      redactor: this.#redactor,
      logger,
    });
  }

  /** Of a host without any credential, GraphQL tells nothing; the git module may be let in all the same. */
  async resolve(url: string): Promise<ResolvedRepository | undefined> {
    const repository = this.#urls.read(url);
    return repository && this.#hasCredential(repository.host)
      ? { url: repository.url }
      : undefined;
  }

  async getHeads(options: {
    repositories: SourceRepository[];
    signal: AbortSignal;
  }): Promise<Array<RepositoryHead | Error>> {
    const { repositories, signal } = options;
    const answers: Array<RepositoryHead | Error> = [];
    const known = repositories.map(repository => this.#tryToRead(repository));
    const clients = await this.#clientsOf(known, signal);
    const groups = new Map<GithubClient, number[]>();
    clients.forEach((client, index) => {
      if (client instanceof Error) {
        answers[index] = client;
      } else {
        groups.set(client, [...(groups.get(client) ?? []), index]);
      }
    });
    await Promise.all(
      [...groups].map(async ([client, indexes]) => {
        const heads = await readHeads(
          indexes.map(index => known[index] as GithubRepository),
          {
            client,
            urls: this.#urls,
            warn: message => this.#warnOnce(message),
            retryAfterMs: this.#pace.retryAfterMs,
            signal,
          },
        );
        indexes.forEach((index, place) => {
          answers[index] = heads[place];
        });
      }),
    );
    return answers;
  }

  async *readCommits(
    request: ReadCommitsRequest,
  ): AsyncGenerator<CommitBatch, void> {
    const { from, to, cursor, signal } = request;
    const repository = this.#read(request.repository);
    const reading = {
      getClient: () => this.#clients.get(repository, signal),
      repository,
      to,
      cursor,
      retryAfterMs: this.#pace.retryAfterMs,
      pageSize: this.#pace.pageSize,
      signal,
    };
    yield* from === undefined
      ? readHistory(reading)
      : readIncrement({ ...reading, from, refusals: this.#refusals });
  }

  async mapAuthors(options: {
    repository: SourceRepository;
    head: RepositoryHead;
    authors: CommitAuthor[];
    signal: AbortSignal;
  }): Promise<MappedAuthor[]> {
    const { head, authors, signal } = options;
    const { mailmapId } = head;
    if (mailmapId === undefined) {
      return [];
    }
    const repository = this.#read(options.repository);
    return this.#mailmaps.mapAuthors({
      getClient: () => this.#clients.get(repository, signal),
      repository,
      mailmapId,
      authors,
      retryAfterMs: this.#pace.retryAfterMs,
      signal,
    });
  }

  getCommitUrl(options: { repository: SourceRepository; sha: string }): string {
    return `${options.repository.url}/commit/${options.sha}`;
  }

  readThrough(repository: SourceRepository): string | undefined {
    const known = this.#tryToRead(repository);
    const settings =
      known instanceof Error ? undefined : this.#settings.get(known.host);
    return settings?.via === 'git' ? GIT_SOURCE : undefined;
  }

  /**
   * GitHub's own history of a path leaves out merges and what they bring, and takes a request for each folder and hundred commits; git
   * tells of all folders at once.
   */
  readFoldersThrough(): string {
    return GIT_SOURCE;
  }

  /** Says in the log which credentials will not do, and which could do much more than they need to. It never fails. */
  async checkCredentials(signal: AbortSignal): Promise<void> {
    await checkCredentials({
      integrations: this.#integrations,
      redactor: this.#redactor,
      logger: this.#logger,
      pace: this.#pace,
      signal,
    });
  }

  /** What is so each time that heads are asked for is not said each time. */
  #warnOnce(message: string): void {
    if (!this.#warnings.isRepeated(message)) {
      this.#logger.warn(this.#redactor.quote(message));
    }
  }

  #hasCredential(host: string): boolean {
    return this.#integrations.github
      .list()
      .some(
        ({ config }) =>
          config.host.toLowerCase() === host && hasCredential(config),
      );
  }

  #read(repository: SourceRepository): GithubRepository {
    const known = this.#urls.read(repository.url);
    if (!known) {
      throw new CommitSourceError(
        'refused',
        `integrations.github no longer names the host of ${this.#redactor.quote(
          repository.url,
        )}. Add it there again, or remove the repository.`,
      );
    }
    return known;
  }

  #tryToRead(repository: SourceRepository): GithubRepository | Error {
    try {
      return this.#read(repository);
    } catch (error) {
      return toError(error);
    }
  }

  /** Asks for the credential of each owner once: whoever asks for an App's token several times at once gets several. */
  async #clientsOf(
    repositories: Array<GithubRepository | Error>,
    signal: AbortSignal,
  ): Promise<Array<GithubClient | Error>> {
    const owners = new Map<string, Promise<GithubClient | Error>>();
    const clients = repositories.map(async repository => {
      if (repository instanceof Error) {
        return repository;
      }
      const key = `${repository.host}/${repository.owner}`;
      const client =
        owners.get(key) ??
        this.#clients.get(repository, signal).catch(error => toError(error));
      owners.set(key, client);
      return client;
    });
    const found = await Promise.all(clients);
    signal.throwIfAborted();
    return found;
  }
}
