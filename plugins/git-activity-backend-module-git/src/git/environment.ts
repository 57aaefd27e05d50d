/**
 * What git may know of the machine: nothing but where its programs are. All else is fixed, so that neither the account that
 * the backend runs under nor anything a repository holds decides what is read or run.
 *
 * `GIT_DIR` names the repository outright. Git then neither walks up to a parent folder's repository nor minds that another
 * user owns it.
 */
export function gitEnvironment(gitDir: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C',
    GIT_DIR: gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // A partial clone must not fetch what it lacks: nothing here ever talks to a network.
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
  // These decide what counts as a trailer.
  'core.commentChar': '#',
  'trailer.separators': ':',
  'trailer.co-authored-by.key': 'Co-authored-by',
  // A commit-graph cuts off large dates and may be damaged. Without it the order of a walk depends on the commits alone,
  // which is what makes a saved place in it hold; and since every commit is printed, nothing is slower.
  'core.commitGraph': 'false',
};

/** The arguments that every git command starts with. */
export const COMMON_ARGUMENTS: readonly string[] = [
  '--no-pager',
  ...Object.entries(SETTINGS).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ]),
];
