import { Day } from 'backstage-plugin-git-activity-common';
import { DateTime } from 'luxon';
import { DayLookup, DaySum } from './dayCells';
import { LocalFormat } from './locale';
import { splitMonths } from './months';
import { DayRange } from './strips';
import { describeBefore, describeSpan } from './words';

/** The same day a year before; 28 February for 29 February. */
export function yearBefore(day: Day): Day {
  return DateTime.fromISO(day, { zone: 'utc' })
    .minus({ years: 1 })
    .toFormat('yyyy-MM-dd');
}

/** The same days a year before. */
export function rangeBefore({ from, to }: DayRange): DayRange {
  return { from: yearBefore(from), to: yearBefore(to) };
}

/** What the same days a year before came to; undefined where nothing is known of them, or had not begun. */
export function sumYearBefore(
  days: DayRange,
  earlier: DayLookup | undefined,
): DaySum | undefined {
  const { from, to } = rangeBefore(days);
  const sum =
    earlier && from >= earlier.range.from && to <= earlier.range.to
      ? earlier.sum({ from, to })
      : undefined;
  return sum?.isUnknown || sum?.isUnborn ? undefined : sum;
}

/** The most that a month of a calendar, or the same days a year before, came to; at least one. */
export function mostOfMonths(
  lookup: DayLookup,
  earlier: DayLookup | undefined,
): number {
  return splitMonths(lookup.range).reduce(
    (most, month) =>
      Math.max(
        most,
        lookup.sum(month).commits,
        sumYearBefore(month, earlier)?.commits ?? 0,
      ),
    1,
  );
}

/** What days come to and, where that is known, what the same days came to a year before. */
export function describeWithYearBefore(
  days: DayRange,
  options: { lookup: DayLookup; earlier?: DayLookup; format: LocalFormat },
): string {
  const { lookup, earlier, format } = options;
  const total = describeSpan(days, { lookup, format });
  const before = sumYearBefore(days, earlier);
  return before
    ? format.t('calendar.yearBefore', {
        total,
        before: describeBefore(before, format),
      })
    : total;
}
