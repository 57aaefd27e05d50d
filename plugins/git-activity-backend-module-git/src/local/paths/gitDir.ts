import { readFile, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { fileError, hasCode } from './fileErrors';

/** As deep as git itself follows repositories that borrow objects from others. */
const MAX_ALTERNATES_DEPTH = 5;

/** Files of a repository that are read here name paths or commits, and are tiny but for odd clones. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** Throws if a path, with links resolved, may not be read; `relation` is what the repository has to do with it, for a sentence. */
type AssertAllowed = (part: { path: string; relation: string }) => void;

/** Where a repository is. */
export interface GitDir {
  /** The repository itself; a linked work tree has one of its own. */
  gitDir: string;
  /** What linked work trees of one repository share; the same for others. */
  commonDir: string;
}

/**
 * Finds the repository of a folder without asking git, and makes sure that everything it is made of may be read: the
 * repository that a `.git` file points to, the one that a linked work tree belongs to, and those that objects are borrowed from.
 *
 * @param options - the folder, with links resolved, and what decides what may be read
 * @throws {@link CommitSourceError}
 */
export async function findGitDir(options: {
  path: string;
  assertAllowed: AssertAllowed;
}): Promise<GitDir> {
  const { path, assertAllowed } = options;
  const gitDir = await locate(path);
  assertAllowed({ path: gitDir, relation: 'is kept in' });

  const common = await readSmallFile(join(gitDir, 'commondir'));
  const commonDir = common
    ? await existing(resolve(gitDir, common), path)
    : gitDir;
  assertAllowed({ path: commonDir, relation: 'is a work tree of' });

  await assertObjectsAllowed({
    objects: await existing(join(commonDir, 'objects'), path),
    relation: 'keeps its commits in',
    assertAllowed,
    depth: 0,
  });
  return { gitDir, commonDir };
}

async function locate(path: string): Promise<string> {
  await assertFolder(path);
  const dotGit = join(path, '.git');
  const kind = await kindOf(dotGit);
  if (kind === 'folder') {
    return existing(dotGit, path);
  }
  if (kind === 'file') {
    const text = await readSmallFile(dotGit);
    const [, target] = /^gitdir: (.+)$/s.exec(text ?? '') ?? [];
    if (target === undefined) {
      throw new CommitSourceError(
        'broken',
        `${dotGit} is a file that names no repository.`,
      );
    }
    return existing(resolve(path, target), path);
  }
  if ((await kindOf(join(path, 'HEAD'))) === undefined) {
    throw new CommitSourceError(
      'broken',
      `${path} is not a git repository. Name the folder that holds .git, or a bare repository.`,
    );
  }
  return existing(path, path);
}

async function assertFolder(path: string): Promise<void> {
  const kind = await kindOf(path);
  if (kind === undefined) {
    throw new CommitSourceError(
      'gone',
      `There is no ${path} on the machine of the backend.`,
    );
  }
  if (kind !== 'folder') {
    throw new CommitSourceError(
      'broken',
      `${path} is not a folder, so it is no git repository.`,
    );
  }
}

async function kindOf(path: string): Promise<'folder' | 'file' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) {
      return undefined;
    }
    throw fileError(error, path);
  }
}

/** A part of a repository, with links resolved, that it cannot be without. */
async function existing(part: string, repository: string): Promise<string> {
  try {
    return await realpath(part);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) {
      throw new CommitSourceError(
        'broken',
        `${repository} is not a git repository: ${part} is missing.`,
        { cause: error },
      );
    }
    throw fileError(error, part);
  }
}

/** Reads a small file of a repository, without the newline at its end; undefined if there is none. */
export async function readSmallFile(path: string): Promise<string | undefined> {
  try {
    const file = await stat(path);
    if (!file.isFile() || file.size > MAX_FILE_BYTES) {
      throw new CommitSourceError('broken', `${path} is not what git writes.`);
    }
    return (await readFile(path, 'utf8')).replace(/[\r\n]+$/, '');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) {
      return undefined;
    }
    throw error instanceof CommitSourceError ? error : fileError(error, path);
  }
}

async function assertObjectsAllowed(options: {
  objects: string;
  relation: string;
  assertAllowed: AssertAllowed;
  depth: number;
}): Promise<void> {
  const { objects, relation, assertAllowed, depth } = options;
  assertAllowed({ path: objects, relation });
  if (depth > MAX_ALTERNATES_DEPTH) {
    return;
  }
  const lenders = await readSmallFile(join(objects, 'info', 'alternates'));
  if (!lenders) {
    return;
  }
  for (const line of lenders.split('\n')) {
    if (line.startsWith('"')) {
      // Git takes it for a path that is written like text in C, which could lead anywhere.
      throw new CommitSourceError(
        'refused',
        `${join(
          objects,
          'info',
          'alternates',
        )} has a path in quotation marks; write it without them.`,
      );
    }
    const lender = resolve(objects, line);
    // Git passes over comments and over lenders that are missing.
    if (!line.startsWith('#') && (await kindOf(lender))) {
      await assertObjectsAllowed({
        objects: await existing(lender, objects),
        relation: 'borrows commits from',
        assertAllowed,
        depth: depth + 1,
      });
    }
  }
}
