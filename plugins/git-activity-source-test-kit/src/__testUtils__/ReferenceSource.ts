import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toError } from '@backstage/errors';
import {
  boundCommit,
  COMMIT_BOUNDS,
  CommitBatch,
  CommitSource,
  CommitSourceError,
  FolderBatch,
  mapAuthorsByMailmap,
  MappedAuthor,
  parseCoAuthors,
  parseGitDate,
  PushEvent,
  ReadCommitsRequest,
  ReadFoldersRequest,
  readRemoteUrl,
  RepositoryHead,
  ResolvedRepository,
  SourceCommit,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { runTestGit } from '../runTestGit';
import { TestRepository } from '../TestRepository';
import { ReferenceHost } from './ReferenceHost';

const FORMAT = [
  '%H',
  '%P',
  '%an',
  '%ae',
  '%aI',
  '%ct',
  '%s',
  '%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x0a)',
  '%B',
].join('%x00');
const FIELDS = 9;

/** What a source may easily get wrong, and this one does if told to. */
export type Mistake =
  | 'believes git about ranges'
  | 'believes every list'
  | 'tells git of the trailer';

export interface ReferenceSourceOptions {
  pageSize?: number;
  mistake?: Mistake;
}

/** The least that fulfils the contract: every answer is asked of git anew, and nothing is kept. */
export class ReferenceSource implements CommitSource {
  readonly id = 'reference';
  readonly host: ReferenceHost;
  readonly options: ReferenceSourceOptions;

  constructor(host: ReferenceHost, options: ReferenceSourceOptions = {}) {
    this.host = host;
    this.options = options;
  }

  async resolve(url: string): Promise<ResolvedRepository | undefined> {
    const remote = readRemoteUrl(url);
    const name = remote?.path.toLowerCase().replace(/\.git$/, '') ?? '';
    return remote?.host === ReferenceHost.host && /^[\w-]+$/.test(name)
      ? { url: this.host.urlOf(name) }
      : undefined;
  }

  async getHeads(options: {
    repositories: SourceRepository[];
    signal: AbortSignal;
  }): Promise<Array<RepositoryHead | Error>> {
    const { repositories, signal } = options;
    signal.throwIfAborted();
    const heads: Array<RepositoryHead | Error> = [];
    for (const repository of repositories) {
      heads.push(
        await this.#head(repository, signal).catch(error => {
          signal.throwIfAborted();
          return toError(error);
        }),
      );
    }
    return heads;
  }

  async *readCommits(request: ReadCommitsRequest): AsyncGenerator<CommitBatch> {
    const { repository, from, to, cursor = '0', signal } = request;
    const hosted = await this.host.find(nameOf(repository), signal);
    for (const sha of from ? [from, to] : [to]) {
      await assertCommit(hosted.repository, sha);
    }
    const { removed, added, total } = await this.#compare(hosted.repository, {
      from,
      to,
    });
    const size = this.options.pageSize ?? 1000;
    const length = removed.length + added.length;
    for (let start = Number(cursor); start < length; start += size) {
      signal.throwIfAborted();
      const place = Math.max(0, start - removed.length);
      const end = Math.max(0, start + size - removed.length);
      yield {
        removed: removed.slice(start, start + size),
        added: added.slice(place, end),
        cursor: `${start + size}`,
        requests: 1,
        total,
      };
    }
    signal.throwIfAborted();
  }

  async *readFolders(request: ReadFoldersRequest): AsyncGenerator<FolderBatch> {
    const { repository, folders, from, to, cursor = '0', signal } = request;
    const hosted = await this.host.find(nameOf(repository), signal);
    for (const sha of from ? [from, to] : [to]) {
      await assertCommit(hosted.repository, sha);
    }
    const { added } = await this.#compare(hosted.repository, { from, to });
    const size = this.options.pageSize ?? 1000;
    for (let start = Number(cursor); start < added.length; start += size) {
      signal.throwIfAborted();
      const commits: FolderBatch['commits'] = [];
      for (const commit of added.slice(start, start + size)) {
        const changed = await changedFolders(
          hosted.repository,
          commit,
          folders,
        );
        if (changed.length > 0) {
          commits.push({ sha: commit.sha, folders: changed });
        }
      }
      yield { commits, cursor: `${start + size}`, requests: 1 };
    }
    signal.throwIfAborted();
  }

  async mapAuthors(
    options: Parameters<NonNullable<CommitSource['mapAuthors']>>[0],
  ): Promise<MappedAuthor[]> {
    const { repository, head, authors, signal } = options;
    const hosted = await this.host.find(nameOf(repository), signal);
    return head.mailmapId
      ? mapAuthorsByMailmap(
          await hosted.repository.git('cat-file', 'blob', head.mailmapId),
          authors,
        )
      : [];
  }

  getCommitUrl(options: { repository: SourceRepository; sha: string }): string {
    return `${options.repository.url}/commit/${options.sha}`;
  }

  readonly pushEvents = {
    topics: ['reference.push'],
    findRepository: ({ payload }: PushEvent): SourceRepository | undefined => {
      const name = isPush(payload) ? payload.pushed : '';
      return /^project-\d+$/i.test(name)
        ? { url: this.host.urlOf(name.toLowerCase()) }
        : undefined;
    },
  };

  async forget(): Promise<void> {}

  async #head(
    asked: SourceRepository,
    signal: AbortSignal,
  ): Promise<RepositoryHead> {
    const hosted = await this.host.find(nameOf(asked), signal);
    const { repository, id, name, archived } = hosted;
    const output = await runTestGit({
      dir: repository.path,
      args: ['cat-file', '--batch-check=%(objectname)'],
      input: 'HEAD\nHEAD:.mailmap\n',
    });
    const [sha, mailmapId] = output
      .toString()
      .split('\n')
      .map(line => (line.endsWith(' missing') ? undefined : line));
    const ref = await readFile(join(repository.path, 'HEAD'), 'utf8');
    return {
      sha,
      branch: ref.trim().replace('ref: refs/heads/', ''),
      mailmapId,
      externalId: `${ReferenceHost.host}/${id}`,
      url: this.host.urlOf(name.toLowerCase()),
      archived,
    };
  }

  async #compare(
    repository: TestRepository,
    { from, to }: { from?: string; to: string },
  ): Promise<{ removed: string[]; added: SourceCommit[]; total: number }> {
    const old = from ? await this.#log(repository, from) : [];
    const present = await this.#log(repository, to);
    const believing = this.options.mistake === 'believes git about ranges';
    const gone =
      from && believing
        ? await this.#log(repository, from, to)
        : without(old, present);
    return {
      removed: gone.map(({ sha }) => sha),
      added: without(present, old),
      total: present.length,
    };
  }

  /** What the host lists, which is only believed if it hangs together. */
  async #log(
    repository: TestRepository,
    sha: string,
    ...not: string[]
  ): Promise<SourceCommit[]> {
    const { mistake } = this.options;
    const range = [sha, ...not.map(other => `^${other}`)];
    const output = await repository.git(
      ...(mistake === 'tells git of the trailer'
        ? ['-c', 'trailer.co-authored-by.key=Co-authored-by']
        : []),
      ...['log', '-z', `--format=${FORMAT}`, ...range, '--'],
    );
    const fields = output.split('\0');
    const commits = Array.from(
      { length: Math.floor(fields.length / FIELDS) },
      (_, index) =>
        readCommit(fields.slice(index * FIELDS, (index + 1) * FIELDS)),
    );
    const listed = this.host.list(commits);
    if (mistake !== 'believes every list' && not.length === 0) {
      assertWhole(listed, sha);
    }
    return listed;
  }
}

