import { addDays, Day } from 'backstage-plugin-git-activity-common';
import { DateTime } from 'luxon';
import { DayRange } from './strips';

const DAYS_PER_WEEK = 7;

/** Where a key leads from a day; undefined if it leads nowhere. Columns are weeks, so left and right are a week away. */
export function dayByKey(options: {
  day: Day;
  key: string;
  /** Whether Ctrl was held. */
  toEnds: boolean;
  /** The strip that the day is in. */
  strip: DayRange;
  range: DayRange;
}): Day | undefined {
  const { day, key, toEnds, strip, range } = options;
  const target = targetOf({ day, key, ends: toEnds ? range : strip });
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
  ends: DayRange;
}): Day | undefined {
  const { day, key, ends } = options;
  switch (key) {
    case 'ArrowUp':
      return addDays(day, -1);
    case 'ArrowDown':
      return addDays(day, 1);
    case 'ArrowLeft':
      return addDays(day, -DAYS_PER_WEEK);
    case 'ArrowRight':
      return addDays(day, DAYS_PER_WEEK);
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
