import { CommitSourceError } from '../errors';

/** Long enough for git's reason, short enough for a table on a screen. */
const MAX_WORDS_LENGTH = 300;

const DENIED = /permission denied|operation not permitted/i;
const OUT_OF_RESOURCES =
  /out of memory|cannot allocate memory|too many open files|unable to create thread|resource temporarily unavailable/i;

/**
 * Git's own words, each line once, without what a terminal would act on, and no more than fit on a screen.
 *
 * @public
 */
export function shortenWords(words: string): string {
  const lines = words
    .split('\n')
    .map(line => line.replace(/\p{Cc}+/gu, ' ').trim())
    .filter(line => line !== '');
  const text = [...new Set(lines)].join('; ');
  return text.length > MAX_WORDS_LENGTH
    ? `${text.slice(0, MAX_WORDS_LENGTH)}…`
    : text;
}

/**
 * Git ended by itself, and not well; the message holds its own words.
 *
 * @public
 */
export class GitExitError extends CommitSourceError {
  /** What git ended with, never 0 unless complaining counted as failing. */
  readonly exitCode: number;

  /** @param options - `words` is what git printed to its standard error, its beginning at least */
  constructor(options: { exitCode: number; words: string }) {
    const { exitCode, words } = options;
    const said = shortenWords(words) || `it exited with ${exitCode}`;
    if (DENIED.test(words)) {
      super(
        'forbidden',
        `The backend may not read the repository: let the account that it runs under read all of it. Git said: ${said}`,
      );
    } else if (OUT_OF_RESOURCES.test(words)) {
      super('try-later', `Git ran short of something: ${said}`);
    } else {
      super(
        'broken',
        `Git cannot read the repository: ${said}. \`git fsck\` tells more.`,
      );
    }
    this.exitCode = exitCode;
  }
}

/** How a program ends that comes upon bytes that cannot be. */
const CRASHES = ['SIGSEGV', 'SIGBUS', 'SIGABRT'];

/**
 * Git was ended by a signal that this process did not send.
 *
 * @public
 */
export class GitKilledError extends CommitSourceError {
  /** Whether git ended itself, and not somebody else it. */
  readonly crashed: boolean;

  /** @param signal - the name of the signal, if it is known */
  constructor(signal?: string) {
    super(
      'try-later',
      `Git was ended by ${
        signal ?? 'a signal'
      } before it was done; was the machine out of memory?`,
    );
    this.crashed = signal !== undefined && CRASHES.includes(signal);
  }
}

const SECOND_MS = 1_000;

/**
 * Git gave no sign of life for too long, and was ended.
 *
 * @public
 */
export class GitSilentError extends CommitSourceError {
  constructor(maxSilenceMs: number) {
    super(
      'stuck',
      `Git was ended because it had been stuck for ${
        maxSilenceMs / SECOND_MS
      } seconds: does the disk answer, and is every file of the repository a file?`,
    );
  }
}

/**
 * Whether git failed because of what is in the repository.
 *
 * @public
 */
export function isDamage(error: unknown): error is CommitSourceError {
  return (
    (error instanceof GitExitError && error.kind === 'broken') ||
    (error instanceof GitKilledError && error.crashed)
  );
}

/**
 * What it means that git could not even be started.
 *
 * @param code - the system's reason, such as `ENOENT`
 */
export function spawnError(code: string, cause?: unknown): CommitSourceError {
  return new CommitSourceError(
    'try-later',
    code === 'ENOENT'
      ? 'There is no git on the machine of the backend: install git 2.39 or newer, and make sure that it is in the PATH.'
      : `Git could not be started (${code}).`,
    { cause },
  );
}
