import {
  askGit,
  CommitSourceError,
  GitExitError,
  isObjectName,
  ReadCommitsRequest,
} from 'backstage-plugin-git-activity-node';

/** Git's way through the commits of one head that another does not reach. */
export interface Walk
  extends Pick<ReadCommitsRequest, 'from' | 'to' | 'signal'> {
  gitDir: string;
}

/** The last arguments of a command that takes this way. */
export function rangeOf({ from, to }: Walk): string[] {
  return ['--end-of-options', to, ...(from ? [`^${from}`] : []), '--'];
}

/** @throws {@link CommitSourceError} of kind `head-unknown` if one of the two is not there */
export async function assertCommitsExist(walk: Walk): Promise<void> {
  const { gitDir, from, to, signal } = walk;
  const shas = from === undefined ? [to] : [to, from];
  const output = shas.every(isObjectName)
    ? await askGit({
        gitDir,
        signal,
        args: ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
        input: `${shas.join('\n')}\n`,
      })
    : '';
  const lines = output.split('\n');
  const unknown = shas.find((sha, index) => lines[index] !== `${sha} commit`);
  if (unknown !== undefined) {
    throw headUnknown(unknown);
  }
}

function headUnknown(sha: string): CommitSourceError {
  return new CommitSourceError(
    'head-unknown',
    `The repository no longer has all of the history of commit ${sha}.`,
  );
}

/**
 * Tells a damaged repository from one that only forgot a history it no longer needs: the old head of a rewritten history may
 * outlive its ancestors, and then nothing can be compared with it.
 */
export async function* explainFailure(
  walk: Walk,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void> {
  const { gitDir, from, to, signal } = walk;
  try {
    yield* chunks;
  } catch (error) {
    if (from !== undefined && error instanceof GitExitError) {
      const args = ['rev-list', '--count', '--end-of-options', to, '--'];
      await askGit({ gitDir, signal, args });
      throw headUnknown(from);
    }
    throw error;
  }
}
