import { execFile } from 'node:child_process';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { inTime } from './inTime';

const MAX_OUTPUT_BYTES = 1024 * 1024;
/** Not even a kill ends a process that waits for some disks. */
const MAX_DYING_MS = 5_000;

/** What `find` said before it ended. */
export interface Found {
  /** NUL-separated, as bytes. */
  output: Buffer;
  complaints: string;
  /** Whether it had more to say than anybody wants to hear. */
  tooMuch: boolean;
}

/**
 * Runs `find`: unlike this process, another one can be ended while it waits for a disk.
 *
 * @throws CommitSourceError of kind `stuck` if it takes too long, or the signal's reason
 */
export async function runFind(
  args: string[],
  options: { maxMs: number; signal?: AbortSignal },
): Promise<Found> {
  const { maxMs, signal } = options;
  const running = new Promise<Found>((resolve, reject) => {
    const settings = {
      cwd: '/',
      env: { PATH: `${process.env.PATH}:/usr/bin:/bin`, LC_ALL: 'C' },
      encoding: 'buffer' as const,
      maxBuffer: MAX_OUTPUT_BYTES,
      killSignal: 'SIGKILL' as const,
      signal,
      timeout: maxMs,
    };
    execFile('find', args, settings, (error, output, complaints) => {
      const tooMuch = error?.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
      if (error?.code === 'ENOENT') {
        reject(
          new CommitSourceError(
            'try-later',
            'There is no find on the machine of the backend, which local repositories are looked through with: install findutils.',
          ),
        );
      } else if (error?.signal && !tooMuch) {
        reject(signal?.aborted ? signal.reason : stuckError(maxMs));
      } else {
        resolve({ output, complaints: complaints.toString('utf8'), tooMuch });
      }
    });
  });
  return inTime(running, maxMs + MAX_DYING_MS);
}

function stuckError(maxMs: number): CommitSourceError {
  return new CommitSourceError(
    'stuck',
    `The repository could not be looked through in ${
      maxMs / 1000
    } seconds: does its disk answer, and does it hold no more than a repository should? \`git gc\` in it may help.`,
  );
}
