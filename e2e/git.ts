import { execFileSync } from 'node:child_process';
import path from 'node:path';

// What git itself says of the sample repositories; the portal has to say the same.

/** The sample repositories of the team `team-payments`. */
export const PAYMENTS_REPOSITORIES = [
  'payments-api.git',
  'settlement-engine.git',
  'settlement-engine-brazil.git',
];

/** All sample repositories. */
const SAMPLE_REPOSITORIES = [
  ...PAYMENTS_REPOSITORIES,
  'storefront web.git',
  'parcel-tracking.git',
  'mobile-app.git',
  'warehouse.git',
];

/** One commit as git tells it. */
export interface GitCommit {
  sha: string;
  /** The day on its author's own clock. */
  day: string;
  author: string;
  subject: string;
  merge: boolean;
  bot: boolean;
}

function folderOf(repository: string): string {
  const repositories = process.env.E2E_REPOSITORIES;
  if (!repositories) {
    throw new Error('E2E_REPOSITORIES must name the sample repositories');
  }
  return path.join(repositories, repository);
}

/** Runs git in a sample repository. */
export function git(
  repository: string,
  args: string[],
  input?: string,
): string {
  return execFileSync('git', ['--git-dir', folderOf(repository), ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 256 * 1024 * 1024,
  });
}

/** All commits on the default branches of repositories, those that several share once. */
export function commitsOf(repositories: string[]): GitCommit[] {
  const commits = new Map<string, GitCommit>();
  for (const repository of repositories) {
    const lines = git(repository, [
      'log',
      '--no-mailmap',
      '--date=format:%Y-%m-%d',
      '--format=%H%x09%ad%x09%P%x09%an%x09%s',
      'HEAD',
    ]);
    for (const line of lines.trimEnd().split('\n')) {
      const [sha, day, parents, author, subject] = line.split('\t');
      commits.set(sha, {
        sha,
        day,
        author,
        subject,
        merge: parents.includes(' '),
        bot: author.endsWith('[bot]'),
      });
    }
  }
  return [...commits.values()];
}

/** The SHAs of all that some people authored or co-authored, under whatever address the `.mailmap`s know; without merges. */
export function doneBy(options: {
  emails: string[];
  range: { from: string; to: string };
}): Set<string> {
  const { emails, range } = options;
  const shas = new Set<string>();
  for (const repository of SAMPLE_REPOSITORIES) {
    const lines = git(repository, [
      '-c',
      'mailmap.blob=HEAD:.mailmap',
      'log',
      '--no-merges',
      '--date=format:%Y-%m-%d',
      '--format=%H%x09%ad%x09%aE%x09%(trailers:key=co-authored-by,valueonly,separator=%x2C)',
      'HEAD',
    ]);
    for (const line of lines.split('\n').filter(Boolean)) {
      // Addresses are the same in any case
      const [sha, day, email, coAuthors] = line.toLowerCase().split('\t');
      const isTheirs = emails.some(
        one => email === one || coAuthors.includes(`<${one}>`),
      );
      if (isTheirs && day >= range.from && day <= range.to) {
        shas.add(sha);
      }
    }
  }
  return shas;
}

/** Those that changed something in folders, each beside its first parent. */
export function inFolders(
  commits: GitCommit[],
  options: { repository: string; folders: string[] },
): GitCommit[] {
  const shas = git(
    options.repository,
    [
      ...['diff-tree', '--stdin', '--root', '-r', '-s'],
      ...['--diff-merges=first-parent', '--', ...options.folders],
    ],
    `${commits.map(({ sha }) => sha).join('\n')}\n`,
  );
  const changing = new Set(shas.trim().split('\n'));
  return commits.filter(({ sha }) => changing.has(sha));
}

/** Where days begin first, at UTC+14. */
const FIRST_TIME_ZONE = 'Pacific/Kiritimati';
const DAY_MS = 86_400_000;

/** The last twelve months as days; they end with the last day that is today anywhere. */
export function lastTwelveMonths(): { from: string; to: string } {
  const to = new Intl.DateTimeFormat('en-CA', {
    timeZone: FIRST_TIME_ZONE,
  }).format(new Date());
  const from = new Date(Date.parse(`${to}T00:00:00Z`) - 364 * DAY_MS);
  return { from: from.toISOString().slice(0, 10), to };
}

/** Those of some days. */
export function within(
  commits: GitCommit[],
  { from, to }: { from: string; to: string },
): GitCommit[] {
  return commits.filter(({ day }) => day >= from && day <= to);
}

/** Those that count unless something else is chosen. */
export function counted(commits: GitCommit[]): GitCommit[] {
  return commits.filter(({ merge, bot }) => !merge && !bot);
}

/** Adds an empty commit, or puts one in the place of the newest, as `git commit --amend` does. */
export function commit(options: {
  repository: string;
  subject: string;
  amend?: boolean;
  author?: { name: string; email: string };
}): void {
  const { repository, subject, amend = false } = options;
  const { name, email } = options.author ?? {
    name: 'Amara Okafor',
    email: 'amara.okafor@harbour.example',
  };
  const branch = git(repository, ['symbolic-ref', 'HEAD']).trim();
  const sha = git(repository, [
    '-c',
    `user.name=${name}`,
    '-c',
    `user.email=${email}`,
    'commit-tree',
    'HEAD^{tree}',
    '-p',
    amend ? 'HEAD~1' : 'HEAD',
    '-m',
    subject,
  ]).trim();
  git(repository, ['update-ref', branch, sha]);
}
