import { countDays, Day, listDays } from 'backstage-plugin-git-activity-common';
import { splitMonths } from './months';
import { DayRange } from './strips';

/** Days of the week as `Date.getUTCDay` numbers them: Sunday is 0. */
export type WeekdayIndex = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Where a day is drawn: columns are weeks, rows are weekdays. */
export interface DayPlace {
  day: Day;
  column: number;
  row: number;
}

export const DAYS_PER_WEEK = 7;

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

/** The days of a range that are drawn as one column. */
export function listWeeks(
  range: DayRange,
  firstWeekday: WeekdayIndex,
): DayRange[] {
  const weeks: DayRange[] = [];
  for (const { day, column } of placeDays(range, firstWeekday)) {
    weeks[column] = { from: weeks[column]?.from ?? day, to: day };
  }
  return weeks;
}

/** A month of a range, and the columns above which it is named. */
export interface MonthPlace extends DayRange {
  column: number;
  columns: number;
}

/** Names each month above its first whole week, so that no two are above the same; the last one has a column in any case. */
export function placeMonths(
  range: DayRange,
  firstWeekday: WeekdayIndex,
): MonthPlace[] {
  const last = countColumns(range, firstWeekday) - 1;
  const months = splitMonths(range);
  const starts = months.map(({ from }) => {
    const lead = leadingDays(range, firstWeekday);
    const days = lead + countDays(range.from, from) - 1;
    return from === range.from
      ? 0
      : Math.min(last, Math.ceil(days / DAYS_PER_WEEK));
  });
  return months.map((month, index) => ({
    ...month,
    column: starts[index],
    columns: (starts[index + 1] ?? last + 1) - starts[index],
  }));
}

/** Below this pitch a day is hard to hit, so the calendar rather scrolls. */
const SMALLEST_PITCH_PX = 11;
/** The pitch of a calendar that scrolls. */
const SCROLLING_PITCH_PX = 16;
/** Above this a calendar looks coarse. */
const LARGEST_PITCH_PX = 32;
/** From which pitch on how much is left between two squares. */
const GAPS_PX: Array<{ pitch: number; gap: number }> = [
  { pitch: 14, gap: 3 },
  { pitch: 8, gap: 2 },
  { pitch: 0, gap: 1 },
];

/** How a calendar of weeks side by side uses the room there is, in CSS pixels. */
export interface Fit {
  /** From one square to the next. */
  pitch: number;
  gap: number;
  /** Whether not all weeks have room at once. */
  scrolls: boolean;
}

/** The largest squares with which all weeks have room; if they would be too small to hit, larger ones that scroll. */
export function fitWeeks(options: {
  columns: number;
  /** Room for squares; 0 where that is not known yet. */
  availableWidth: number;
  /** Whether all weeks are to have room, however small they get. */
  always?: boolean;
  /** Above which they are not to grow. */
  largestPitch?: number;
}): Fit {
  const { columns, availableWidth, always = false } = options;
  const { largestPitch = LARGEST_PITCH_PX } = options;
  const fitting = Math.floor(availableWidth / columns);
  const scrolls = !always && availableWidth > 0 && fitting < SMALLEST_PITCH_PX;
  const pitch =
    scrolls || availableWidth <= 0
      ? Math.min(SCROLLING_PITCH_PX, largestPitch)
      : Math.max(1, Math.min(fitting, largestPitch));
  const { gap } = GAPS_PX.find(step => pitch >= step.pitch)!;
  return { pitch, gap, scrolls };
}

function leadingDays(range: DayRange, firstWeekday: WeekdayIndex): number {
  return (weekdayOf(range.from) - firstWeekday + DAYS_PER_WEEK) % DAYS_PER_WEEK;
}
