import {
  runGit,
  RunGitOptions,
  spawnGit,
} from 'backstage-plugin-git-activity-node';

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

/** What is not told otherwise is the same everywhere, so that the same commands give the same SHAs. */
const TEST_ENVIRONMENT = {
  TZ: 'UTC',
  GIT_AUTHOR_NAME: 'Test Author',
  GIT_AUTHOR_EMAIL: 'author@example.com',
  GIT_COMMITTER_NAME: 'Test Committer',
  GIT_COMMITTER_EMAIL: 'committer@example.com',
};

/** A test may do anything with its own repositories, such as make one that is hostile. */
const ALL_ALLOWED: RunGitOptions['unsafe'] = {
  allowUnsafeAlias: true,
  allowUnsafeAskPass: true,
  allowUnsafeCommandBinaries: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeDiffTextConv: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeFilter: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafeInclude: true,
  allowUnsafeMergeDriver: true,
  allowUnsafePack: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeSubmodule: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeUrlRewrite: true,
};

/**
 * Runs git without any configuration of the machine or the user.
 *
 * @returns what it printed, as bytes
 * @throws an Error with git's own words if it does not exit with 0
 * @public
 */
export async function runTestGit(options: RunTestGitOptions): Promise<Buffer> {
  const { dir, args, input, env } = options;
  const command = {
    args,
    cwd: dir,
    env: { ...TEST_ENVIRONMENT, ...env },
  };
  try {
    if (input === undefined) {
      return (await runGit({ ...command, unsafe: ALL_ALLOWED })).stdout;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of spawnGit({ ...command, input })) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`git ${args.join(' ')}: ${reason}`, { cause: error });
  }
}
