import assert from 'node:assert/strict';
import { join } from 'node:path';
import { inspect } from 'node:util';
import {
  CommitBatch,
  CommitSource,
  CommitSourceErrorKind,
  FolderBatch,
  ReadCommitsRequest,
  ReadFoldersRequest,
  RepositoryHead,
  SourceCommit,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { TestCommit } from '../commits';
import { TestRepository } from '../TestRepository';
import { SourceHarness } from './harness';

/** Whoever waits longer for something that is to happen at once waits in vain. */
const PATIENCE_MS = 20_000;

/** How many commits a source that can reads at a time where its batches matter: few, so that short histories take several. */
const SMALL_PAGE = 3;

/** What a reading came to. */
export interface Reading {
  batches: CommitBatch[];
  added: SourceCommit[];
  removed: string[];
}

/** What a behaviour acts on: a harness, and what is easily done with it. */
export class Stage {
  readonly harness: SourceHarness;
  readonly source: CommitSource;
  readonly signal = new AbortController().signal;
  readonly #dir: string;
  #repositories = 0;
  #commits = 0;

  constructor(options: { harness: SourceHarness; dir: string }) {
    this.harness = options.harness;
    this.source = options.harness.source;
    this.#dir = options.dir;
  }

  /**
   * The source as after a restart, since none may keep what it cannot lose; it reads a few commits at a time if it can. Without
   * `sourceWithPagesOf` it is the one source that there is.
   */
  restartedSource(): CommitSource {
    return this.harness.sourceWithPagesOf?.(SMALL_PAGE) ?? this.source;
  }

  /** Makes a repository that is on no host yet. */
  async create(
    ...commits: TestCommit[]
  ): Promise<{ repository: TestRepository; shas: string[] }> {
    this.#repositories++;
    const repository = await TestRepository.create({
      dir: join(this.#dir, `repository-${this.#repositories}`),
      bare: true,
    });
    const shas = await this.#commit(repository, commits);
    return { repository, shas };
  }

  /** Makes a repository on the host. */
  async publish(...commits: TestCommit[]): Promise<Published> {
    const { repository, shas } = await this.create(...commits);
    const url = await this.harness.publish(repository);
    const resolved = await this.resolve(url);
    return { repository, shas, url, resolved };
  }

  /** No two commits are the same, not even in two repositories. */
  async #commit(
    repository: TestRepository,
    commits: TestCommit[],
  ): Promise<string[]> {
    const unique = commits.map(commit => ({
      message: `Commit ${++this.#commits} of the stage\n`,
      ...commit,
    }));
    return unique.length === 0 ? [] : repository.commit(...unique);
  }

  async resolve(url: string): Promise<SourceRepository> {
    const resolved = await this.source.resolve(url);
    assert(resolved, `the source does not serve ${url}, which was published`);
    return resolved;
  }

  /** Adds commits to a repository that is on the host. */
  async push(
    { repository }: Published,
    ...commits: TestCommit[]
  ): Promise<string[]> {
    const shas = await this.#commit(repository, commits);
    await this.harness.update?.(repository);
    return shas;
  }

  async heads(
    ...repositories: SourceRepository[]
  ): Promise<Array<RepositoryHead | Error>> {
    const { source, signal } = this;
    const early = new Map<number, RepositoryHead | Error>();
    const heads = await source.getHeads({
      repositories,
      onHead: (index, told) => early.set(index, told),
      signal,
    });
    assert.equal(heads.length, repositories.length, 'one answer for each');
    for (const [index, told] of early) {
      assert.deepEqual(told, heads[index], 'told early as in the end');
    }
    return heads;
  }

  async head(repository: SourceRepository): Promise<RepositoryHead> {
    const [head] = await this.heads(repository);
    if (head instanceof Error) {
      throw head;
    }
    return head;
  }

  /** What kept a head from being read, however the source says so. */
  async headTrouble(repository: SourceRepository): Promise<Error> {
    const answer = await this.heads(repository).then(
      ([head]) => head,
      (error: unknown) => error,
    );
    assert(
      answer instanceof Error,
      `there is a head where there should be none: ${inspect(answer)}`,
    );
    return answer;
  }

  /** Reads to the end. */
  async read(
    { resolved }: Published,
    range: Omit<ReadCommitsRequest, 'repository' | 'signal'>,
    source: CommitSource = this.source,
  ): Promise<Reading> {
    const { signal } = this;
    const batches = await collect(
      source.readCommits({ repository: resolved, signal, ...range }),
    );
    batches.forEach(assertBatch);
    return {
      batches,
      added: batches.flatMap(batch => batch.added),
      removed: batches.flatMap(batch => batch.removed),
    };
  }

  /** Reads which commits changed folders, to the end. */
  async readFolders(
    { resolved }: Published,
    range: Omit<ReadFoldersRequest, 'repository' | 'signal'>,
    source: CommitSource = this.source,
  ): Promise<FolderBatch[]> {
    const { signal } = this;
    const batches = await collect(
      source.readFolders?.({ repository: resolved, signal, ...range }) ?? [],
    );
    batches.forEach(assertBatch);
    return batches;
  }

  /** Makes sure that an error is of a kind that the contract allows, and that it gives nothing away. */
  assertTrouble(error: unknown, ...kinds: CommitSourceErrorKind[]): void {
    assert(error instanceof Error, `${inspect(error)} is no error`);
    // Not `instanceof`, since there may be several copies of the package.
    assert.equal(
      error.name,
      'CommitSourceError',
      `not a CommitSourceError, but ${inspect(error)}`,
    );
    const kind = 'kind' in error ? error.kind : undefined;
    assert(
      kinds.some(allowed => allowed === kind),
      `the kind is ${kind} and not ${kinds.join(' or ')}: ${error.message}`,
    );
    assert(error.message.trim() !== '', 'the message says something');
    this.assertNoSecrets(error, 'the error');
  }

  /** Makes sure that no credential shows, wherever somebody who logs it may look. */
  assertNoSecrets(value: unknown, what: string): void {
    const shown = inspect(value, { depth: 8, showHidden: true });
    for (const secret of this.harness.secrets ?? []) {
      assert(!shown.includes(secret), `${what} shows a credential`);
    }
  }
}

/** A repository on the host. */
export interface Published {
  repository: TestRepository;
  /** Of the commits that it was made with. */
  shas: string[];
  /** As an entity names it. */
  url: string;
  /** As the source is asked about it. */
  resolved: SourceRepository;
}

function assertBatch(batch: Pick<CommitBatch, 'cursor' | 'requests'>): void {
  assert.equal(typeof batch.cursor, 'string', 'a cursor is a text');
  assert(
    Number.isSafeInteger(batch.requests) && batch.requests >= 0,
    `a batch cost ${batch.requests} requests`,
  );
}

export async function collect<T>(
  items: AsyncIterable<T> | Iterable<T>,
): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) {
    collected.push(item);
  }
  return collected;
}

/** What a promise is rejected with; a failure if it is not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({
    message: `there was no error, but ${inspect(value)}`,
  });
}

/** The same promise, but a failure if it takes so long that nobody would call it prompt. */
export async function promptly<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new assert.AssertionError({ message: 'it took too long' })),
      PATIENCE_MS,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
