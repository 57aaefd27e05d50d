import { addDays, Day } from 'backstage-plugin-git-activity-common';
import { DateTime } from 'luxon';
import { DAYS_PER_WEEK } from './geometry';
import { DayRange } from './strips';

/** How weeks are drawn: side by side, or one below another. */
export type WeekDirection = 'columns' | 'rows';

/** Where a key leads from a day; undefined if it leads nowhere. */
export function dayByKey(options: {
  day: Day;
  key: string;
  weeks: WeekDirection;
  /** Whether Ctrl was held. */
  toEnds: boolean;
  /** The strip that the day is in. */
  strip: DayRange;
  range: DayRange;
}): Day | undefined {
  const { day, key, toEnds, strip, range } = options;
  const target = targetOf({ ...options, ends: toEnds ? range : strip });
  if (!target) {
    return undefined;
  }
  if (key.startsWith('Page')) {
    return clamp(target, range);
  }
  return target < range.from || target > range.to ? day : target;
}

function targetOf(options: {
  day: Day;
  key: string;
  weeks: WeekDirection;
  ends: DayRange;
}): Day | undefined {
  const { day, key, weeks, ends } = options;
  const [across, down] =
    weeks === 'columns' ? [DAYS_PER_WEEK, 1] : [1, DAYS_PER_WEEK];
  switch (key) {
    case 'ArrowUp':
      return addDays(day, -down);
    case 'ArrowDown':
      return addDays(day, down);
    case 'ArrowLeft':
      return addDays(day, -across);
    case 'ArrowRight':
      return addDays(day, across);
    case 'PageUp':
      return addMonths(day, -1);
    case 'PageDown':
      return addMonths(day, 1);
    case 'Home':
      return ends.from;
    case 'End':
      return ends.to;
    default:
      return undefined;
  }
}

/** The same day of another month, or that month's last day. */
function addMonths(day: Day, months: number): Day {
  return DateTime.fromISO(day, { zone: 'utc' })
    .plus({ months })
    .toFormat('yyyy-MM-dd');
}

function clamp(day: Day, { from, to }: DayRange): Day {
  if (day < from) {
    return from;
  }
  return day > to ? to : day;
}
