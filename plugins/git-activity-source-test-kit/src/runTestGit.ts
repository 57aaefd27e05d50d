import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * What {@link runTestGit} is asked.
 *
 * @public
 */
export interface RunTestGitOptions {
  /** Where git runs. */
  dir: string;
  /** The command and its arguments, as they come after `git`. */
  args: string[];
  /** What git reads from its standard input; nothing unless given. */
  input?:
    | string
    | Uint8Array
    | Iterable<string | Uint8Array>
    | AsyncIterable<string | Uint8Array>;
  /** Added to the environment, such as `GIT_AUTHOR_DATE`. */
  env?: Record<string, string>;
}

/** Nothing of the machine's or the user's git shows in a test: the same commands give the same SHAs everywhere. */
function testEnvironment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Test Author',
    GIT_AUTHOR_EMAIL: 'author@example.com',
    GIT_COMMITTER_NAME: 'Test Committer',
    GIT_COMMITTER_EMAIL: 'committer@example.com',
  };
}

/**
 * Runs git without any configuration of the machine or the user.
 *
 * @returns what it printed, as bytes
 * @throws an Error with git's own words if it does not exit with 0
 * @public
 */
export async function runTestGit(options: RunTestGitOptions): Promise<Buffer> {
  const { dir, args, input, env } = options;
  const child = spawn('git', args, {
    cwd: dir,
    env: { ...testEnvironment(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  const words: Buffer[] = [];
  child.stdout.on('data', chunk => output.push(chunk));
  child.stderr.on('data', chunk => words.push(chunk));
  const ended = new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(String(signal ?? code)));
  });

  const whole = typeof input === 'string' || input instanceof Uint8Array;
  const source = whole ? [input] : input ?? [];
  const [status, written] = await Promise.all([
    ended,
    pipeline(Readable.from(source), child.stdin).catch(error => error),
  ]);
  if (status !== '0') {
    throw new Error(
      `git ${args.join(' ')} ended with ${status}: ${Buffer.concat(words)}`,
    );
  }
  if (written instanceof Error && !isBrokenPipe(written)) {
    throw written;
  }
  return Buffer.concat(output);
}

/** Git may be content before it has read all of its input. */
function isBrokenPipe(error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}
