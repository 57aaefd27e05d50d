import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Problem } from './problem.mjs';

const execFileAsync = promisify(execFile);

/** The oldest git with all that reading histories needs: ignoring the user's configuration came with it. */
const OLDEST_GIT = [2, 32];

/** What git is asked here takes moments; what takes longer waits for something that never comes. */
const TIMEOUT_MS = 5 * 60_000;

/** Ample for what is asked here; git that prints more has failed. */
const MOST_OUTPUT = 64 * 1024 * 1024;

/** git did not end well; `words` is what it said. */
export class GitFailure extends Error {
  name = 'GitFailure';

  constructor({ args, error }) {
    const words = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim();
    const ending = error.signal ?? `exit status ${error.code}`;
    super(`git ${args.join(' ')} failed (${ending}): ${words}`);
    this.words = words;
  }
}

/**
 * Runs git to its end: the one place where the launcher does. It starts before anything is installed, so that no library
 * is at hand. Git sees nothing of the environment but `PATH`: no settings of the machine or its users, no variable that
 * points elsewhere (inside git hooks, for one). It asks nobody for anything and goes to no network.
 *
 * @returns what git printed
 * @throws {@link GitFailure} on any end but a good one
 */
export async function git(args, { input = '', env = {} } = {}) {
  const running = execFileAsync('git', args, {
    env: {
      PATH: process.env.PATH ?? '',
      LC_ALL: 'C',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_NO_LAZY_FETCH: '1',
      GIT_ALLOW_PROTOCOL: 'none',
      ...env,
    },
    timeout: TIMEOUT_MS,
    maxBuffer: MOST_OUTPUT,
  });
  // Git may end before it has read everything; how it ended says enough.
  running.child.stdin?.on('error', () => undefined).end(input);
  try {
    return (await running).stdout;
  } catch (error) {
    throw new GitFailure({ args, error });
  }
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
  const { HOME, XDG_CONFIG_HOME, GIT_CONFIG_GLOBAL } = process.env;
  const env = {
    HOME,
    XDG_CONFIG_HOME,
    GIT_CONFIG_GLOBAL,
    GIT_CONFIG_NOSYSTEM: '0',
  };
  const read = name =>
    git(['config', '--get', name], { env }).then(
      text => text.trim(),
      () => '',
    );
  return { name: await read('user.name'), email: await read('user.email') };
}
