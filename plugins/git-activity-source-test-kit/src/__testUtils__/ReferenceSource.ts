import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toError } from '@backstage/errors';
import { mapAuthorsByMailmap } from 'backstage-plugin-git-activity-node';
import { parseCommitMessage } from 'backstage-plugin-git-activity-node';
import { parseGitDate } from 'backstage-plugin-git-activity-node';
import {
  CommitBatch,
  CommitSource,
  MappedAuthor,
  PushEvent,
  ReadCommitsRequest,
  RepositoryHead,
  ResolvedRepository,
  SourceCommit,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { runTestGit } from '../runTestGit';
import { TestRepository } from '../TestRepository';
import { readRemoteUrl } from 'backstage-plugin-git-activity-node';
import { ReferenceHost } from './ReferenceHost';

const FORMAT = '--format=%H%x00%P%x00%an%x00%ae%x00%aI%x00%ct%x00%B';
const FIELDS = 7;

/** The least that fulfils the contract: every answer is asked of git anew, and nothing is kept. */
export class ReferenceSource implements CommitSource {
  readonly id = 'reference';
  readonly host: ReferenceHost;
  readonly #pageSize: number;

  constructor(host: ReferenceHost, options: { pageSize?: number } = {}) {
    this.host = host;
    this.#pageSize = options.pageSize ?? 1000;
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
    const { removed, added } = await compare(hosted.repository, from, to);
    const size = this.#pageSize;
    const total = removed.length + added.length;
    for (let start = Number(cursor); start < total; start += size) {
      signal.throwIfAborted();
      const place = Math.max(0, start - removed.length);
      const end = Math.max(0, start + size - removed.length);
      yield {
        removed: removed.slice(start, start + size),
        added: added.slice(place, end),
        cursor: `${start + size}`,
        requests: 1,
      };
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

async function compare(
  repository: TestRepository,
  from: string | undefined,
  to: string,
): Promise<{ removed: string[]; added: SourceCommit[] }> {
  const old = from ? await log(repository, from) : [];
  const present = await log(repository, to);
  const without = (commits: SourceCommit[], others: SourceCommit[]) => {
    const shas = new Set(others.map(({ sha }) => sha));
    return commits.filter(({ sha }) => !shas.has(sha));
  };
  return {
    removed: without(old, present).map(({ sha }) => sha),
    added: without(present, old),
  };
}

async function log(
  repository: TestRepository,
  sha: string,
): Promise<SourceCommit[]> {
  const output = await repository.git('log', '-z', FORMAT, sha, '--');
  const fields = output.split('\0');
  return Array.from(
    { length: Math.floor(fields.length / FIELDS) },
    (_, index) =>
      readCommit(fields.slice(index * FIELDS, (index + 1) * FIELDS)),
  );
}

function readCommit(fields: string[]): SourceCommit {
  const [sha, parents, name, email, date, committedAt, message] = fields;
  const { seconds, utcOffset } = parseGitDate(date);
  return {
    sha,
    parents: parents.split(' ').filter(Boolean),
    author: { name, email },
    authoredAt: seconds,
    utcOffset,
    committedAt: Number(committedAt),
    ...parseCommitMessage(message),
  };
}
