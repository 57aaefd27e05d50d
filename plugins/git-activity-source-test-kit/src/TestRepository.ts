import { mkdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import {
  CommitSequence,
  fastImportStream,
  rawCommitObject,
  RawTestCommit,
  TestCommit,
} from './commits';
import { runTestGit } from './runTestGit';

/**
 * What {@link TestRepository.create} makes.
 *
 * @public
 */
export interface TestRepositoryOptions {
  /** Where the repository is made; folders that are missing are made too. */
  dir: string;
  /** Without a work tree; false unless given. */
  bare?: boolean;
  /** What HEAD names at first, `main` unless given. */
  branch?: string;
  /** `sha1` unless given. */
  objectFormat?: 'sha1' | 'sha256';
}

/**
 * A real git repository for a test, whose every detail the test decides. Work trees stay empty: histories are written
 * straight into the repository, about 15,000 commits a second.
 *
 * @example
 * ```ts
 * const repository = await TestRepository.create({ dir });
 * const [first] = await repository.commit(
 *   { author: ada, authoredAt: 1_700_000_000, utcOffset: '+0530' },
 *   { branch: 'topic', parents: ['main'] },
 *   { parents: ['main', 'topic'], message: 'Merge topic' },
 * );
 * ```
 *
 * @public
 */
export class TestRepository {
  /** The work tree, or the repository itself if it is bare. */
  readonly path: string;
  /** The same as a `file:` URL. */
  readonly url: string;
  readonly #branch: string;
  readonly #sequence = new CommitSequence();

  /** Makes an empty repository. */
  static async create(options: TestRepositoryOptions): Promise<TestRepository> {
    const { dir, bare, branch = 'main', objectFormat = 'sha1' } = options;
    await mkdir(dir, { recursive: true });
    await runTestGit({
      dir,
      args: [
        'init',
        '--quiet',
        '--template=',
        `--initial-branch=${branch}`,
        `--object-format=${objectFormat}`,
        ...(bare ? ['--bare'] : []),
      ],
    });
    return new TestRepository(dir, branch);
  }

  private constructor(path: string, branch: string) {
    this.path = path;
    this.url = pathToFileURL(path).href;
    this.#branch = branch;
  }

  /**
   * Asks git, with this repository as its working directory.
   *
   * @returns what it printed, without the newline at its end
   */
  async git(...args: string[]): Promise<string> {
    const output = await runTestGit({ dir: this.path, args });
    return output.toString('utf8').replace(/\n$/, '');
  }

  /**
   * Makes commits, in one go.
   *
   * @returns their SHAs, in the order given
   */
  async commit(...commits: TestCommit[]): Promise<string[]> {
    const output = await this.#import({ commits, printShas: true });
    return output.toString('utf8').split('\n').slice(0, commits.length);
  }

  /** Makes as many commits as an iterable yields, without holding them all in memory. */
  async commitMany(
    commits: Iterable<TestCommit> | AsyncIterable<TestCommit>,
  ): Promise<void> {
    await this.#import({ commits, printShas: false });
  }

  /**
   * Writes a commit that git itself would refuse to make. No branch points to it yet: see {@link TestRepository.setBranch}.
   *
   * @returns its SHA
   */
  async writeRawCommit(commit: RawTestCommit): Promise<string> {
    const tree = await this.#write('tree', Buffer.alloc(0));
    return this.#write('commit', rawCommitObject(tree, commit));
  }

  /** Points a branch to a commit, wherever it pointed before. */
  async setBranch(branch: string, sha: string): Promise<void> {
    await this.git('update-ref', `refs/heads/${branch}`, sha);
  }

  /** Makes HEAD name a branch, whether that exists or not. */
  async setHead(branch: string): Promise<void> {
    await this.git('symbolic-ref', 'HEAD', `refs/heads/${branch}`);
  }

  /** Makes HEAD point to a commit without a branch. */
  async detachHead(sha: string): Promise<void> {
    await this.git('update-ref', '--no-deref', 'HEAD', sha);
  }

  async #import(options: {
    commits: Iterable<TestCommit> | AsyncIterable<TestCommit>;
    printShas: boolean;
  }): Promise<Buffer> {
    const branches = await this.git(
      'for-each-ref',
      '--format=%(refname:lstrip=2)',
      'refs/heads',
    );
    return runTestGit({
      dir: this.path,
      args: ['fast-import', '--quiet', '--force', '--done'],
      input: fastImportStream({
        ...options,
        sequence: this.#sequence,
        defaultBranch: this.#branch,
        existingBranches: new Set(branches.split('\n')),
      }),
    });
  }

  async #write(type: string, content: Buffer): Promise<string> {
    const output = await runTestGit({
      dir: this.path,
      args: ['hash-object', '-t', type, '-w', '--stdin', '--literally'],
      input: content,
    });
    return output.toString('utf8').trim();
  }
}