function isPush(payload: unknown): payload is { pushed: string } {
  return (
    typeof payload === 'object' &&
    payload !== null &&
    'pushed' in payload &&
    typeof payload.pushed === 'string'
  );
}

function nameOf({ url }: SourceRepository): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

async function assertCommit(repository: TestRepository, sha: string) {
  await repository.git('cat-file', 'commit', sha).catch(() => {
    throw new CommitSourceError('head-unknown', `There is no commit ${sha}.`);
  });
}

/** The places of the folders whose entries are others in the tree of the first parent. */
async function changedFolders(
  repository: TestRepository,
  { sha, parents: [parent] }: SourceCommit,
  folders: string[],
): Promise<number[]> {
  const before = parent ? await entries(repository, parent) : new Map();
  const after = await entries(repository, sha);
  return [...folders.keys()].filter(place => {
    const path = Buffer.from(folders[place]).toString('latin1');
    return before.get(path) !== after.get(path);
  });
}

/** What a tree holds at each path, folders among them. */
async function entries(
  { path: dir }: TestRepository,
  sha: string,
): Promise<Map<string, string>> {
  const args = ['ls-tree', '-r', '-t', '-z', '--full-tree', sha];
  const output = await runTestGit({ dir, args });
  const lines = output.toString('latin1').split('\0').slice(0, -1);
  return new Map(
    lines.map(line => {
      const tab = line.indexOf('\t');
      return [line.slice(tab + 1), line.slice(0, tab)];
    }),
  );
}

function without(commits: SourceCommit[], others: SourceCommit[]) {
  const shas = new Set(others.map(({ sha }) => sha));
  return commits.filter(({ sha }) => !shas.has(sha));
}

function assertWhole(commits: SourceCommit[], head: string) {
  const shas = new Set(commits.map(({ sha }) => sha));
  const named = [head, ...commits.flatMap(({ parents }) => parents)];
  if (!named.every(sha => shas.has(sha))) {
    const message = 'The host listed only a part of the history.';
    throw new CommitSourceError('incomplete', message);
  }
}

function readCommit(fields: string[]): SourceCommit {
  const [sha, parents, name, email, date, committedAt, subject, ...rest] =
    fields;
  const [trailers, message] = rest;
  const { seconds, utcOffset } = parseGitDate(date);
  const isTooLong = message.length > COMMIT_BOUNDS.messageLength;
  return boundCommit({
    sha,
    parents: parents.split(' ').filter(Boolean),
    author: { name, email },
    authoredAt: seconds,
    utcOffset,
    committedAt: Number(committedAt),
    subject,
    coAuthors: isTooLong ? [] : parseCoAuthors(trailers),
    ...(isTooLong && { coAuthorsCut: null }),
  });
}
