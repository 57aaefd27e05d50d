import {
  CommitExplanation,
  printable,
} from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { nameOfRepository } from '../../calendar/repositoryName';
import { describePerson } from '../../calendar/words';

/** What became of a commit, why, and what can be done about it: a sentence each. */
export function describeVerdict(
  explanation: CommitExplanation,
  format: LocalFormat,
): { title: string; sentences: string[] } {
  const { verdict } = explanation;
  const key = isStillToCome(explanation) ? 'future-date' : verdict;
  const words = wordsOf(explanation, format);
  const { t } = format;
  const sentences = [
    key !== 'unknown' && t(`why.${key}`, words),
    describeWhom(explanation, format),
    verdict === 'bot' &&
      explanation.botRule !== undefined &&
      t('why.botRule', { rule: printable(explanation.botRule) }),
    verdict === 'unknown' && describeSearch(explanation, format),
    key !== 'counts' && t(`why.advice.${key}`),
  ];
  return {
    title: t(verdict === 'counts' ? 'why.isCounted' : 'why.isNotCounted'),
    sentences: sentences.filter(sentence => typeof sentence === 'string'),
  };
}

/** Whether its date is unusable only for now. */
function isStillToCome({ verdict, commit }: CommitExplanation): boolean {
  return verdict === 'unusable-date' && commit?.authoredAt !== undefined;
}

/** What sentences may speak of. */
function wordsOf(explanation: CommitExplanation, format: LocalFormat) {
  const { commit, from, to, removedAt, repositories } = explanation;
  const [first] = repositories;
  const repository = commit?.repository.url ?? first?.repository.url;
  return {
    day: commit?.day ? format.longDate(commit.day) : '',
    from: format.shortDay(from),
    to: format.shortDay(to),
    author: commit ? describePerson(commit.author, format) : '',
    repository: repository === undefined ? '' : nameOfRepository(repository),
    removedAt: removedAt ? format.moment(new Date(removedAt), new Date()) : '',
    folders: join(
      (first?.repository.folders ?? []).map(({ path }) => printable(path)),
      format,
    ),
  };
}

/** For whom it counts. */
function describeWhom(
  { verdict, countsFor }: CommitExplanation,
  format: LocalFormat,
): string | undefined {
  const people = join(
    countsFor.map(person => describePerson(person, format)),
    format,
  );
  if (!people) {
    return undefined;
  }
  return format.t(verdict === 'bot' ? 'why.coAuthorsOf' : 'why.countsFor', {
    people,
  });
}

/** Where one that was not found was looked for. */
function describeSearch(
  { totals: { repositories: count, behind } }: CommitExplanation,
  format: LocalFormat,
): string {
  if (count === 0) {
    return format.t('why.nowhere');
  }
  return behind === 0
    ? format.t('why.unknown', { count })
    : format.t('why.unknownYet', { count, behind: format.number(behind) });
}

function join(texts: string[], format: LocalFormat): string {
  return format
    .list(texts)
    .map(({ text }) => text)
    .join('');
}
