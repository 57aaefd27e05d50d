import { ChildProcess, spawn } from 'node:child_process';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { COMMON_ARGUMENTS, gitEnvironment } from './environment';
import { GitExitError, GitKilledError, spawnError } from './failures';
import { GitNetwork, NETWORK_ARGUMENTS } from './network';

/** Git's first words tell the reason; a damaged repository can go on for megabytes. */
const MAX_STDERR_BYTES = 8 * 1024;

/** One question to git about one repository. */
export interface GitQuestion {
  /** The repository itself (not its work tree), absolute, with all symbolic links resolved. */
  gitDir: string;
  /** The command and its arguments. Whatever a user wrote comes after `--end-of-options`. */
  args: string[];
  /** What git reads from its standard input. */
  input?: string;
  /** Whether git failed if it only complained and then exited with 0. */
  complaintsFail?: boolean;
  /** The one host that this command may talk to; none unless given. */
  network?: GitNetwork;
  signal: AbortSignal;
}

/**
 * Starts git and yields what it prints as it comes. Git waits while the consumer does; it is killed when the signal aborts
 * or the consumer stops early.
 *
 * @throws the signal's reason once it aborts; {@link GitExitError} if git says that it failed; {@link CommitSourceError} if
 *   it could not be started or was killed by somebody else. Ending without an error is the only success.
 */
export async function* streamGit(
  question: GitQuestion,
): AsyncGenerator<Buffer, void> {
  const { input, complaintsFail, network, signal } = question;
  signal.throwIfAborted();
  const child = startGit(question);
  const kill = () => killGroup(child);
  signal.addEventListener('abort', kill, { once: true });
  const ended = waitForEnd(child, words => {
    if (network?.fatalComplaint.test(words)) {
      kill();
    }
  });
  // Git may end without reading all of its input; how it ended tells whether that matters.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  try {
    try {
      // A process that could not be started at all has no pipes.
      for await (const chunk of child.stdout ?? []) {
        yield chunk;
        signal.throwIfAborted();
      }
    } catch (error) {
      // A pipe that breaks is not the reason, but what becomes of it when git is killed.
      signal.throwIfAborted();
      throw (await ended).failure ?? error;
    }
    const { failure, exitCode, words } = await ended;
    signal.throwIfAborted();
    if (network?.fatalComplaint.test(words)) {
      throw network.explain(words);
    }
    if (failure) {
      throw failure;
    }
    if (exitCode !== 0 || (complaintsFail && words !== '')) {
      throw network?.explain(words) ?? new GitExitError({ exitCode, words });
    }
  } finally {
    signal.removeEventListener('abort', kill);
    kill();
    await ended;
  }
}

/** Like {@link streamGit}, for a small answer. */
export async function askGit(question: GitQuestion): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of streamGit(question)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function startGit(question: GitQuestion): ChildProcess {
  const { gitDir, args, network } = question;
  const settings = network ? NETWORK_ARGUMENTS : [];
  try {
    return spawn('git', [...COMMON_ARGUMENTS, ...settings, ...args], {
      // Git takes the working directory for the work tree, whose files (a .mailmap) must not count.
      cwd: '/',
      env: { ...gitEnvironment(gitDir), ...network?.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // Git leaves talking to a host to a program of its own, which has to end with it.
      detached: network !== undefined,
    });
  } catch (error) {
    throw spawnError(error);
  }
}

/** Ends git, and whatever it started if it leads a group of processes. */
function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined) {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It leads no group, or all of it has ended.
    }
  }
  child.kill('SIGKILL');
}

interface End {
  /** Why git did not end by itself. */
  failure?: CommitSourceError;
  exitCode: number;
  /** What git complained about, its beginning at least. */
  words: string;
}

/** Resolves when the process is gone and its pipes are closed; never rejects. */
function waitForEnd(
  child: ChildProcess,
  onComplaint: (words: string) => void,
): Promise<End> {
  const complaints: Buffer[] = [];
  let length = 0;
  child.stderr?.on('data', (chunk: Buffer) => {
    if (length < MAX_STDERR_BYTES) {
      complaints.push(chunk.subarray(0, MAX_STDERR_BYTES - length));
      length += chunk.length;
      onComplaint(Buffer.concat(complaints).toString('utf8'));
    }
  });
  return new Promise(resolve => {
    const end = (exitCode: number, failure?: CommitSourceError) =>
      resolve({
        exitCode,
        failure,
        words: Buffer.concat(complaints).toString('utf8'),
      });
    child.on('error', error => end(-1, spawnError(error)));
    child.on('close', (exitCode, signal) =>
      exitCode === null
        ? end(-1, new GitKilledError(String(signal)))
        : end(exitCode),
    );
  });
}
