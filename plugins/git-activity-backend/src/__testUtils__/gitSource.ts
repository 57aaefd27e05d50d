import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  CommitBatch,
  CommitSource,
  gitActivitySourcesExtensionPoint,
  MappedAuthor,
  ReadCommitsRequest,
  RepositoryHead,
  ResolvedRepository,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import gitModule from 'backstage-plugin-git-activity-backend-module-git';

/** The real git source, as its module registers it. */
export async function loadGitSource(root: string): Promise<CommitSource> {
  const registered: CommitSource[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'git-activity',
    register(env) {
      env.registerExtensionPoint(gitActivitySourcesExtensionPoint, {
        addSource: source => registered.push(source),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      gitModule,
      mockServices.rootConfig.factory({
        data: { gitActivity: { git: { roots: [root] } } },
      }),
    ],
  });
  await backend.stop();
  return registered[0];
}

type Change = { added: SourceCommit } | { removed: string };

/**
 * Hands over what another source reads in batches of a few commits, so that a test can look between them, and lets a test
 * put its foot in the door.
 */
export class SmallBatches implements CommitSource {
  readonly id: string;
  /** What was asked for, in order. */
  readonly requests: Array<Pick<ReadCommitsRequest, 'from' | 'to' | 'cursor'>> =
    [];
  readonly #source: CommitSource;
  readonly #size: number;
  /** Called before each batch, with the number of those already handed over since the source was made. */
  beforeBatch: (
    handedOver: number,
    signal: AbortSignal,
  ) => Promise<void> | void = () => {};
  /** Called with the true head; answers with the one to report. */
  onHead: (
    head: RepositoryHead | Error,
  ) => RepositoryHead | Error | Promise<RepositoryHead | Error> = head => head;
  /** A test may say what is told of folders. */
  readFolders?: CommitSource['readFolders'];
  #handedOver = 0;

  constructor(source: CommitSource, size: number) {
    this.id = source.id;
    this.#source = source;
    this.#size = size;
  }

  resolve(url: string): Promise<ResolvedRepository | undefined> {
    return this.#source.resolve(url);
  }

  async getHeads({
    repositories,
    signal,
  }: Parameters<CommitSource['getHeads']>[0]): Promise<
    Array<RepositoryHead | Error>
  > {
    const heads = await this.#source.getHeads({ repositories, signal });
    return Promise.all(heads.map(this.onHead));
  }

  async *readCommits(request: ReadCommitsRequest): AsyncGenerator<CommitBatch> {
    const { from, to, cursor, ...rest } = request;
    this.requests.push({ from, to, cursor });
    const changes: Change[] = [];
    for await (const batch of this.#source.readCommits({ from, to, ...rest })) {
      changes.push(...batch.removed.map(removed => ({ removed })));
      changes.push(...batch.added.map(added => ({ added })));
    }
    for (
      let place = Number(cursor ?? 0);
      place < changes.length;
      place += this.#size
    ) {
      await this.beforeBatch(this.#handedOver++, request.signal);
      const part = changes.slice(place, place + this.#size);
      yield {
        added: part.flatMap(change => ('added' in change ? change.added : [])),
        removed: part.flatMap(change =>
          'removed' in change ? change.removed : [],
        ),
        cursor: String(place + part.length),
        requests: 1,
      };
    }
  }

  async mapAuthors(
    options: Parameters<NonNullable<CommitSource['mapAuthors']>>[0],
  ): Promise<MappedAuthor[]> {
    return this.#source.mapAuthors?.(options) ?? [];
  }
}
