import { CommitAuthor } from 'backstage-plugin-git-activity-node';

/**
 * Names and emails of those that write commits and are no humans. A pattern is matched against the whole name and the whole
 * email, in any case; `*` stands for any text.
 */
const WELL_KNOWN_BOTS: Array<{ patterns: string[]; because: string }> = [
  {
    patterns: ['*[bot]', '*[bot]@*'],
    because: 'GitHub gives this suffix to Apps, and to nobody else',
  },
  {
    patterns: ['project_*_bot*@noreply.*', 'group_*_bot*@noreply.*'],
    because:
      'GitLab makes these users for access tokens of projects and groups',
  },
  {
    patterns: [
      'dependabot',
      'dependabot-preview',
      'support@dependabot.com',
      'renovate',
      'renovate bot',
      'renovate-bot',
      '*@renovateapp.com',
      'greenkeeper',
      'greenkeeperio-bot',
      'support@greenkeeper.io',
      'snyk-bot',
      'snyk-bot@snyk.io',
      'pyup-bot',
      'github-bot@pyup.io',
      'scala-steward',
    ],
    because: 'they update dependencies',
  },
  {
    patterns: [
      'github-actions',
      'github actions',
      'github action',
      'action@github.com',
      'actions@github.com',
      'github-actions@github.com',
      'gitlab-bot',
      'jenkins@*',
      'travis@travis-ci.org',
      'circleci',
      'pre-commit-ci',
      'mergify',
      'k8s-ci-robot',
      'bors',
    ],
    because: 'they are jobs and merge queues',
  },
  {
    patterns: [
      'semantic-release-bot',
      'semantic-release-bot@martynus.net',
      'release-please',
      'allcontributors',
      'weblate',
      'hosted@weblate.org',
      'noreply@weblate.org',
      'imgbot',
    ],
    because: 'they write change logs, translations and the like',
  },
  {
    patterns: [
      'noreply@anthropic.com',
      'copilot',
      'copilot@github.com',
      '*+copilot@users.noreply.github.com',
      'cursoragent@cursor.com',
      'codex@openai.com',
      'noreply@openai.com',
      'noreply@aider.chat',
      'aider (*)',
      'amp@ampcode.com',
    ],
    because: 'they are tools that people write code with',
  },
];

/** Tells bots from humans by name and email. */
export class BotMatcher {
  readonly #patterns: RegExp[];

  /** @param patterns - of the organisation's own bots, beside the well-known ones */
  constructor(patterns: string[] = []) {
    this.#patterns = [
      ...WELL_KNOWN_BOTS.flatMap(known => known.patterns),
      ...patterns,
    ].map(toRegExp);
  }

  /** Says by which rules it decides; the same text means the same decisions. */
  get fingerprint(): string {
    return this.#patterns.map(({ source }) => source).join('\n');
  }

  /** By which rule somebody is a bot; undefined for humans. */
  reasonOf(author: Pick<CommitAuthor, 'name' | 'email'>): string | undefined {
    return this.#patterns.some(
      pattern => pattern.test(author.name) || pattern.test(author.email),
    )
      ? 'pattern'
      : undefined;
  }
}

function toRegExp(pattern: string): RegExp {
  const source = pattern
    .trim()
    .split(/\*+/)
    .map(text => text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 'isu');
}
