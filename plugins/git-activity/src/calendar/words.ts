import {
  Calendar,
  Day,
  Person,
  printable,
} from 'backstage-plugin-git-activity-common';
import { DateTime } from 'luxon';
import { DayCell, DayKnowledge, findUnknownSince } from './dayCells';
import { LocalFormat } from './locale';

/** What days are called that have no number. */
export function describeKnowledge(
  knowledge: Exclude<DayKnowledge, 'counted' | 'partial'>,
  options: { format: LocalFormat; since?: Day },
): string {
  switch (knowledge) {
    case 'awaited':
      return 'Not synced yet';
    case 'unrecorded':
      return 'Before the synced history';
    case 'missed':
      return options.since
        ? `Not known since ${options.format.shortDay(options.since)}`
        : 'Not known';
    default:
      return 'Still to come';
  }
}

/** A day and its number in one sentence: what its tooltip shows and a screen reader says. */
export function describeDay(cell: DayCell, format: LocalFormat): string {
  const { knowledge, since } = cell;
  const day = format.longDay(cell.day);
  const commits = format.count(cell.commits, 'commit', 'commits');
  switch (knowledge) {
    case 'counted':
      return `${cell.commits === 0 ? 'No commits' : commits} on ${day}`;
    case 'partial':
      return `At least ${commits} on ${day}; not completely synced`;
    default:
      return `${describeKnowledge(knowledge, { format, since })}: ${day}`;
  }
}

/** How much there is in all; no number where nothing is known. */
export function describeTotal(
  calendar: Calendar,
  options: { format: LocalFormat; today: Day },
): string {
  const { commits } = calendar.totals;
  if (commits > 0) {
    return options.format.count(commits, 'commit', 'commits');
  }
  if (calendar.coverage.completeFrom === null) {
    return 'No commits read so far';
  }
  return findUnknownSince(calendar, options.today)
    ? 'No commits known'
    : '0 commits';
}

/** What somebody is called; whoever has a name that shows nothing is still somebody. */
export function describePerson({ name }: Pick<Person, 'name'>): string {
  return printable(name) || '(no name)';
}

/** What the filters left out, as one line; undefined if nothing was. */
export function describeExcluded(
  excluded: Calendar['excluded'],
  format: LocalFormat,
): string | undefined {
  const parts = [
    excluded.merges > 0 && format.count(excluded.merges, 'merge', 'merges'),
    excluded.bots > 0 && `${format.number(excluded.bots)} by bots`,
  ].filter(part => part !== false);
  return parts.length > 0 ? `${parts.join(', ')} left out` : undefined;
}

/** What a day is, for people who wonder why a commit is on the day before. */
export function describeDayBasis(dayBasis: string): string {
  return dayBasis === 'author'
    ? 'A commit counts on the day its author wrote it, in the author’s own time zone.'
    : `A commit counts on the day its author wrote it, in the time zone ${dayBasis}.`;
}

/** `3 minutes ago`; `just now` for less than a minute. */
export function describeAge(then: Date, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - then.getTime()) / 1000);
  const units: Array<[Intl.RelativeTimeFormatUnit, number]> = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ];
  const unit = units.find(([, length]) => seconds >= length);
  return unit
    ? new Intl.RelativeTimeFormat('en', { numeric: 'always' }).format(
        -Math.floor(seconds / unit[1]),
        unit[0],
      )
    : 'just now';
}

/** `14:32 (UTC+02:00)`, by the author's clock; with the date, where that is not the day it counts on. */
export function describeMoment(
  authoredAt: string,
  options: { day: Day; format: LocalFormat },
): string {
  const { day, format } = options;
  const moment = DateTime.fromISO(authoredAt, { setZone: true });
  if (!moment.isValid) {
    return authoredAt;
  }
  const time = moment
    .setLocale(format.locale)
    .toLocaleString(DateTime.TIME_SIMPLE);
  const ownDay = moment.toFormat('yyyy-MM-dd');
  const date = ownDay === day ? '' : `${format.shortDay(ownDay)}, `;
  return `${date}${time} (UTC${moment.toFormat('ZZ')})`;
}
