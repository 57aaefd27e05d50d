import {
  CommitBatch,
  CommitSource,
  CommitSourceError,
  ReadCommitsRequest,
  RepositoryHead,
  ResolvedRepository,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { shaOf } from './seedLedger';

/** A repository of a host that keeps ids of its own. */
export interface HostedRepository {
  externalId?: string;
  /** Commits in their order; the last one is the head. */
  commits?: number[];
  branch?: string;
  archived?: boolean;
}

/** A host of which a test says what is where, and that counts what it is asked. */
export class FakeHost implements CommitSource {
  readonly id: string;
  /** By URL. */
  readonly places = new Map<string, HostedRepository>();
  /** Where those that moved are now, by their former URLs. */
  readonly redirects = new Map<string, string>();
  /** What is wrong with repositories, by URL. */
  readonly troubles = new Map<string, Error>();
  /** The URLs of each request for heads. */
  readonly asked: string[][] = [];
  /** What was asked of commits. */
  readonly read: Array<Pick<ReadCommitsRequest, 'from' | 'to' | 'cursor'>> = [];
  readonly forgotten: SourceRepository[] = [];
  readThrough?: CommitSource['readThrough'];
  pushEvents?: CommitSource['pushEvents'];
  /** Called before a request for heads is answered. */
  beforeHeads: () => Promise<void> | void = () => {};
  /** Called before each commit is sent. */
  beforeCommit: (sha: string) => Promise<void> | void = () => {};

  constructor(id = 'host') {
    this.id = id;
  }

  async resolve(url: string): Promise<ResolvedRepository | undefined> {
    const [canonical] = /^https:\/\/host\/[^/]+\/[^/]+/.exec(url) ?? [];
    return canonical ? { url: canonical } : undefined;
  }

  async getHeads(
    options: Omit<Parameters<CommitSource['getHeads']>[0], 'signal'>,
  ): Promise<Array<RepositoryHead | Error>> {
    this.asked.push(options.repositories.map(({ url }) => url));
    await this.beforeHeads();
    return options.repositories.map(({ url }) => {
      const place = this.redirects.get(url) ?? url;
      const hosted = this.places.get(place);
      const trouble = this.troubles.get(place);
      if (trouble || !hosted) {
        return trouble ?? new CommitSourceError('gone', `Nothing at ${url}`);
      }
      const { commits = [], externalId, branch = 'main', archived } = hosted;
      const newest = commits.at(-1);
      return {
        sha: newest === undefined ? undefined : shaOf(newest),
        branch,
        externalId,
        url: place,
        archived,
      };
    });
  }

  /** One commit a batch, newest first. The history of every repository is one line. */
  async *readCommits(request: ReadCommitsRequest): AsyncGenerator<CommitBatch> {
    const { repository, from, to, cursor } = request;
    this.read.push({ from, to, cursor });
    const place = this.redirects.get(repository.url) ?? repository.url;
    const shas = (this.places.get(place)?.commits ?? []).map(shaOf);
    if (!shas.includes(to) || (from !== undefined && !shas.includes(from))) {
      throw new CommitSourceError('head-unknown', `${to} is not there`);
    }
    const added = shas
      .slice(from ? shas.indexOf(from) + 1 : 0, shas.indexOf(to) + 1)
      .reverse();
    for (let index = Number(cursor ?? 0); index < added.length; index++) {
      await this.beforeCommit(added[index]);
      const at = Date.parse('2024-01-01T12:00:00Z') / 1000;
      yield {
        added: [
          {
            sha: added[index],
            parents: shas.filter(
              (_, before) => shas[before + 1] === added[index],
            ),
            author: { name: 'Alice', email: 'alice@example.com' },
            coAuthors: [],
            authoredAt: at,
            utcOffset: 0,
            committedAt: at,
            subject: '',
          },
        ],
        removed: [],
        cursor: String(index + 1),
        requests: 1,
      };
    }
  }

  async forget(repository: SourceRepository): Promise<void> {
    this.forgotten.push(repository);
  }
}
