import { join, resolve } from 'node:path';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { Disk } from '../disk/Disk';
import { assertConfigStays, assertRefStays } from './contents';
import { findSpecialFiles } from './lookThrough';
import { OffPremisesError, Premises } from './Premises';

/** Nobody borrows from more; git itself goes five lenders deep. */
const MAX_LENDERS = 100;

/** Where a repository is. */
export interface GitDir {
  /** The repository itself; a linked work tree has one of its own. */
  gitDir: string;
  /** What linked work trees of one repository share; the same for others. */
  commonDir: string;
}

/**
 * Finds the repository of a folder without asking git, and makes sure that nothing leads git out of what may be read, or lets it wait
 * for ever: neither a `.git` file, nor the repository that a linked work tree belongs to or objects are borrowed from, nor links, pipes
 * and devices in place of files, nor refs or settings.
 */
export class GitDirFinder {
  readonly #disk: Disk;
  readonly #premises: Premises;
  readonly #signal: AbortSignal | undefined;
  /** What was looked through already, and what will be. */
  readonly #known = new Set<string>();

  constructor(options: {
    disk: Disk;
    premises: Premises;
    signal?: AbortSignal;
  }) {
    this.#disk = options.disk;
    this.#premises = options.premises;
    this.#signal = options.signal;
  }

  /**
   * @param path - the folder, with links resolved
   * @throws {@link CommitSourceError}
   */
  async find(path: string): Promise<GitDir> {
    const gitDir = await this.#locate(path);
    const common = await this.#read(gitDir, 'commondir');
    const commonDir = common
      ? await this.#resolve(resolve(gitDir, common), 'is a work tree of')
      : gitDir;
    const objects = await this.#resolve(
      join(commonDir, 'objects'),
      'keeps its commits in',
    );
    if ((await this.#disk.kindOf(objects)) !== 'folder') {
      throw new CommitSourceError(
        'broken',
        `${path} is not a git repository: ${objects} is missing.`,
      );
    }
    for (const repository of new Set([gitDir, commonDir])) {
      await this.#lookThrough(repository, 'repository');
      for (const name of ['config', 'config.worktree']) {
        assertConfigStays(await this.#read(repository, name), repository);
      }
    }
    await assertRefStays(name =>
      this.#read(name === 'HEAD' ? gitDir : commonDir, name),
    );
    await this.#visitLenders(objects);
    return { gitDir, commonDir };
  }

  async #locate(path: string): Promise<string> {
    const kind = await this.#disk.kindOf(path);
    if (kind !== 'folder') {
      throw kind === undefined
        ? new CommitSourceError(
            'gone',
            `There is no ${path} on the machine of the backend.`,
          )
        : new CommitSourceError(
            'broken',
            `${path} is not a folder, so it is no git repository.`,
          );
    }
    const dotGit = await this.#resolve(join(path, '.git'), 'is kept in');
    const dotGitKind = await this.#disk.kindOf(dotGit);
    if (dotGitKind === undefined) {
      return this.#assertRepository(path, path);
    }
    if (dotGitKind === 'folder') {
      return dotGit;
    }
    const text = await this.#disk.readText(dotGit);
    const [, target] = /^gitdir: (.+?)\r*$/s.exec(text ?? '') ?? [];
    if (target === undefined) {
      throw new CommitSourceError(
        'broken',
        `${dotGit} is a file that names no repository.`,
      );
    }
    return this.#assertRepository(
      await this.#resolve(resolve(path, target), 'is kept in'),
      path,
    );
  }

  async #assertRepository(gitDir: string, path: string): Promise<string> {
    if ((await this.#disk.kindOf(join(gitDir, 'HEAD'))) === undefined) {
      throw new CommitSourceError(
        'broken',
        `${path} is not a git repository: there is no ${join(
          gitDir,
          'HEAD',
        )}. Name the folder that holds .git, or a bare repository.`,
      );
    }
    return gitDir;
  }

  /** Looks through all that objects are borrowed from, as far as git goes and further. */
  async #visitLenders(objects: string): Promise<void> {
    const visited = new Set([objects]);
    for (const folder of visited) {
      const file = join(folder, 'info/alternates');
      const text = (await this.#read(folder, 'info/alternates')) ?? '';
      const lines = text
        .split('\n')
        .filter(line => line !== '' && !line.startsWith('#'));
      if (lines.some(line => line.startsWith('"'))) {
        // Git takes it for a path that is written like text in C, which could lead anywhere.
        throw new CommitSourceError(
          'refused',
          `${file} has a path in quotation marks; write it without them.`,
        );
      }
      if (lines.length + visited.size > MAX_LENDERS) {
        throw new CommitSourceError(
          'refused',
          `${file} names more than ${MAX_LENDERS} repositories to borrow commits from.`,
        );
      }
      for (const line of new Set(lines)) {
        const lender = await this.#resolve(
          resolve(folder, line),
          'borrows commits from',
        );
        // Git passes over lenders that are missing.
        if ((await this.#disk.kindOf(lender)) === 'folder') {
          visited.add(lender);
          await this.#lookThrough(lender, 'folder');
        }
      }
    }
  }

  /** Makes sure that nothing in a folder keeps git waiting or leads it elsewhere. */
  async #lookThrough(
    path: string,
    what: 'repository' | 'folder',
  ): Promise<void> {
    if (this.#known.has(path)) {
      return;
    }
    this.#known.add(path);
    const special = await findSpecialFiles({
      path,
      what,
      signal: this.#signal,
    });
    for (const file of special) {
      const target = await this.#resolve(file, 'has a link into');
      const kind = await this.#disk.kindOf(target);
      if (kind === 'other') {
        throw new CommitSourceError(
          'broken',
          `${file} is no file but a pipe, or something else that git would wait for; delete it.`,
        );
      }
      if (kind === 'folder') {
        await this.#lookThrough(target, 'folder');
      }
    }
  }

  /** Reads a file of a repository, which may be a link to a file that may be read. */
  async #read(folder: string, name: string): Promise<string | undefined> {
    const file = await this.#resolve(join(folder, name), 'has a link into');
    return this.#disk.readText(file);
  }

  /** @param relation - what the repository has to do with the path, for a sentence */
  async #resolve(path: string, relation: string): Promise<string> {
    try {
      return await this.#premises.resolve(path);
    } catch (error) {
      if (error instanceof OffPremisesError) {
        throw new CommitSourceError(
          'refused',
          `The repository ${relation} ${repositoryFolder(
            error.path,
          )}, which is not below the folders of gitActivity.git.roots. To serve it, add that folder, too, to gitActivity.git.roots in the portal's configuration.`,
        );
      }
      throw error;
    }
  }
}

/** What people call the repository that a folder is in. */
function repositoryFolder(path: string): string {
  return path.replace(/\/objects$/, '').replace(/\/\.git(?:\/.*)?$/, '') || '/';
}
