import { Calendar } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';

/** What has other entities' repositories, as messages call it. */
const COLLECTIVES = ['group', 'groupWithTeams', 'system', 'domain'] as const;

/** What the numbers of an entity are of; undefined where its own repository goes without saying, or a person's work. */
export function describeScope(options: {
  /** In lower case. */
  kind: string;
  title: string;
  /** Whether a group has groups in it. */
  hasParts: boolean;
  /** How many people are in it, if it is seen by them. */
  members?: number;
  repositories: number;
  /** Whether these are only some of its repositories. */
  isPart: boolean;
  format: LocalFormat;
}): string | undefined {
  const { kind, title, hasParts, repositories: count, isPart } = options;
  const { t } = options.format;
  if (options.members !== undefined) {
    return t(hasParts ? 'counted.membersWithTeams' : 'counted.members', {
      count: options.members,
      title,
    });
  }
  const whose = kind === 'group' && hasParts ? 'groupWithTeams' : kind;
  return isCollective(whose)
    ? t(isPart ? `counted.some.${whose}` : `counted.${whose}`, { count, title })
    : undefined;
}

function isCollective(kind: string): kind is (typeof COLLECTIVES)[number] {
  return COLLECTIVES.some(collective => collective === kind);
}

/** What is not in the numbers, and why, in as many sentences. */
export function describeUncounted(
  { coverage, unrecognised }: Calendar,
  { t }: LocalFormat,
): string[] {
  const problems = coverage.problems.length;
  const strangers = unrecognised.length;
  const sentences = [
    problems > 0 && t('counted.problems', { count: problems }),
    strangers > 0 && t('counted.strangers', { count: strangers }),
  ];
  return sentences.filter(sentence => sentence !== false);
}
