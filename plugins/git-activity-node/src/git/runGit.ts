import { getSystemErrorName } from 'node:util';
import { GitPluginError, simpleGit, SimpleGitOptions } from 'simple-git';
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

/**
 * What {@link runGit} is asked.
 *
 * @public
 */
export interface RunGitOptions extends GitCommand {
  /** What simple-git is not to refuse of the arguments and the environment, although it could make git run something. */
  unsafe?: SimpleGitOptions['unsafe'];
}

/**
 * What git printed before it ended well.
 *
 * @public
 */
export interface GitOutput {
  /** To its standard output, as bytes. */
  stdout: Buffer;
  /** To its standard error. */
  complaints: string;
}

/** What is known of a git that has ended. */
interface End {
  stdout: Buffer[];
  complaints: string;
  /** `null` if a signal ended it, negative if it never began. */
  exitCode: number | null;
}

/**
 * Runs git and hands over all that it printed once it has ended by itself, with 0. The one place where simple-git is made: by itself
 * it takes a killed git for a success, and the machine's settings for its own.
 *
 * @throws the signal's reason once it aborts; {@link GitExitError} if git says that it failed; {@link CommitSourceError} of another
 *   kind if it could not be started, was killed, or was silent for too long
 * @public
 */
export async function runGit(options: RunGitOptions): Promise<GitOutput> {
  const { args, signal } = options;
  signal?.throwIfAborted();
  let end: End | undefined;
  const git = createGit(options, reached => {
    end = reached;
  });
  try {
    await git.env(commandEnvironment(options)).raw(args);
  } catch (error) {
    signal?.throwIfAborted();
    throw explainFailure(options, error, end);
  }
  const { stdout = [], complaints = '' } = end ?? {};
  return { stdout: Buffer.concat(stdout), complaints };
}

/** An instance serves one command, since `abort` spoils it for all that come later. */
function createGit(options: RunGitOptions, onEnd: (end: End) => void) {
  const { cwd, signal, maxSilenceMs, unsafe } = options;
  return simpleGit({
    baseDir: cwd ?? DEFAULT_CWD,
    abort: signal,
    timeout: { block: maxSilenceMs ?? DEFAULT_MAX_SILENCE_MS },
    // What was printed is only whole once the pipes are closed.
    completion: { onClose: true, onExit: false },
    // Every variable is one of ours: the backend's own never get as far as here.
    allowEnvironment: Object.keys(commandEnvironment(options)),
    // It is we who keep the account's own configuration away.
    unsafe: { allowUnsafeConfigPaths: true, ...unsafe },
    // Called for each command, whether it failed or not.
    errors: (error, { exitCode, stdOut, stdErr }) => {
      const complaints = Buffer.concat(stdErr).toString('utf8');
      onEnd({ exitCode, stdout: stdOut, complaints });
      return exitCode === 0 ? error : error ?? new Error(complaints);
    },
  }).outputHandler((_, stdout) => endWithData(stdout));
}

/** Of a command that has printed nothing, simple-git waits another 50 ms for what may come; at the end nothing can. */
function endWithData(stdout: NodeJS.ReadableStream): void {
  stdout.once('end', () => stdout.emit('data', Buffer.alloc(0)));
}

function explainFailure(
  { maxSilenceMs = DEFAULT_MAX_SILENCE_MS }: GitCommand,
  error: unknown,
  end: End | undefined,
): unknown {
  if (error instanceof GitPluginError && error.plugin === 'timeout') {
    return new GitSilentError(maxSilenceMs);
  }
  if (!end || end.exitCode === 0) {
    return error;
  }
  const { exitCode, complaints } = end;
  if (exitCode === null) {
    return new GitKilledError();
  }
  return exitCode < 0
    ? spawnError(getSystemErrorName(exitCode), error)
    : new GitExitError({ exitCode, words: complaints });
}
