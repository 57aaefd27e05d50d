import { access, constants, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { GitFailure, git } from './git.mjs';
import { spellOut } from './harmless.mjs';
import { Problem } from './problem.mjs';

/** Asks git about a repository. Ones that belong to someone else are read too: naming one at the start is consent enough. */
function ask(folder, ...args) {
  return git(['-c', 'safe.directory=*', '-C', folder, ...args]);
}

/** One answer of git's that is a path. */
async function askPath(folder, ...args) {
  return (await ask(folder, 'rev-parse', ...args)).replace(/\n$/, '');
}

function unreadable(given) {
  return new Problem(
    `${spellOut(
      given,
    )} cannot be read: allow it to the user who starts the portal.`,
  );
}

/** Addresses of repositories hold no such character, so the portal refuses them. */
function requirePlainPath(folder) {
  if (/\p{Cc}/u.test(folder)) {
    throw new Problem(
      `${spellOut(
        folder,
      )} has a tab, a line break or another control character in its path: rename it, then try again.`,
    );
  }
}

/** Whether a folder that git takes for no repository is one that this user may not read. */
async function isForbidden(folder) {
  for (const part of ['.git', '.git/HEAD', 'HEAD', 'objects']) {
    const error = await access(path.join(folder, part), constants.R_OK).then(
      () => undefined,
      reason => reason,
    );
    if (error?.code === 'EACCES') return true;
  }
  return false;
}

/** The folder that somebody named, after symlinks are resolved. */
async function findFolder(given, { relativeTo }) {
  const folder = path.resolve(relativeTo, given);
  let real;
  try {
    real = await realpath(folder);
    if (!(await stat(real)).isDirectory()) {
      throw new Problem(`${spellOut(given)} is a file, not a git repository.`);
    }
    await access(real, constants.R_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error.code === 'EACCES') throw unreadable(given);
    throw new Problem(`${spellOut(given)} does not exist.`);
  }
  requirePlainPath(real);
  return real;
}

/** What it means that git does not know a folder for a repository. */
async function explain(error, { given, folder }) {
  if (!(error instanceof GitFailure)) return error;
  if (await isForbidden(folder)) return unreadable(given);
  const found = /^fatal: not a git repository \(or any/.test(error.words);
  if (found || error.words === '') return notOne(given);
  const words = error.words.replace(/^fatal: /, '').replace(/\s+/g, ' ');
  return new Problem(
    `${spellOut(given)} cannot be read by git: ${spellOut(words)}`,
  );
}

function notOne(given) {
  return new Problem(
    `${spellOut(
      given,
    )} is no git repository: name a folder that is one, bare or not.`,
  );
}

/** The folder of a repository, after symlinks are resolved; fails with one clear line if it is none. */
export async function findRepository(given, { relativeTo }) {
  const folder = await findFolder(given, { relativeTo });
  let top;
  try {
    const gitFolder = await askPath(folder, '--absolute-git-dir');
    if ((await realpath(gitFolder)) === folder) return folder;
    if ((await askPath(folder, '--is-bare-repository')) === 'true') {
      throw notOne(given);
    }
    top = await askPath(folder, '--show-toplevel');
  } catch (error) {
    throw await explain(error, { given, folder });
  }
  if ((await realpath(top)) === folder) return folder;
  throw new Problem(
    `${spellOut(given)} is a folder inside the git repository ${spellOut(
      top,
    )}: name that one instead.`,
  );
}

/** A path as git prints it: in quotes if it has odd characters, which but for some control characters are written as in JSON. */
function unquote(printed) {
  if (!printed.startsWith('"')) return printed;
  try {
    return JSON.parse(printed);
  } catch {
    throw new Problem(
      `Commits are borrowed from ${printed}, which has a control character in its path: rename it, then try again.`,
    );
  }
}

/** Where the commits are that a repository borrows from others, and these from others again, as git finds them. */
async function findLenders(folder) {
  const output = await ask(
    folder,
    '-c',
    'core.quotePath=false',
    'count-objects',
    '--verbose',
  );
  return [...output.matchAll(/^alternate: (.*)$/gm)].map(([, lender]) =>
    unquote(lender),
  );
}

/**
 * Where a repository keeps its history, as far as that is outside of its folder: work trees of another repository do so,
 * submodules, and repositories that borrow commits from others.
 */
export async function findOutsideFolders(folder) {
  const parts = await Promise.all([
    askPath(folder, '--absolute-git-dir'),
    askPath(folder, '--git-common-dir'),
    askPath(folder, '--git-path', 'objects'),
    findLenders(folder),
  ]);
  const folders = await Promise.all(
    parts.flat().map(part => realpath(path.resolve(folder, part))),
  );
  return [...new Set(folders)].filter(
    found => !`${found}/`.startsWith(`${folder}/`),
  );
}
