import { ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isError } from '@backstage/errors';
import { CommitSourceError } from '../errors';
import {
  GitExitError,
  GitKilledError,
  GitSilentError,
  spawnError,
} from './failures';
import {
  commandEnvironment,
  DEFAULT_CWD,
  DEFAULT_MAX_SILENCE_MS,
  GitCommand,
} from './GitCommand';

/** Git's first words tell the reason; a damaged repository can go on for megabytes. */
const MAX_COMPLAINT_BYTES = 8 * 1024;

const BYTES_PER_KIBIBYTE = 1024;

/** How long to wait for a git that was killed: not even that ends a process that waits for a disk which has gone. */
const MAX_DYING_MS = 5_000;

/**
 * What {@link spawnGit} is asked.
 *
 * @public
 */
export interface SpawnGitOptions extends GitCommand {
  /** What git reads from its standard input; nothing unless given. */
  input?:
    | string
    | Uint8Array
    | Iterable<string | Uint8Array>
    | AsyncIterable<string | Uint8Array>;
  /** Whether git failed if it only complained and then exited with 0. */
  complaintsFail?: boolean;
  /** What git goes on after, although it must not; it is ended at once. */
  fatalComplaint?: RegExp;
  /** Makes an error of git's words; a {@link GitExitError} unless given. */
  explain?: (words: string) => Error;
  /** Whether git leaves work to other programs, such as those that talk to a host, which have to end with it. */
  leadsOthers?: boolean;
  /** How many bytes git may have of its own, apart from the files that it maps; it fails if it needs more. Windows knows no such limit. */
  maxMemoryBytes?: number;
}

/**
 * Starts git and yields what it prints as it comes. Git waits while the consumer does; it is killed when the signal aborts
 * or the consumer stops early.
 *
 * @throws the signal's reason once it aborts; {@link GitExitError} if git says that it failed; {@link CommitSourceError} of another
 *   kind if it could not be started, was killed, or was silent for too long. Ending without an error is the only success.
 * @public
 */
export async function* spawnGit(
  options: SpawnGitOptions,
): AsyncGenerator<Buffer, void> {
  const { signal, maxSilenceMs = DEFAULT_MAX_SILENCE_MS } = options;
  signal?.throwIfAborted();
  const child = startGit(options);
  const kill = () => endAll(child);
  signal?.addEventListener('abort', kill, { once: true });
  const ended = waitForEnd(child, words => {
    if (options.fatalComplaint?.test(words)) {
      kill();
    }
  });
  const written = writeInput(child, options);
  // Whether it matters is only known once git has ended well.
  written.catch(() => {});
  let silent = false;
  const endSilence = () => {
    silent = true;
    kill();
  };
  let silence = setTimeout(endSilence, maxSilenceMs);
  let brokenPipe: unknown;
  try {
    try {
      // A process that could not be started at all has no pipes.
      for await (const chunk of child.stdout ?? []) {
        // What the consumer does with it is no silence of git's.
        clearTimeout(silence);
        yield chunk;
        signal?.throwIfAborted();
        silence = setTimeout(endSilence, maxSilenceMs);
      }
    } catch (error) {
      // Most often not the reason, but what becomes of a pipe when git is killed.
      brokenPipe = error;
    }
    const end = await ended;
    signal?.throwIfAborted();
    if (silent) {
      throw new GitSilentError(maxSilenceMs);
    }
    assertSuccess(options, end);
    if (brokenPipe) {
      throw brokenPipe;
    }
    await written;
  } finally {
    clearTimeout(silence);
    signal?.removeEventListener('abort', kill);
    kill();
    await ended;
  }
}

function startGit(options: SpawnGitOptions): ChildProcess {
  const { cwd, leadsOthers } = options;
  const [program, args] = withinMemory(options);
  try {
    return spawn(program, args, {
      cwd: cwd ?? DEFAULT_CWD,
      env: commandEnvironment(options),
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: leadsOthers,
    });
  } catch (error) {
    throw spawnError(codeOf(error), error);
  }
}

/** Node sets no limits to what it starts, and every shell does, which git then takes the place of. */
function withinMemory({
  args,
  maxMemoryBytes,
}: SpawnGitOptions): [program: string, args: string[]] {
  if (maxMemoryBytes === undefined || process.platform === 'win32') {
    return ['git', args];
  }
  const kibibytes = Math.floor(maxMemoryBytes / BYTES_PER_KIBIBYTE);
  const script = `ulimit -d ${kibibytes} && exec git "$@"`;
  return ['/bin/sh', ['-c', script, 'git', ...args]];
}

/** Pipes that break because git was content, or failed, before it had read everything: how it ended tells which. */
const BROKEN_PIPES = [
  'EPIPE',
  'ECONNRESET',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
];

/** Rejects if the input itself cannot be had. */
async function writeInput(
  child: ChildProcess,
  { input = [] }: SpawnGitOptions,
): Promise<void> {
  const whole = typeof input === 'string' || input instanceof Uint8Array;
  if (child.stdin) {
    await pipeline(Readable.from(whole ? [input] : input), child.stdin).catch(
      error => {
        if (!BROKEN_PIPES.includes(codeOf(error))) {
          throw error;
        }
      },
    );
  }
}

function codeOf(error: unknown): string {
  return isError(error) ? String(error.code) : '';
}

/** Ends git, and whatever it started if it leads a group of processes, and listens to none of them any longer. */
function endAll(child: ChildProcess): void {
  if (child.pid !== undefined) {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It leads no group, or all of it has ended.
    }
  }
  child.kill('SIGKILL');
  child.stdio.forEach(pipe => pipe?.destroy());
  if (child.exitCode === null && child.signalCode === null) {
    const giveUp = () => child.emit('close', null, 'SIGKILL');
    const dying = setTimeout(giveUp, MAX_DYING_MS).unref();
    child.once('close', () => clearTimeout(dying));
  }
}

interface End {
  /** Why git did not end by itself. */
  failure?: CommitSourceError;
  exitCode: number;
  /** What git complained about, its beginning at least. */
  words: string;
}

function assertSuccess(options: SpawnGitOptions, end: End): void {
  const { complaintsFail, fatalComplaint, explain } = options;
  const { failure, exitCode, words } = end;
  if (fatalComplaint?.test(words) && explain) {
    throw explain(words);
  }
  if (failure) {
    throw failure;
  }
  if (exitCode !== 0 || (complaintsFail && words !== '')) {
    throw explain?.(words) ?? new GitExitError({ exitCode, words });
  }
}

/** Resolves when the process is gone and its pipes are closed; never rejects. */
function waitForEnd(
  child: ChildProcess,
  onComplaint: (words: string) => void,
): Promise<End> {
  const complaints: Buffer[] = [];
  let length = 0;
  child.stderr?.on('data', (chunk: Buffer) => {
    if (length < MAX_COMPLAINT_BYTES) {
      complaints.push(chunk.subarray(0, MAX_COMPLAINT_BYTES - length));
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
    child.on('error', error => end(-1, spawnError(codeOf(error), error)));
    child.on('close', (exitCode, signal) =>
      exitCode === null
        ? end(-1, new GitKilledError(String(signal)))
        : end(exitCode),
    );
  });
}
