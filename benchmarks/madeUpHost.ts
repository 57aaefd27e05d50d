import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  CommitAuthor,
  CommitBatch,
  CommitSource,
  gitActivitySourcesExtensionPoint,
  ReadCommitsRequest,
  RepositoryHead,
  ResolvedRepository,
  SourceCommit,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import {
  MADE_UP_SOURCE,
  recentAuthor,
  repositoryUrl,
  SEATS,
  shaAt,
} from './company';

const BATCH_COMMITS = 2_000;
const MERGE_EVERY = 7;
const CO_AUTHOR_EVERY = 10;
const SECONDS_BETWEEN_COMMITS = 600;

/** Tells the host that some repositories have got commits. */
export interface Push {
  repositories: number[];
  /** How many each of them has now. */
  commits: number;
}

/**
 * A host of a company's repositories, which exist only as arithmetic: as many new commits as wanted, at no cost of reading. They go on
 * where the ledger of the company ends.
 */
export class MadeUpHost implements CommitSource {
  readonly id = MADE_UP_SOURCE;
  readonly #lengths = new Map<string, number>();

  push({ repositories, commits }: Push): void {
    repositories.forEach(id => this.#lengths.set(repositoryUrl(id), commits));
  }

  async resolve(url: string): Promise<ResolvedRepository | undefined> {
    return url.startsWith(repositoryUrl('')) ? { url } : undefined;
  }

  async getHeads(options: {
    repositories: SourceRepository[];
  }): Promise<Array<RepositoryHead | Error>> {
    return options.repositories.map(({ url }) => {
      const commits = this.#lengths.get(url);
      return commits === undefined
        ? new Error(`Nobody has pushed to ${url}`)
        : { sha: shaAt(idOf(url), commits - 1), branch: 'main' };
    });
  }

  async *readCommits(request: ReadCommitsRequest): AsyncGenerator<CommitBatch> {
    const id = idOf(request.repository.url);
    const commits = this.#lengths.get(request.repository.url) ?? 0;
    const now = Math.floor(Date.now() / 1000);
    let added: SourceCommit[] = [];
    for (let place = commits - 1; shaAt(id, place) !== request.from; place--) {
      const at = now - (commits - place) * SECONDS_BETWEEN_COMMITS;
      added.push(madeUpCommit({ id, place, at }));
      if (added.length === BATCH_COMMITS) {
        yield { added, removed: [], cursor: String(place), requests: 0 };
        added = [];
      }
    }
    yield { added, removed: [], cursor: 'all', requests: 0 };
  }
}

function idOf(url: string): number {
  return Number(url.slice(repositoryUrl('').length));
}

function madeUpCommit(options: {
  id: number;
  place: number;
  at: number;
}): SourceCommit {
  const { id, place, at } = options;
  const author = (seat: number): CommitAuthor =>
    recentAuthor({ repository: id, seat: seat % SEATS });
  const parents = [shaAt(id, place - 1)];
  if (place % MERGE_EVERY === 0) parents.push(shaAt(id, place - 2));
  return {
    sha: shaAt(id, place),
    parents,
    author: author(place * 7),
    coAuthors: place % CO_AUTHOR_EVERY === 0 ? [author(place + 1)] : [],
    authoredAt: at,
    utcOffset: 60,
    committedAt: at,
    subject: `Change number ${place} of what was pushed while somebody looked`,
  };
}

/** Adds the made-up host to a backend, whose process is told of pushes. */
export const madeUpHostModule = createBackendModule({
  pluginId: 'git-activity',
  moduleId: MADE_UP_SOURCE,
  register(env) {
    env.registerInit({
      deps: { sources: gitActivitySourcesExtensionPoint },
      async init({ sources }) {
        const host = new MadeUpHost();
        sources.addSource(host);
        process.on('message', message => {
          if (isPush(message)) host.push(message);
        });
      },
    });
  },
});

function isPush(message: unknown): message is Push {
  return (
    typeof message === 'object' && message !== null && 'commits' in message
  );
}
