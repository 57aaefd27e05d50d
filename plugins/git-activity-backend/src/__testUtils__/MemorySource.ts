import { createHash } from 'node:crypto';
import {
  MappedAuthor,
  CommitSource,
  CommitBatch,
  FolderBatch,
  ReadCommitsRequest,
  ReadFoldersRequest,
  RepositoryHead,
  ResolvedRepository,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';

/** A history that a test makes up: commits by SHA, of which those count that can be reached from the head. */
export interface MemoryHistory {
  head: string;
  mailmap?: MappedAuthor[];
}

/** Serves histories from memory, exactly, in batches of a few commits. */
export class MemorySource implements CommitSource {
  readonly id = 'git';
  readonly #commits: Map<string, SourceCommit>;
  readonly #batchSize: number;
  /** The paths that each commit changed, by its SHA. */
  readonly #paths: Map<string, string[]>;
  /** By URL. */
  readonly histories = new Map<string, MemoryHistory>();
  /** Called before each batch. */
  beforeBatch: () => Promise<void> = async () => {};
  /** What is handed over of a batch; a test may leave something out. */
  tamper: (batch: CommitBatch) => CommitBatch = batch => batch;

  constructor(options: {
    commits: SourceCommit[];
    paths?: Map<string, string[]>;
    batchSize?: number;
  }) {
    this.#commits = new Map(
      options.commits.map(commit => [commit.sha, commit]),
    );
    this.#batchSize = options.batchSize ?? 25;
    this.#paths = options.paths ?? new Map();
  }

  /** All that can be reached from a commit, in the order in which they were made up, latest first. */
  reach(head: string): string[] {
    const reached = new Set<string>();
    const waiting = [head];
    for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
      if (!reached.has(sha)) {
        reached.add(sha);
        waiting.push(...(this.#commits.get(sha)?.parents ?? []));
      }
    }
    return [...this.#commits.keys()].filter(sha => reached.has(sha)).reverse();
  }

  async resolve(url: string): Promise<ResolvedRepository> {
    return { url };
  }

  async getHeads(options: {
    repositories: Array<{ url: string }>;
  }): Promise<RepositoryHead[]> {
    return options.repositories.map(({ url }) => this.headOf(url));
  }

  headOf(url: string): RepositoryHead {
    const history = this.histories.get(url);
    return {
      sha: history?.head,
      branch: 'main',
      mailmapId:
        history?.mailmap &&
        createHash('sha1')
          .update(JSON.stringify(history.mailmap))
          .digest('hex'),
    };
  }

  async *readCommits(request: ReadCommitsRequest): AsyncGenerator<CommitBatch> {
    const { from, to, cursor } = request;
    const before = new Set(from === undefined ? [] : this.reach(from));
    const now = this.reach(to);
    const after = new Set(now);
    const removed = [...before].filter(sha => !after.has(sha));
    const added = now.filter(sha => !before.has(sha));
    const size = this.#batchSize;
    const changes = removed.length + added.length;
    for (let place = Number(cursor ?? 0); place < changes; place += size) {
      await this.beforeBatch();
      const part = [...removed, ...added].slice(place, place + size);
      yield this.tamper({
        removed: part.filter(sha => !after.has(sha)),
        added: part
          .filter(sha => after.has(sha))
          .flatMap(sha => this.#commits.get(sha) ?? []),
        cursor: String(place + part.length),
        requests: 1,
        total: now.length,
      });
    }
  }

  async *readFolders(request: ReadFoldersRequest): AsyncGenerator<FolderBatch> {
    const { folders, from, to, cursor } = request;
    const before = new Set(from === undefined ? [] : this.reach(from));
    const added = this.reach(to).filter(sha => !before.has(sha));
    const size = this.#batchSize;
    for (let place = Number(cursor ?? 0); place < added.length; place += size) {
      const commits = added.slice(place, place + size).map(sha => ({
        sha,
        folders: folders.flatMap((folder, index) =>
          this.changed(sha, folder) ? [index] : [],
        ),
      }));
      yield {
        commits: commits.filter(commit => commit.folders.length > 0),
        cursor: String(place + size),
        requests: 1,
      };
    }
  }

  /** Whether a commit changed something in a folder. */
  changed(sha: string, folder: string): boolean {
    return (this.#paths.get(sha) ?? []).some(path =>
      `${path}/`.startsWith(`${folder}/`),
    );
  }

  async mapAuthors(options: {
    repository: { url: string };
    authors: Array<{ name: string; email: string }>;
  }): Promise<MappedAuthor[]> {
    const { mailmap = [] } = this.histories.get(options.repository.url) ?? {};
    return mailmap.filter(({ author }) =>
      options.authors.some(
        ({ name, email }) => name === author.name && email === author.email,
      ),
    );
  }
}
