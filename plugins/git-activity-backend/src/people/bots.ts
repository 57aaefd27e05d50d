import { CommitAuthor } from 'backstage-plugin-git-activity-node';

/** A kind of automation. */
interface BotRule {
  /** Why whoever it matches is no human; kept with them, and shown. */
  reason: string;
  /** Matched against the whole name and the whole email, in any case; `*` stands for any text. */
  patterns?: string[];
  /** Matched against the name. */
  name?: RegExp;
  /** Matched against what comes before the @ of the email, and against the name as far as it is a login. */
  login?: RegExp;
}

/** Systems that run jobs, as they call themselves in commits. A surname such as Jenkins is one only if it is all of the name. */
const CI_NAMES =
  /^(appveyor|azure devops|azure pipelines|bitbucket pipelines|buildkite|circle ?ci|codeship|concourse ci|drone ci|jenkins|semaphore ci|teamcity|travis ci|woodpecker ci)([- ](agent|build service|builder|runner|server))*$/i;
const FORGE_JOB_NAMES =
  /^(github|gitea|gitlab|forgejo)[- ](actions?|automation|ci|pipelines?|runner)$/i;

const BOT_RULES: BotRule[] = [
  {
    reason: 'GitHub gives the suffix [bot] to Apps, and to nobody else',
    patterns: ['*[bot]', '*[bot]@*'],
  },
  {
    reason: 'GitLab makes such users for access tokens of projects and groups',
    login: /^(project|group)_?\d+_bot/i,
  },
  {
    // Of Talbot and Abbot, bot is no word.
    reason: 'the name or address ends in the word bot',
    name: /(^|[^\p{L}\p{N}])(ro)?bot$/iu,
    login: /(^|[-_.+])(ro)?bot$/i,
  },
  {
    reason: 'it runs jobs',
    patterns: [
      'jenkins@*',
      '*@travis-ci.org',
      '*@travis-ci.com',
      '*@circleci.com',
      '*@dev.azure.com',
      'actions@gitea.*',
      'action@github.com',
      'actions@github.com',
      'github-actions@github.com',
      'pre-commit-ci',
      'mergify',
      'bors',
    ],
    name: new RegExp(`${CI_NAMES.source}|${FORGE_JOB_NAMES.source}`, 'i'),
  },
  {
    reason: 'it updates dependencies',
    patterns: [
      'dependabot',
      'dependabot-preview',
      'support@dependabot.com',
      'renovate',
      '*@renovateapp.com',
      'greenkeeper',
      'support@greenkeeper.io',
      'github-bot@pyup.io',
      'scala steward',
      'scala-steward',
      '*@scala-steward.org',
    ],
  },
  {
    reason: 'it writes change logs, badges, translations and the like',
    patterns: [
      'semantic-release-bot@martynus.net',
      'release-please',
      'allcontributors',
      'weblate',
      'hosted@weblate.org',
      'noreply@weblate.org',
      'imgbot',
      'fossabot',
      '*@fossa.io',
      'restyled.io',
      '*@restyled.io',
      '*@styleci.io',
    ],
  },
  {
    reason: 'it is a tool that people write code with',
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
      'noreply@opencode.ai',
      'openhands@all-hands.dev',
      'crush@charm.land',
      'junie@jetbrains.com',
      'qwen-coder@alibabacloud.com',
      'agent@warp.dev',
    ],
  },
];

/** A name without spaces may be that of an account. */
const LOGIN_NAME = /^\S+$/;

/** Tells bots from humans by name and email. */
export class BotMatcher {
  readonly #rules: Array<BotRule & { expressions: RegExp[] }>;

  /** @param patterns - of the organisation's own bots, beside the well-known ones */
  constructor(patterns: string[] = []) {
    this.#rules = [
      ...BOT_RULES,
      { reason: 'gitActivity.counting.bots names it', patterns },
    ].map(rule => ({
      ...rule,
      expressions: (rule.patterns ?? []).map(toRegExp),
    }));
  }

  /** Says by which rules it decides; the same text means the same decisions. */
  get fingerprint(): string {
    return this.#rules
      .flatMap(({ expressions, name, login }) => [...expressions, name, login])
      .join('\n');
  }

  /** By which rule somebody is a bot; undefined for humans. */
  reasonOf(author: Pick<CommitAuthor, 'name' | 'email'>): string | undefined {
    const { name, email } = author;
    const logins = [
      email.split('@')[0],
      ...(LOGIN_NAME.test(name) ? [name] : []),
    ];
    return this.#rules.find(
      rule =>
        rule.expressions.some(text => text.test(name) || text.test(email)) ||
        rule.name?.test(name.trim()) ||
        logins.some(login => rule.login?.test(login)),
    )?.reason;
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
