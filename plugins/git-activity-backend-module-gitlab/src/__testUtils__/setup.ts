import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  DefaultGitlabCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import {
  CommitBatch,
  ReadCommitsRequest,
  RepositoryHead,
  SourceCommit,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import {
  TestCommit,
  TestRepository,
} from 'backstage-plugin-git-activity-source-test-kit';
import { FakeGitlab, FakeGitlabProjectOptions } from 'fake-hosts';
import { Connections } from '../api/Connections';
import { GitlabCommitSource } from '../GitlabCommitSource';
import { readInstances } from '../instances';

/** Every test starts several processes, and the machine may be busy. */
jest.setTimeout(60_000);

export const TOKEN = 'glpat-aSecretOfTwentyChars';

/** Nothing is waited for that a test does not wait for. */
export const TIMING = { retryDelayMs: 1, timeoutMs: 30_000 };

export function configOf(gitlab: FakeGitlab, token: string | null = TOKEN) {
  return {
    host: gitlab.host,
    apiBaseUrl: gitlab.apiBaseUrl,
    baseUrl: gitlab.url,
    ...(token ? { token } : {}),
  };
}

export function createSource(
  options: {
    gitlabs?: object[];
    gitActivity?: object;
    timing?: typeof TIMING;
    pageSize?: number;
    now?: () => number;
  } = {},
) {
  const {
    gitlabs = [],
    gitActivity = {},
    timing = TIMING,
    ...others
  } = options;
  const config = new ConfigReader({
    integrations: { gitlab: gitlabs },
    gitActivity: { gitlab: gitActivity },
  });
  const logger = mockServices.logger.mock();
  const connections = new Connections({
    credentialsProvider: DefaultGitlabCredentialsProvider.fromIntegrations(
      ScmIntegrations.fromConfig(config),
    ),
    logger,
    timing,
  });
  const instances = readInstances(config);
  const source = new GitlabCommitSource({
    instances,
    connections,
    logger,
    ...others,
  });
  return { source, logger };
}

/** A GitLab below a subpath, and a source that may read all of it. Call it in a `describe`. */
export function setUpGitlab() {
  const directory = createMockDirectory();
  const signal = new AbortController().signal;
  const context = {
    directory,
    signal,
    gitlab: {} as FakeGitlab,
    ...createSource(),

    createRepository: (name: string, ...commits: TestCommit[]) =>
      makeRepository(directory.resolve(name), commits),

    /** Adds a project, and a repository for it. */
    async publish(
      options: Partial<FakeGitlabProjectOptions> & { path: string },
      ...commits: TestCommit[]
    ) {
      const { path } = options;
      const name = path.replace(/\W/g, '-');
      const repository = await context.createRepository(name, ...commits);
      const { id } = context.gitlab.addProject({ repository, ...options });
      const url = `${context.gitlab.url}/${path.toLowerCase()}`;
      return { repository, id, url };
    },

    async head(repository: SourceRepository | string) {
      const [head] = await context.source.getHeads({
        repositories: [
          typeof repository === 'string' ? { url: repository } : repository,
        ],
        signal,
      });
      return head;
    },

    async goodHead(repository: SourceRepository | string) {
      const head = await context.head(repository);
      if (head instanceof Error) {
        throw head;
      }
      return head as RepositoryHead & { sha: string };
    },

    read: (
      repository: SourceRepository | string,
      range: Partial<ReadCommitsRequest> & { to: string },
    ) =>
      context.source.readCommits({
        repository:
          typeof repository === 'string' ? { url: repository } : repository,
        signal,
        ...range,
      }),

    readAll: async (
      repository: SourceRepository | string,
      range: Partial<ReadCommitsRequest> & { to: string },
    ) => flatten(await collect(context.read(repository, range))),

    /** The requests since the last call, without the query where that does not matter. */
    takeRequests(): string[] {
      const taken = context.gitlab.requests.splice(0);
      return taken.map(({ method, path }) => `${method} ${path}`);
    },
  };

  beforeEach(async () => {
    directory.clear();
    context.gitlab = await FakeGitlab.start({ subpath: '/gitlab' });
    context.gitlab.addToken({ token: TOKEN, scopes: ['read_api'] });
    Object.assign(
      context,
      createSource({ gitlabs: [configOf(context.gitlab)] }),
    );
  });
  afterEach(() => context.gitlab.stop());
  return context;
}

async function makeRepository(
  dir: string,
  commits: TestCommit[],
): Promise<TestRepository> {
  const repository = await TestRepository.create({ dir });
  if (commits.length > 0) {
    await repository.commit(...commits);
  }
  return repository;
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) {
    collected.push(item);
  }
  return collected;
}

export function flatten(batches: CommitBatch[]): {
  added: SourceCommit[];
  removed: string[];
  requests: number;
} {
  return {
    added: batches.flatMap(batch => batch.added),
    removed: batches.flatMap(batch => batch.removed),
    requests: batches.reduce((sum, { requests }) => sum + requests, 0),
  };
}

export function shasOf(commits: SourceCommit[]): string[] {
  return commits.map(({ sha }) => sha);
}

/** Whatever was said to a mocked logger. */
export function allCalls(logger: ReturnType<typeof mockServices.logger.mock>) {
  return [logger.error, logger.warn, logger.info, logger.debug].map(
    ({ mock }) => mock.calls,
  );
}
