import { countDays, Day, listDays } from 'backstage-plugin-git-activity-common';
import { DayRange } from './strips';

/** Days of the week as `Date.getUTCDay` numbers them: Sunday is 0. */
export type WeekdayIndex = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Where a day is drawn: columns are weeks, rows are weekdays. */
export interface DayPlace {
  day: Day;
  column: number;
  row: number;
}

const DAYS_PER_WEEK = 7;

/** The weekday of a day, Sunday being 0, whatever the machine's time zone. */
export function weekdayOf(day: Day): WeekdayIndex {
  return new Date(`${day}T00:00:00Z`).getUTCDay() as WeekdayIndex;
}

/** Places every day of a range on a grid of weeks that begin on `firstWeekday`. */
export function placeDays(
  range: DayRange,
  firstWeekday: WeekdayIndex,
): DayPlace[] {
  const lead = leadingDays(range, firstWeekday);
  return listDays(range.from, range.to).map((day, index) => ({
    day,
    column: Math.floor((lead + index) / DAYS_PER_WEEK),
    row: (lead + index) % DAYS_PER_WEEK,
  }));
}

/** How many weeks, whole or in part, a range touches. */
export function countColumns(
  range: DayRange,
  firstWeekday: WeekdayIndex,
): number {
  return Math.ceil(
    (leadingDays(range, firstWeekday) + countDays(range.from, range.to)) /
      DAYS_PER_WEEK,
  );
}

/** The sizes of a drawn calendar, in CSS pixels. */
export interface CalendarSizes {
  /** Edge of a day's square. */
  cell: number;
  /** Between two squares, and around all of them. */
  gap: number;
}

/** Distance of a square's near edge from the calendar's edge. */
export function offsetOf(index: number, { cell, gap }: CalendarSizes): number {
  return gap + index * (cell + gap);
}

/** The extent of `count` squares with the gaps around them. */
export function extentOf(count: number, sizes: CalendarSizes): number {
  return offsetOf(count, sizes);
}

/** Below this pitch a day is hard to hit, so the calendar rather scrolls. */
const SMALLEST_PITCH_PX = 13;
/** The pitch of a calendar that scrolls, on a phone for instance. */
const SCROLLING_PITCH_PX = 16;
/** Above this a calendar looks coarse. */
const LARGEST_PITCH_PX = 20;
const GAP_PX = 3;

/** The sizes with which `columns` weeks use the width there is, or scroll if they would be too small. */
export function fitSizes(options: {
  columns: number;
  availableWidth: number;
  scrollingPitch?: number;
}): CalendarSizes {
  const {
    columns,
    availableWidth,
    scrollingPitch = SCROLLING_PITCH_PX,
  } = options;
  const fitting = Math.floor((availableWidth - GAP_PX) / columns);
  const pitch =
    fitting < SMALLEST_PITCH_PX
      ? scrollingPitch
      : Math.min(fitting, LARGEST_PITCH_PX);
  return { cell: pitch - GAP_PX, gap: GAP_PX };
}

function leadingDays(range: DayRange, firstWeekday: WeekdayIndex): number {
  return (weekdayOf(range.from) - firstWeekday + DAYS_PER_WEEK) % DAYS_PER_WEEK;
}
