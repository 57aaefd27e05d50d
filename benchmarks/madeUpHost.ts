import { createHash } from 'node:crypto';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  CommitBatch,
  CommitSource,
  gitActivitySourcesExtensionPoint,
  ReadCommitsRequest,
  RepositoryHead,
  ResolvedRepository,
  SourceCommit,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';

const BATCH_COMMITS = 2_000;
const AUTHORS_PER_REPOSITORY = 20;
const SECONDS_PER_YEAR = 365 * 24 * 3_600;
const YEARS = 3;

/** A host whose repositories exist only as arithmetic: histories of any size for the ledger, at no cost of reading. */
export class MadeUpHost implements CommitSource {
  readonly id = 'made-up';
  readonly #commits: number;

  /** @param options - `commits` is how many each repository has */
  constructor(options: { commits: number }) {
    this.#commits = options.commits;
  }

  async resolve(url: string): Promise<ResolvedRepository | undefined> {
    return url.startsWith('made-up:') ? { url } : undefined;
  }

  async getHeads(options: {
    repositories: SourceRepository[];
  }): Promise<RepositoryHead[]> {
    return options.repositories.map(({ url }) => ({
      sha: shaOf(url, 0),
      branch: 'main',
    }));
  }

  async *readCommits(request: ReadCommitsRequest): AsyncGenerator<CommitBatch> {
    const newest = Math.floor(Date.now() / 1000);
    for (let first = 0; first < this.#commits; first += BATCH_COMMITS) {
      const last = Math.min(first + BATCH_COMMITS, this.#commits);
      const added: SourceCommit[] = [];
      for (let index = first; index < last; index++) {
        added.push(this.#commit(request.repository.url, index, newest));
      }
      yield { added, removed: [], cursor: String(last), requests: 0 };
    }
  }

  /** A row, in which every twelfth commit is a merge. */
  #parents(url: string, index: number): string[] {
    const older = index % 12 === 0 ? [index + 1, index + 2] : [index + 1];
    return older
      .filter(parent => parent < this.#commits)
      .map(parent => shaOf(url, parent));
  }

  #commit(url: string, index: number, newest: number): SourceCommit {
    const team = url.replace(/\D/g, '');
    const author = (index * 7) % AUTHORS_PER_REPOSITORY;
    const at =
      newest - Math.floor((index * YEARS * SECONDS_PER_YEAR) / this.#commits);
    return {
      sha: shaOf(url, index),
      parents: this.#parents(url, index),
      author: {
        name: `Author ${author} of ${team}`,
        email: `author${author}@team${team}.example.com`,
      },
      coAuthors: [],
      authoredAt: at,
      utcOffset: 60,
      committedAt: at,
      subject: `Change number ${index}`,
    };
  }
}

function shaOf(url: string, index: number): string {
  return createHash('sha1').update(`${url} ${index}`).digest('hex');
}

/** Adds the made-up host to a backend. */
export function madeUpHostModule(options: { commits: number }) {
  return createBackendModule({
    pluginId: 'git-activity',
    moduleId: 'made-up',
    register(env) {
      env.registerInit({
        deps: { sources: gitActivitySourcesExtensionPoint },
        async init({ sources }) {
          sources.addSource(new MadeUpHost(options));
        },
      });
    },
  });
}
