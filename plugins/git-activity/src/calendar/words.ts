import {
  Calendar,
  Coverage,
  Day,
  Person,
  printable,
} from 'backstage-plugin-git-activity-common';
import { DayCell, DayKnowledge, DayLookup, DaySum } from './dayCells';
import { LocalFormat } from './locale';
import { describeAge } from './momentWords';
import { isMonth } from './months';
import { OutlierDay } from './outlier';
import { DayRange } from './strips';

/** From which number on digits are left out where there is little room. */
const LEAST_COMPACT = 10_000;

/** What days are called that have no number. */
export function describeKnowledge(
  knowledge: Exclude<DayKnowledge, 'counted' | 'partial'>,
  options: { format: LocalFormat; since?: Day },
): string {
  switch (knowledge) {
    case 'unborn':
      return 'Before the first commit';
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

/** Days and their number in one sentence: a single day, a month, or any days. */
export function describeSpan(
  range: DayRange,
  options: { lookup: DayLookup; format: LocalFormat },
): string {
  const { lookup, format } = options;
  const { from, to } = range;
  if (from === to) {
    return describeDay(lookup.get(from), format);
  }
  const sum = lookup.sum(range);
  const days = isMonth(range)
    ? format.longMonth(from)
    : describeRange(range, format);
  if (sum.isUnborn) {
    return `Before the first commit: ${days}`;
  }
  if (sum.isUnknown) {
    return from > lookup.today
      ? `Still to come: ${days}`
      : `Not known: ${days}`;
  }
  const commits = format.count(sum.commits, 'commit', 'commits');
  if (isMonth(range)) {
    return describeMonth({ ...sum, commits, month: days });
  }
  if (sum.isPartial) {
    return `At least ${commits} from ${days}; not completely synced`;
  }
  return sum.commits === 0
    ? `No commits from ${days}`
    : `${commits} from ${days}`;
}

function describeMonth(options: {
  commits: string;
  isPartial: boolean;
  month: string;
}): string {
  const { commits, isPartial, month } = options;
  return isPartial
    ? `At least ${commits} in ${month}; not completely synced`
    : `${commits} in ${month}`;
}

/** What days come to, where there is room for a number only. */
export function shortTotal(sum: DaySum, format: LocalFormat): string {
  if (sum.isUnknown || sum.isUnborn) {
    return '–';
  }
  const number =
    sum.commits < LEAST_COMPACT
      ? format.number(sum.commits)
      : format.compactNumber(sum.commits);
  return sum.isPartial ? `≥${number}` : number;
}

/** What a week is called that begins, in its month, on a day. */
export function describeWeek(day: Day, format: LocalFormat): string {
  return `Week from ${format.shortDay(day)}`;
}

/** Which months are in view, where not all have room. */
export function describeInView(first: string, last: string): string {
  return `In view: ${first} to ${last}. Scroll for the other months.`;
}

/** How many of a list are shown. */
export function describeShown(
  shown: number,
  all: number,
  format: LocalFormat,
): string {
  return `${format.number(shown)} of ${format.number(all)} shown`;
}

/** That one day says most about a total. */
export function describeOutlier(
  outlier: OutlierDay,
  format: LocalFormat,
): string {
  const commits = format.count(outlier.commits, 'commit', 'commits');
  const day = format.longDate(outlier.day);
  const share = format.percent(outlier.share);
  return `${commits} on ${day} are ${share} of this total.`;
}

/** Which day a total is shown without. */
export function describeWithout(cell: DayCell, format: LocalFormat): string {
  const commits = format.count(cell.commits, 'commit', 'commits');
  return `without ${format.longDate(cell.day)}, which has ${commits}`;
}

/** How much there is in all; no number where nothing is known. */
export function describeTotal(
  calendar: Calendar,
  options: { format: LocalFormat; lookup: DayLookup },
): string {
  const { format, lookup } = options;
  const { commits } = lookup.sum(lookup.range);
  if (commits > 0) {
    return format.count(commits, 'commit', 'commits');
  }
  if (calendar.coverage.completeFrom === null) {
    return 'No commits read so far';
  }
  return lookup.unknownSince ? 'No commits known' : '0 commits';
}

/** How much there is in the last twelve months. */
export function describeLastTwelveMonths(
  calendar: Calendar,
  options: { format: LocalFormat; lookup: DayLookup },
): string {
  return `${describeTotal(calendar, options)} in the last 12 months`;
}

/** On how many days, by how many people and in how many repositories a total was made. */
export function describeSpread(
  { activeDays, people, repositories }: Calendar['totals'],
  format: LocalFormat,
): string {
  const days = format.count(activeDays, 'day', 'days');
  const who = format.count(people, 'person', 'people');
  const where = format.count(repositories, 'repository', 'repositories');
  return `on ${days}, by ${who}, in ${where}`;
}

/** What the period before came to. */
export function describeBefore(before: DaySum, format: LocalFormat): string {
  if (before.isUnknown) {
    return 'Not known';
  }
  if (before.isUnborn) {
    return 'Not begun yet';
  }
  const commits = format.count(before.commits, 'commit', 'commits');
  return before.isPartial ? `At least ${commits}` : commits;
}

/** `24 Nov 2024 to 23 Nov 2025` */
export function describeRange(
  { from, to }: DayRange,
  format: LocalFormat,
): string {
  return `${format.shortDay(from)} to ${format.shortDay(to)}`;
}

/** That commits are set aside for good. */
export function describeUndated(count: number, format: LocalFormat): string {
  const commits = format.count(count, 'commit', 'commits');
  return count === 1
    ? `${commits} set aside, because its date is unusable`
    : `${commits} set aside, because their dates are unusable`;
}

/** Why a selection is empty, as far as is known. */
export function describeEmpty(
  options: {
    range: DayRange;
    /** Whether there is any commit at all; undefined if that is not known. */
    hasCommits?: boolean;
    /** The day of the first one. */
    firstDay?: Day;
  },
  format: LocalFormat,
): string {
  const { range, hasCommits, firstDay } = options;
  if (hasCommits === false) {
    return 'There are no commits yet: the history is empty.';
  }
  return firstDay && range.to < firstDay
    ? `No commits in this selection. They begin on ${format.longDate(
        firstDay,
      )}.`
    : 'No commits in this selection.';
}

/** How fresh numbers are, and of how many repositories. */
export function describeFreshness(
  { syncedAt, repositories }: Coverage,
  options: { now: Date; format: LocalFormat },
): string {
  const { now, format } = options;
  const { current, total } = repositories;
  const all = format.count(total, 'repository', 'repositories');
  return syncedAt
    ? `As of ${describeAge(new Date(syncedAt), now)}; ${format.number(
        current,
      )} of ${all} current`
    : `Not completely synced yet; ${format.number(current)} of ${all} current`;
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
