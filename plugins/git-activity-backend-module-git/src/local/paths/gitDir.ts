import { readFile, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { fileError, hasCode } from './fileErrors';

/** As deep as git itself follows repositories that borrow objects from others. */
const MAX_ALTERNATES_DEPTH = 5;

/** Files that name paths are tiny; git itself reads no more of a `.git` file. */
const MAX_POINTER_BYTES = 1024 * 1024;

type AssertAllowed = (realPath: string) => void;

/**
 * Finds the repository of a folder without asking git, and makes sure that everything it is made of may be read: the
 * repository that a `.git` file points to, the one that a linked work tree belongs to, and those that objects are borrowed from.
 *
 * @param options - the folder, with links resolved, and what throws if a path, with links resolved, may not be read
 * @throws {@link CommitSourceError}
 */
export async function findGitDir(options: {
  path: string;
  assertAllowed: AssertAllowed;
}): Promise<string> {
  const { path, assertAllowed } = options;
  const gitDir = await locate(path);
  assertAllowed(gitDir);

  const common = await readPointer(join(gitDir, 'commondir'));
  const commonDir = common
    ? await existing(resolve(gitDir, common), path)
    : gitDir;
  assertAllowed(commonDir);

  await assertObjectsAllowed({
    objects: await existing(join(commonDir, 'objects'), path),
    assertAllowed,
    depth: 0,
  });
  return gitDir;
}

async function locate(path: string): Promise<string> {
  await assertFolder(path);
  const dotGit = join(path, '.git');
  const kind = await kindOf(dotGit);
  if (kind === 'folder') {
    return existing(dotGit, path);
  }
  if (kind === 'file') {
    const text = await readPointer(dotGit);
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

/** Reads a small file that names paths; undefined if there is none. */
async function readPointer(path: string): Promise<string | undefined> {
  try {
    const file = await stat(path);
    if (!file.isFile() || file.size > MAX_POINTER_BYTES) {
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
  assertAllowed: AssertAllowed;
  depth: number;
}): Promise<void> {
  const { objects, assertAllowed, depth } = options;
  assertAllowed(objects);
  if (depth > MAX_ALTERNATES_DEPTH) {
    return;
  }
  const lenders = await readPointer(join(objects, 'info', 'alternates'));
  if (!lenders) {
    return;
  }
  for (const line of lenders.split('\n')) {
    const lender = resolve(objects, line);
    // Git passes over comments and over lenders that are missing.
    if (!line.startsWith('#') && (await kindOf(lender))) {
      await assertObjectsAllowed({
        objects: await existing(lender, objects),
        assertAllowed,
        depth: depth + 1,
      });
    }
  }
}
