import {
  addDays,
  Commit,
  Day,
  listDays,
  printable,
} from 'backstage-plugin-git-activity-common';
import { DayLookup } from '../../calendar/dayCells';
import { DAYS_PER_WEEK, weekdayOf } from '../../calendar/geometry';
import { LocalFormat } from '../../calendar/locale';
import { nameOfRepository } from '../../calendar/repositoryName';
import { DayRange, overlap } from '../../calendar/strips';
import { describeKnowledge, describePerson } from '../../calendar/words';

/** A day of a diary: what was done, or that it is not known whether that is all. */
export interface DiaryDay {
  day: Day;
  title: string;
  /** That not all of it is known. */
  note?: string;
  repositories: Array<{
    id: string;
    name: string;
    commits: Array<{ sha: string; text: string }>;
  }>;
}

/** The week of a day, as far as it is in a range. */
export function weekOf(
  day: Day,
  options: { range: DayRange; format: LocalFormat },
): DayRange {
  const { range, format } = options;
  const back =
    (weekdayOf(day) - format.firstWeekday + DAYS_PER_WEEK) % DAYS_PER_WEEK;
  const from = addDays(day, -back);
  const week = { from, to: addDays(from, DAYS_PER_WEEK - 1) };
  return overlap(week, range) ?? { from: day, to: day };
}

/** Days on which something was done or may have been, each in the order in which it was done. */
export function toDiary(
  commits: readonly Commit[],
  options: {
    week: DayRange;
    lookup: DayLookup;
    /** Whose diary it is. */
    userEntityRef: string;
    format: LocalFormat;
  },
): DiaryDay[] {
  const { week, lookup, format } = options;
  return listDays(week.from, week.to).flatMap(day => {
    const ofDay = commits
      .filter(commit => commit.day === day)
      .sort((a, b) => momentOf(a) - momentOf(b));
    const note = noteOf(day, lookup, format);
    return ofDay.length > 0 || note !== undefined
      ? [
          {
            day,
            title: format.longDay(day),
            note,
            repositories: byRepository(ofDay, options),
          },
        ]
      : [];
  });
}

/** A diary as text for somewhere else: a line for each commit, below the day. */
export function toPlainText(days: readonly DiaryDay[]): string {
  return days
    .map(({ title, note, repositories }) =>
      [
        title,
        ...(note === undefined ? [] : [note]),
        ...repositories.flatMap(({ name, commits }) =>
          commits.map(({ text }) => `- ${name}: ${text}`),
        ),
      ].join('\n'),
    )
    .join('\n\n');
}

function noteOf(
  day: Day,
  lookup: DayLookup,
  format: LocalFormat,
): string | undefined {
  const { knowledge, since } = lookup.get(day);
  switch (knowledge) {
    case 'partial':
      return format.t('legend.partial');
    case 'missed':
    case 'awaited':
    case 'unrecorded':
      return describeKnowledge(knowledge, { format, since });
    default:
      return undefined;
  }
}

function byRepository(
  commits: readonly Commit[],
  options: { userEntityRef: string; format: LocalFormat },
): DiaryDay['repositories'] {
  const groups = new Map<string, DiaryDay['repositories'][number]>();
  for (const commit of commits) {
    const { id, url } = commit.repository;
    const group = groups.get(id) ?? {
      id,
      name: nameOfRepository(url),
      commits: [],
    };
    groups.set(id, group);
    group.commits.push({ sha: commit.sha, text: textOf(commit, options) });
  }
  return [...groups.values()];
}

/** In milliseconds since 1970; of a commit whose author is not told, only the day is known. */
function momentOf({ authoredAt, day }: Commit): number {
  return new Date(authoredAt ?? day).getTime();
}

/** What was done, and with whom. */
function textOf(
  { subject, author, coAuthors }: Commit,
  options: { userEntityRef: string; format: LocalFormat },
): string {
  const { userEntityRef, format } = options;
  const others = [author, ...coAuthors].filter(
    person => person.userEntityRef !== userEntityRef,
  );
  const text = printable(subject ?? '') || format.t('commits.noSubject');
  return others.length === 0
    ? text
    : format.t('diary.with', {
        subject: text,
        people: format
          .list(others.map(person => describePerson(person, format)))
          .map(part => part.text)
          .join(''),
      });
}
