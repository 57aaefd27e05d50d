import { basename, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { Disk } from '../disk/Disk';
import { readFileUrl } from './fileUrl';
import { GitDir, GitDirFinder } from './gitDir';
import { OffPremisesError, Premises } from './Premises';

/**
 * The folders whose repositories may be read, and the only way from a URL to a path: nothing outside of them is ever handed
 * to git, however it is spelt or linked.
 */
export class RepositoryRoots {
  readonly #roots: string[];
  readonly #disk: Disk;

  /** @param options - `roots` are absolute paths */
  constructor(options: { roots: string[]; disk: Disk }) {
    this.#roots = options.roots;
    this.#disk = options.disk;
  }

  /**
   * The one URL of a repository, however it was spelt. A repository that is missing has one too.
   *
   * @returns undefined if it is none of the `file:` scheme
   * @throws {@link CommitSourceError} of kind `refused`, or `stuck` if its disk does not answer
   */
  async canonicalUrl(url: string): Promise<string | undefined> {
    const path = readFileUrl(url);
    if (path === undefined) {
      return undefined;
    }
    return pathToFileURL(await this.#resolve(path, await this.#premises()))
      .href;
  }

  /**
   * Finds a repository as it is at this moment: what was a folder a minute ago may be a symbolic link now.
   *
   * @throws {@link CommitSourceError}
   */
  async findGitDir(url: string, signal?: AbortSignal): Promise<GitDir> {
    const path = readFileUrl(url);
    if (path === undefined) {
      throw new CommitSourceError('refused', `This is no file: URL: ${url}`);
    }
    const premises = await this.#premises();
    const worktree = await this.#resolve(path, premises);
    const finder = new GitDirFinder({ disk: this.#disk, premises, signal });
    return finder.find(worktree);
  }

  async #resolve(path: string, premises: Premises): Promise<string> {
    try {
      return withoutGitFolder(await premises.resolve(withoutGitFolder(path)));
    } catch (error) {
      if (error instanceof OffPremisesError) {
        throw new CommitSourceError(
          'refused',
          `Local repositories are served only below the folders of gitActivity.git.roots, after symbolic links are resolved${
            this.#roots.length === 0 ? ', and none is configured' : ''
          }. To serve this one, add its folder to gitActivity.git.roots in the portal's configuration.`,
        );
      }
      throw error;
    }
  }

  async #premises(): Promise<Premises> {
    return Premises.of(this.#disk, this.#roots);
  }
}

/** A work tree and the `.git` in it are one repository. */
function withoutGitFolder(path: string): string {
  return basename(path) === '.git' ? dirname(path) : path;
}
