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
  const { format, since } = options;
  return knowledge === 'missed' && since
    ? format.t('legend.missedSince', { since: format.shortDay(since) })
    : format.t(`legend.${knowledge}`);
}

/** A day and its number in one sentence: what its tooltip shows and a screen reader says. */
export function describeDay(cell: DayCell, format: LocalFormat): string {
  const { knowledge, since, commits: count } = cell;
  const days = format.longDay(cell.day);
  switch (knowledge) {
    case 'counted':
      return count === 0
        ? format.t('days.none', { days })
        : format.t('days.commits', { count, days });
    case 'partial':
      return format.t('days.atLeast', { count, days });
    default:
      return knowledge === 'missed' && since
        ? format.t('days.missedSince', { since: format.shortDay(since), days })
        : format.t(`days.${knowledge}`, { days });
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
  if (sum.isUnborn || sum.isUnknown) {
    const days = isMonth(range)
      ? format.longMonth(from)
      : describeRange(range, format);
    const unknown = from > lookup.today ? 'future' : 'missed';
    return format.t(`days.${sum.isUnborn ? 'unborn' : unknown}`, { days });
  }
  return isMonth(range)
    ? describeMonth({ ...sum, ...range }, format)
    : describeDays({ ...sum, ...range }, format);
}

function describeMonth(sum: DaySum, format: LocalFormat): string {
  const { commits: count } = sum;
  const month = format.longMonth(sum.from);
  return sum.isPartial
    ? format.t('days.atLeastInMonth', { count, month })
    : format.t('days.inMonth', { count, month });
}

function describeDays(sum: DaySum, format: LocalFormat): string {
  const { commits: count } = sum;
  const from = format.shortDay(sum.from);
  const to = format.shortDay(sum.to);
  if (sum.isPartial) {
    return format.t('days.atLeastInRange', { count, from, to });
  }
  return count === 0
    ? format.t('days.noneInRange', { from, to })
    : format.t('days.inRange', { count, from, to });
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
  return format.t('calendar.week', { day: format.shortDay(day) });
}

/** How many of a list are shown. */
export function describeShown(
  shown: number,
  all: number,
  format: LocalFormat,
): string {
  return format.t('commits.shown', {
    shown: format.number(shown),
    all: format.number(all),
  });
}

/** That one day says most about a total. */
export function describeOutlier(
  outlier: OutlierDay,
  format: LocalFormat,
): string {
  return format.t('outlier.notice', {
    count: outlier.commits,
    day: format.longDate(outlier.day),
    share: format.percent(outlier.share),
  });
}

/** Which day a total is shown without. */
export function describeWithout(cell: DayCell, format: LocalFormat): string {
  return format.t('summary.withoutDay', {
    count: cell.commits,
    day: format.longDate(cell.day),
  });
}

/** How much there is in all; no number where nothing is known. */
export function describeTotal(
  calendar: Calendar,
  options: { format: LocalFormat; lookup: DayLookup },
): string {
  const { format, lookup } = options;
  const missing = missingTotal(calendar, lookup);
  return missing
    ? format.t(`summary.${missing}`)
    : format.t('common.commits', { count: totalOf(lookup) });
}

/** How much there is in the last twelve months. */
export function describeLastTwelveMonths(
  calendar: Calendar,
  options: { format: LocalFormat; lookup: DayLookup },
): string {
  const { format, lookup } = options;
  const missing = missingTotal(calendar, lookup);
  return missing
    ? format.t(`card.${missing}`)
    : format.t('card.commits', { count: totalOf(lookup) });
}

function totalOf(lookup: DayLookup): number {
  return lookup.sum(lookup.range).commits;
}

/** Why there is no total, if there is none. */
function missingTotal(
  calendar: Calendar,
  lookup: DayLookup,
): 'noneRead' | 'noneKnown' | undefined {
  if (totalOf(lookup) > 0) {
    return undefined;
  }
  if (calendar.coverage.completeFrom === null) {
    return 'noneRead';
  }
  return lookup.unknownSince ? 'noneKnown' : undefined;
}

/** On how many days, by how many people and in how many repositories a total was made. */
export function describeSpread(
  { activeDays, people, repositories }: Calendar['totals'],
  format: LocalFormat,
): string {
  return format.phrases(
    [
      activeDays !== null && format.t('summary.onDays', { count: activeDays }),
      people !== null && format.t('summary.byPeople', { count: people }),
      repositories !== null &&
        format.t('summary.inRepositories', { count: repositories }),
    ].filter(phrase => phrase !== false),
  );
}

/** What the period before came to. */
export function describeBefore(before: DaySum, format: LocalFormat): string {
  const { isUnknown, isUnborn, isPartial, commits: count } = before;
  if (isUnknown) {
    return format.t('common.unknown');
  }
  if (isUnborn) {
    return format.t('summary.notBegun');
  }
  return isPartial
    ? format.t('common.atLeast', { count })
    : format.t('common.commits', { count });
}

/** `24 Nov 2024 to 23 Nov 2025` */
export function describeRange(
  { from, to }: DayRange,
  format: LocalFormat,
): string {
  return format.t('common.range', {
    from: format.shortDay(from),
    to: format.shortDay(to),
  });
}

/** What a calendar or a table shows. */
export function describeCalendar(
  { from, to }: DayRange,
  format: LocalFormat,
): string {
  return format.t('calendar.label', {
    from: format.shortDay(from),
    to: format.shortDay(to),
  });
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
    return format.t('panel.emptyHistory');
  }
  return firstDay && range.to < firstDay
    ? format.t('panel.beforeFirstDay', { day: format.longDate(firstDay) })
    : format.t('panel.emptySelection');
}

/** How fresh numbers are, and of how many repositories. */
export function describeFreshness(
  { syncedAt, repositories }: Coverage,
  options: { now: Date; format: LocalFormat },
): string {
  const { now, format } = options;
  const count = repositories.total;
  const current = format.number(repositories.current);
  if (!syncedAt) {
    return format.t('freshness.notYet', { count, current });
  }
  const age = describeAge(new Date(syncedAt), { now, format });
  return format.t('freshness.asOf', { count, current, age });
}

/** What somebody is called; whoever has a name that shows nothing is still somebody. */
export function describePerson(
  { name, withheld }: Pick<Person, 'name' | 'withheld'>,
  format: LocalFormat,
): string {
  if (withheld) return format.t('common.somebody');
  return printable(name) || format.t('common.nameless');
}

/** What the filters left out, as one line; undefined if nothing was. */
export function describeExcluded(
  { merges, bots }: Calendar['excluded'],
  format: LocalFormat,
): string | undefined {
  if (merges > 0 && bots > 0) {
    return format.t('summary.bothLeftOut', {
      count: merges,
      bots: format.number(bots),
    });
  }
  if (merges > 0) {
    return format.t('summary.mergesLeftOut', { count: merges });
  }
  return bots > 0
    ? format.t('summary.botsLeftOut', { count: bots })
    : undefined;
}

/** What a day is, for people who wonder why a commit is on the day before. */
export function describeDayBasis(
  dayBasis: string,
  format: LocalFormat,
): string {
  return dayBasis === 'author'
    ? format.t('panel.authorsDay')
    : format.t('panel.zonesDay', { zone: dayBasis });
}
