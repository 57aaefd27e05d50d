import { Day } from 'backstage-plugin-git-activity-common';
import { ColourScale } from '../../calendar/colourScale';
import { DayLookup } from '../../calendar/dayCells';
import { DAYS_PER_WEEK, placeDays } from '../../calendar/geometry';
import { LocalFormat } from '../../calendar/locale';
import { DayRange, has, Strip } from '../../calendar/strips';
import { describeDay } from '../../calendar/words';
import { DayCell } from '../../calendar/dayCells';

/** What a strip is drawn from, whichever way. */
export interface StripProps {
  strip: Strip;
  lookup: DayLookup;
  /** Where the same days a year before may be. */
  earlier?: DayLookup;
  /** The most that any month has, now or a year before. */
  mostOfMonths: number;
  format: LocalFormat;
  scale: ColourScale;
  /** A day that is marked as far above the others. */
  outlierDay?: Day;
  /** The day that the tab key leads to, if it is in this strip. */
  tabDay?: Day;
  /** The chosen days that are in this strip. */
  chosen?: DayRange;
}

/** A day where it is drawn. */
export interface PlacedCell {
  cell: DayCell;
  label: string;
  /** Its week, from 0. */
  column: number;
  /** Its weekday, from 0, counted from the first day of the week. */
  row: number;
}

/** The days of a range, where they are drawn. */
export function placeCells(
  range: DayRange,
  options: Pick<StripProps, 'lookup' | 'format'>,
): PlacedCell[] {
  const { lookup, format } = options;
  return placeDays(range, format.firstWeekday).map(({ day, column, row }) => {
    const cell = lookup.get(day);
    return { cell, column, row, label: describeDay(cell, format) };
  });
}

/** Which weekday a row is of, Sunday being 0. */
export function weekdayOfRow(row: number, format: LocalFormat): number {
  return (format.firstWeekday + row) % DAYS_PER_WEEK;
}

/** How one day of a strip differs from others. */
export function stateOf(
  day: Day,
  props: Pick<StripProps, 'tabDay' | 'chosen' | 'outlierDay'>,
) {
  return {
    isTabStop: day === props.tabDay,
    isChosen: props.chosen !== undefined && has(props.chosen, day),
    isOutlier: day === props.outlierDay,
  };
}
