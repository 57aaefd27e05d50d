/**
 * One git command, and the limits that it is held to.
 *
 * @public
 */
export interface GitCommand {
  /** The command and its arguments, as they come after `git`. Whatever a user wrote comes after `--end-of-options`. */
  args: string[];
  /** Where git runs, absolute; `/` unless given, which is no work tree of anything. */
  cwd?: string;
  /** Added to git's environment; nothing of the backend's own is in it but `PATH`. */
  env?: Record<string, string>;
  /** For how many milliseconds git may print nothing before it is ended; ten minutes unless given. */
  maxSilenceMs?: number;
  /** Ends git at once. */
  signal?: AbortSignal;
}

const MINUTE_MS = 60_000;

/** Git prints nothing while it counts a large history on a slow disk; what takes longer than this waits for something that never comes. */
export const DEFAULT_MAX_SILENCE_MS = 10 * MINUTE_MS;

/** Git takes its working directory for a work tree, whose files must not count. */
export const DEFAULT_CWD = '/';

/**
 * What git may know of the machine: nothing but where its programs are. All else is fixed, so that the account that the backend
 * runs under decides nothing, and nobody is ever asked for a password.
 */
export function commandEnvironment({
  env,
}: GitCommand): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    ...env,
  };
}
