import { CommitSourceError } from '../errors';
import { GitSilentError } from './failures';
import { DEFAULT_MAX_SILENCE_MS, GitCommand } from './GitCommand';
import { spawnGit } from './spawnGit';

/**
 * How a command of git's talks to one host.
 *
 * @public
 */
export interface GitNetwork {
  /** What is added to git's environment: the protocol, the credential and the way to the host. */
  env: Record<string, string>;
  /** What is added to its settings. */
  settings: Record<string, string>;
  /** Makes an error of git's words, without any credential in it. */
  explain(words: string): Error;
  /** What git goes on after, although it must not; it is ended at once. */
  fatalComplaint: RegExp;
}

/**
 * One question to git about one repository, which may be anybody's.
 *
 * @public
 */
export interface GitQuestion
  extends Pick<GitCommand, 'args' | 'maxSilenceMs' | 'signal'> {
  /** The repository itself (not its work tree), absolute, with all symbolic links resolved. */
  gitDir: string;
  /** What git reads from its standard input. */
  input?: string;
  /** Whether git failed if it only complained and then exited with 0. */
  complaintsFail?: boolean;
  /** The one host that this command may talk to; none unless given. */
  network?: GitNetwork;
  /** See {@link SpawnGitOptions}. */
  maxMemoryBytes?: number;
}

/**
 * `GIT_DIR` names the repository outright. Git then neither walks up to a parent folder's repository nor minds that another
 * user owns it.
 */
function repositoryEnvironment(gitDir: string): Record<string, string> {
  return {
    GIT_DIR: gitDir,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_OPTIONAL_LOCKS: '0',
    // A partial clone must not fetch what it lacks: nothing here ever talks to a network of its own accord.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    // History is what was committed, not what somebody put in its place on this machine.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null',
    // Without this, git writes after every single commit instead of when its buffer is full.
    GIT_FLUSH: '0',
  };
}

/**
 * Settings that a repository's own configuration must not decide, because they run programs or change what is printed.
 */
const SETTINGS: Record<string, string> = {
  'core.fsmonitor': 'false',
  'core.hooksPath': '/dev/null',
  'core.alternateRefsCommand': 'false',
  'core.sshCommand': 'false',
  'core.pager': 'cat',
  'log.showSignature': 'false',
  'gpg.program': 'false',
  'gpg.ssh.program': 'false',
  'gpg.x509.program': 'false',
  'diff.external': 'false',
  'mailmap.file': '/dev/null',
  // Else git greets even an empty file of grafts with ten lines of advice.
  'advice.graftFileDeprecated': 'false',
  // A commit-graph cuts off large dates and may be damaged. Without it the order of a walk depends on the commits alone,
  // which is what makes a saved place in it hold; and since every commit is printed, nothing is slower.
  'core.commitGraph': 'false',
};

function repositoryCommand(question: GitQuestion): GitCommand {
  const { gitDir, args, network, maxSilenceMs, signal } = question;
  const settings = Object.entries({ ...SETTINGS, ...network?.settings });
  return {
    args: [
      '--no-pager',
      ...settings.flatMap(([key, value]) => ['-c', `${key}=${value}`]),
      ...args,
    ],
    env: { ...repositoryEnvironment(gitDir), ...network?.env },
    maxSilenceMs,
    signal,
  };
}

/**
 * Asks git about a repository that may be hostile, and yields what it prints as it comes: nothing that the repository holds decides what
 * is run, read or printed, and nothing is fetched. Otherwise as {@link spawnGit}.
 *
 * @public
 */
export async function* streamGit(
  question: GitQuestion,
): AsyncGenerator<Buffer, void> {
  const { input, complaintsFail, network, maxMemoryBytes } = question;
  yield* spawnGit({
    ...repositoryCommand(question),
    input,
    maxMemoryBytes,
    complaintsFail,
    explain: network && (words => network.explain(words)),
    fatalComplaint: network?.fatalComplaint,
    leadsOthers: network !== undefined,
  });
}

/** Nothing that is asked in this way has a longer answer, unless somebody has made millions of refs. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Like {@link streamGit}, for a small answer, which has to be there after as long as git may be silent.
 *
 * @public
 */
export async function askGit(question: GitQuestion): Promise<string> {
  const { maxSilenceMs = DEFAULT_MAX_SILENCE_MS } = question;
  const startedAt = performance.now();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of streamGit(question)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) {
      throw new CommitSourceError(
        'broken',
        'Git has more to say of the repository than can be listened to.',
      );
    }
    if (performance.now() - startedAt > maxSilenceMs) {
      throw new GitSilentError(maxSilenceMs);
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}
