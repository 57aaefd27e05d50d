import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  CommitBatch,
  ReadCommitsRequest,
  RepositoryHead,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { FakeGithub, FakeGithubApp } from 'fake-hosts';
import { Pace } from '../client/createOctokit';
import { GithubCommitSource } from '../GithubCommitSource';

/** Tests start servers and git processes, and the machine may be busy. */
jest.setTimeout(60_000);

/** No test waits for a second try longer than it has to. */
const QUICK: Partial<Pace> = { timeoutMs: 20_000, retryAfterMs: 5 };

export const TOKEN = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';

/** What the log was told. */
export interface LogLine {
  level: string;
  message: string;
}

/** Hosts, repositories and sources of a test; all are gone after it. Call it in a `describe`. */
export function setUpGithub() {
  const directory = createMockDirectory();
  const hosts: FakeGithub[] = [];
  const log: LogLine[] = [];
  const signal = new AbortController().signal;
  let repositories = 0;

  afterEach(async () => {
    await Promise.all(hosts.splice(0).map(host => host.stop()));
    log.splice(0);
    directory.clear();
  });

  /** What an admin sees of the log. */
  function told(): LogLine[] {
    return log.filter(({ level }) => level !== 'debug');
  }

  /** A host that accepts {@link TOKEN}. */
  async function startHost(
    options: { enterprise?: boolean; now?: () => Date } = {},
  ): Promise<FakeGithub> {
    const host = await FakeGithub.start(options);
    hosts.push(host);
    host.addToken({
      token: TOKEN,
      kind: 'classic',
      scopes: ['repo'],
      login: 'portal',
    });
    return host;
  }

  async function createRepository(): Promise<TestRepository> {
    return TestRepository.create({
      dir: directory.resolve(`repository-${++repositories}`),
    });
  }

  /** Hosts a new repository. */
  async function hostRepository(
    github: FakeGithub,
    fullName = 'acme/rocket',
    options: { private?: boolean; archived?: boolean } = {},
  ) {
    const [owner, name] = fullName.split('/');
    const repository = await createRepository();
    const hosted = github.addRepository({
      owner,
      name,
      repository,
      ...options,
    });
    return { repository, id: hosted.id, url: hosted.url.toLowerCase() };
  }

  function createSource(
    integrations: object[],
    options: { settings?: object; pace?: Partial<Pace> } = {},
  ): GithubCommitSource {
    const logger = mockServices.logger.mock({
      child: () => logger,
      ...Object.fromEntries(
        ['debug', 'info', 'warn', 'error'].map(level => [
          level,
          (message: string) => log.push({ level, message }),
        ]),
      ),
    });
    return new GithubCommitSource({
      config: mockServices.rootConfig({
        data: {
          integrations: { github: integrations },
          gitActivity: { github: options.settings ?? {} },
        } as never,
      }),
      logger,
      pace: { ...QUICK, ...options.pace },
    });
  }

  /** A source that reads one host, with {@link TOKEN} unless Apps are given. */
  function sourceOf(
    github: FakeGithub,
    options: { settings?: object; pace?: Partial<Pace> } = {},
  ): GithubCommitSource {
    return createSource([withToken(github)], options);
  }

  return {
    signal,
    log,
    told,
    startHost,
    createRepository,
    host: hostRepository,
    createSource,
    sourceOf,
    head: async (source: GithubCommitSource, url: string) => {
      const [answer] = await source.getHeads({
        repositories: [{ url }],
        signal,
      });
      return answer;
    },
    read: (
      source: GithubCommitSource,
      url: string,
      range: Partial<ReadCommitsRequest> & { to: string },
    ) => source.readCommits({ repository: { url }, signal, ...range }),
  };
}

export function withToken(github: FakeGithub, token = TOKEN) {
  return { host: github.host, apiBaseUrl: github.apiBaseUrl, token };
}

export function withApps(github: FakeGithub, ...apps: FakeGithubApp[]) {
  return {
    host: github.host,
    apiBaseUrl: github.apiBaseUrl,
    apps: apps.map(({ appId, privateKey }) => ({
      appId,
      privateKey,
      clientId: `client-${appId}`,
      clientSecret: `client-secret-${appId}`,
      webhookSecret: `webhook-secret-${appId}`,
    })),
  };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) {
    collected.push(item);
  }
  return collected;
}

/** The next item, where there has to be one. */
export async function nextOf<T>(items: AsyncIterator<T, void>): Promise<T> {
  const { value } = await items.next();
  if (value === undefined) {
    throw new Error('There is nothing more');
  }
  return value;
}

export function flatten(batches: CommitBatch[]): {
  added: SourceCommit[];
  removed: string[];
} {
  return {
    added: batches.flatMap(batch => batch.added),
    removed: batches.flatMap(batch => batch.removed),
  };
}

export function shasOf(commits: SourceCommit[]): string[] {
  return commits.map(({ sha }) => sha);
}

/** The SHAs that git lists, in its own order. */
export async function revList(
  repository: TestRepository,
  ...args: string[]
): Promise<string[]> {
  const output = await repository.git('rev-list', ...args);
  return output === '' ? [] : output.split('\n');
}

/** Commits that say nothing of their own. */
export function plainCommits(count: number): object[] {
  return Array.from({ length: count }, () => ({}));
}

/** The head, for tests that are about something else. */
export function headOf(answer: RepositoryHead | Error): RepositoryHead {
  if (answer instanceof Error) {
    throw answer;
  }
  return answer;
}
