import { realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { readFileUrl } from './fileUrl';
import { hasCode } from './fileErrors';
import { findGitDir, GitDir } from './gitDir';

/**
 * The folders whose repositories may be read, and the only way from a URL to a path: nothing outside of them is ever handed
 * to git, however it is spelt or linked.
 */
export class RepositoryRoots {
  readonly #roots: string[];

  /** @param roots - absolute paths */
  constructor(roots: string[]) {
    this.#roots = roots;
  }

  /**
   * The one URL of a repository, however it was spelt. A repository that is missing has one too.
   *
   * @returns undefined if it is none of the `file:` scheme
   * @throws {@link CommitSourceError} of kind `refused`
   */
  async canonicalUrl(url: string): Promise<string | undefined> {
    const path = readFileUrl(url);
    if (path === undefined) {
      return undefined;
    }
    return pathToFileURL(await this.#resolve(path)).href;
  }

  /**
   * Finds a repository as it is at this moment: what was a folder a minute ago may be a symbolic link now.
   *
   * @throws {@link CommitSourceError}
   */
  async findGitDir(url: string): Promise<GitDir> {
    const path = readFileUrl(url);
    if (path === undefined) {
      throw new CommitSourceError('refused', `This is no file: URL: ${url}`);
    }
    const worktree = await this.#resolve(path);
    const roots = await this.#realRoots();
    return findGitDir({
      path: worktree,
      assertAllowed: part => assertPartBelow(part, roots),
    });
  }

  async #resolve(path: string): Promise<string> {
    const roots = await this.#realRoots();
    // Checked before anything is looked up, so that nobody learns what exists elsewhere.
    assertBelow(path, [...this.#roots, ...roots]);
    const real = withoutGitFolder(await resolveLinks(withoutGitFolder(path)));
    assertBelow(real, roots);
    return real;
  }

  async #realRoots(): Promise<string[]> {
    return Promise.all(this.#roots.map(resolveLinks));
  }
}

/** A work tree and the `.git` in it are one repository. */
function withoutGitFolder(path: string): string {
  return basename(path) === '.git' ? dirname(path) : path;
}

/** Resolves all symbolic links as far as the path exists and can be looked up, and keeps the rest as it is. */
async function resolveLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    if (
      parent === path ||
      !hasCode(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP')
    ) {
      throw error;
    }
    return join(await resolveLinks(parent), basename(path));
  }
}

function isBelow(path: string, roots: string[]): boolean {
  return roots.some(
    root =>
      path === root || path.startsWith(root.endsWith(sep) ? root : root + sep),
  );
}

function assertBelow(path: string, roots: string[]): void {
  if (!isBelow(path, roots)) {
    throw new CommitSourceError(
      'refused',
      `Local repositories are served only below the folders of gitActivity.git.roots, after symbolic links are resolved${
        roots.length === 0 ? ', and none is configured' : ''
      }. To serve this one, add its folder to gitActivity.git.roots in the portal's configuration.`,
    );
  }
}

/** What a repository is made of may be anywhere, and only its name tells what to add. */
function assertPartBelow(
  { path, relation }: { path: string; relation: string },
  roots: string[],
): void {
  if (!isBelow(path, roots)) {
    throw new CommitSourceError(
      'refused',
      `The repository ${relation} ${repositoryFolder(
        path,
      )}, which is not below the folders of gitActivity.git.roots. To serve it, add that folder, too, to gitActivity.git.roots in the portal's configuration.`,
    );
  }
}

/** What people call the repository that a folder is in. */
function repositoryFolder(path: string): string {
  return path.replace(/\/objects$/, '').replace(/\/\.git(?:\/.*)?$/, '') || sep;
}
