import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { ConfigReader } from '@backstage/config';
import {
  ReadCommitsRequest,
  ReadFoldersRequest,
  RepositoryHead,
} from 'backstage-plugin-git-activity-node';
import {
  GitServer,
  GitServerCredentials,
  TestRepository,
  TestRepositoryOptions,
} from 'backstage-plugin-git-activity-source-test-kit';
import { readCloneOptions, readCredentials } from '../config';
import { GitCommitSource } from '../GitCommitSource';
import { RemoteOptions } from '../remote/RemoteRepositories';
import { collect, flatten } from './setup';

/** A host with a source that serves it, and shorthands to ask it. Call it in a `describe`. */
export function setUpRemote(
  options: { credentials?: GitServerCredentials } = {},
) {
  const directory = createMockDirectory();
  const root = directory.resolve('root');
  const workingDirectory = directory.resolve('clones');
  const signal = new AbortController().signal;
  let server: GitServer;
  let source: GitCommitSource;

  const createSource = (
    settings: {
      config?: { integrations?: object; git?: object };
      remotes?: Partial<RemoteOptions>;
    } = {},
  ) => {
    const config = new ConfigReader({
      integrations: settings.config?.integrations,
      gitActivity: {
        git: {
          workingDirectory,
          credentials: [credentialsEntry(server, options.credentials)],
          ...settings.config?.git,
        },
      },
    });
    return new GitCommitSource({
      roots: [],
      remotes: {
        integrations: ScmIntegrations.fromConfig(config),
        credentials: readCredentials(config),
        clones: readCloneOptions(config),
        logger: mockServices.logger.mock(),
        ...settings.remotes,
      },
    });
  };

  beforeEach(async () => {
    directory.setContent({ root: {}, clones: {} });
    server = await GitServer.start({ root, ...options });
    source = createSource();
  });
  afterEach(() => server.stop());

  const head = async (
    url: string,
    asked = source,
  ): Promise<RepositoryHead | Error> => {
    const [answer] = await asked.getHeads({ repositories: [{ url }], signal });
    return answer;
  };
  const read = (
    url: string,
    range: Partial<ReadCommitsRequest> & { to: string },
    asked = source,
  ) => asked.readCommits({ repository: { url }, signal, ...range });

  const readFolders = (
    url: string,
    request: Partial<ReadFoldersRequest> & { to: string; folders: string[] },
    asked = source,
  ) => asked.readFolders({ repository: { url }, signal, ...request });

  return {
    directory,
    root,
    workingDirectory,
    readFolders,
    signal,
    /** The host; made anew for each test. */
    get server() {
      return server;
    },
    /** Serves the host; made anew for each test. */
    get source() {
      return source;
    },
    createSource,
    head,
    read,
    url: (name: string) => `${server.url}/${name}`,
    createRepository: (
      name: string,
      repositoryOptions?: Omit<TestRepositoryOptions, 'dir'>,
    ) =>
      TestRepository.create({ dir: `${root}/${name}`, ...repositoryOptions }),
    readAll: async (...args: Parameters<typeof read>) =>
      flatten(await collect(read(...args))),
  };
}

export function credentialsEntry(
  server: GitServer,
  credentials?: GitServerCredentials,
) {
  return { host: server.host, baseUrl: server.url, ...credentials };
}

/** All processes that were told of a host or a folder. */
export function processesAbout(
  text: string,
): Array<{ pid: number; commandLine: string }> {
  const table = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,stat=,args='], {
    encoding: 'utf8',
  });
  return table
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .map(([pid, state, ...args]) => ({
      pid: Number(pid),
      state,
      commandLine: args.join(' '),
    }))
    .filter(
      ({ state, commandLine }) =>
        commandLine.includes(text) && !state.startsWith('Z'),
    );
}

/** Waits for something that another process does. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await sleep(10);
  }
}
