import { execFile } from 'node:child_process';
import { access, constants, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Problem } from './problem.mjs';

const execFileAsync = promisify(execFile);

/** The oldest git with all that reading histories needs: ignoring the user's configuration came with it. */
const OLDEST_GIT = [2, 32];

/** Keeps the machine's and the user's settings out, so that git does the same everywhere. */
export const plainGitEnvironment = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** The environment without variables that would point git elsewhere than told (set inside git hooks, for one). */
export function gitEnvironment() {
  return {
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
    ),
    ...plainGitEnvironment,
  };
}

async function git(args, { env = gitEnvironment() } = {}) {
  const { stdout } = await execFileAsync('git', args, { env });
  return stdout;
}

/** Fails with one clear line if there is no git, or one that is too old. */
export async function requireGit() {
  const oldest = OLDEST_GIT.join('.');
  let text;
  try {
    text = await git(['--version']);
  } catch {
    throw new Problem(
      `git was not found: install git ${oldest} or newer (https://git-scm.com), then try again.`,
    );
  }
  const [major, minor] =
    text
      .match(/(\d+)\.(\d+)/)
      ?.slice(1)
      .map(Number) ?? [];
  if (
    major < OLDEST_GIT[0] ||
    (major === OLDEST_GIT[0] && minor < OLDEST_GIT[1])
  ) {
    throw new Problem(
      `git ${major}.${minor} is too old: install git ${oldest} or newer (https://git-scm.com), then try again.`,
    );
  }
}

/** What git's own settings call the person at this machine; empty where they say nothing. */
export async function readGitIdentity() {
  const read = name =>
    git(['config', '--get', name], { env: process.env }).then(
      text => text.trim(),
      () => '',
    );
  return { name: await read('user.name'), email: await read('user.email') };
}

function unreadable(given) {
  return new Problem(
    `${given} cannot be read: allow it to the user who starts the portal.`,
  );
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

/** Where a repository keeps its history, as far as that is outside of its folder: work trees of another repository do so. */
export async function findOutsideFolders(folder) {
  const output = await git([
    '-c',
    'safe.directory=*',
    '-C',
    folder,
    'rev-parse',
    '--absolute-git-dir',
    '--git-common-dir',
  ]);
  const folders = await Promise.all(
    output
      .trimEnd()
      .split('\n')
      .map(found => realpath(path.resolve(folder, found))),
  );
  return folders.filter(found => !`${found}/`.startsWith(`${folder}/`));
}

/**
 * The folder of a repository, after symlinks are resolved; fails with one clear line if it is none. Repositories that
 * belong to someone else are read too: naming one on the command line is consent enough.
 */
export async function findRepository(given, { relativeTo }) {
  const folder = path.resolve(relativeTo, given);
  let real;
  try {
    real = await realpath(folder);
    if (!(await stat(real)).isDirectory()) {
      throw new Problem(`${given} is a file, not a git repository.`);
    }
    await access(real, constants.R_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error.code === 'EACCES') {
      throw unreadable(given);
    }
    throw new Problem(`${given} does not exist.`);
  }
  const notOne = new Problem(
    `${given} is no git repository: name a folder that is one, bare or not.`,
  );
  let inside;
  try {
    inside = await git([
      '-c',
      'safe.directory=*',
      '-C',
      real,
      'rev-parse',
      '--is-bare-repository',
      '--absolute-git-dir',
    ]);
  } catch (error) {
    throw (await isForbidden(real)) ? unreadable(given) : notOne;
  }
  const [bare, gitFolder] = inside.trimEnd().split('\n');
  if ((await realpath(gitFolder)) === real) return real;
  if (bare === 'true') throw notOne;
  const top = await git([
    '-c',
    'safe.directory=*',
    '-C',
    real,
    'rev-parse',
    '--show-toplevel',
  ]).then(text => text.replace(/\n$/, ''));
  if ((await realpath(top)) === real) return real;
  throw new Problem(
    `${given} is a folder inside the git repository ${top}: name that one instead.`,
  );
}
