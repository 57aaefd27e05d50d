import { Calendar } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';

/** What the numbers of an entity are of; undefined where its own repository goes without saying, or a person's work. */
export function describeScope(options: {
  /** In lower case. */
  kind: string;
  title: string;
  /** Whether a group has groups in it. */
  hasParts: boolean;
  repositories: number;
  /** Whether these are only some of its repositories. */
  isPart: boolean;
  format: LocalFormat;
}): string | undefined {
  const { kind, title, hasParts, repositories, isPart, format } = options;
  const count = isPart
    ? `${format.number(repositories)} of the repositories`
    : format.count(repositories, 'repository', 'repositories');
  switch (kind) {
    case 'group':
      return hasParts
        ? `${count} owned by ${title} and its sub-teams.`
        : `${count} owned by ${title}.`;
    case 'system':
      return `${count} of the parts of ${title}.`;
    case 'domain':
      return `${count} of the systems and components of ${title}.`;
    default:
      return undefined;
  }
}

/** What is not in the numbers, and why, in as many sentences. */
export function describeUncounted(
  { coverage, unrecognised }: Calendar,
  format: LocalFormat,
): string[] {
  const problems = coverage.problems.length;
  const strangers = unrecognised.length;
  const sentences = [
    problems > 0 &&
      `Not in it: ${format.count(
        problems,
        'entity',
        'entities',
      )} with a repository that cannot be followed.`,
    strangers > 0 &&
      `Not in it: ${format.count(
        strangers,
        'person',
        'people',
      )} whom nothing lets us recognise.`,
  ];
  return sentences.filter(sentence => sentence !== false);
}
