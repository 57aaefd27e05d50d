import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Day } from 'backstage-plugin-git-activity-common';
import { memo, useMemo } from 'react';
import { DayCell, DayLookup } from '../../calendar/dayCells';
import {
  CalendarSizes,
  countColumns,
  extentOf,
  offsetOf,
  placeDays,
} from '../../calendar/geometry';
import { LocalFormat } from '../../calendar/locale';
import { Strip } from '../../calendar/strips';
import { describeDay } from '../../calendar/words';
import { visuallyHidden } from '../visuallyHidden';
import { MONTH_NAMES_PX, StripColours, StripDrawing } from './StripDrawing';

/** Room for weekday names beside the squares. */
const WEEKDAY_NAMES_PX = 36;
/** Room for the name of a month that has only the last column. */
const MONTH_OVERHANG_PX = 10;
/** What a strip is wider than its squares. */
export const BESIDE_DAYS_PX = WEEKDAY_NAMES_PX + MONTH_OVERHANG_PX;
const DAYS_PER_WEEK = 7;
/** Monday, Wednesday and Friday are named where they are seen; all seven would be a wall of text. */
const NAMED_WEEKDAYS = new Set([1, 3, 5]);

const useStyles = makeStyles(theme => ({
  year: {
    ...theme.typography.subtitle2,
    position: 'sticky',
    left: 0,
    width: 'max-content',
    marginTop: theme.spacing(1.5),
  },
  strip: { position: 'relative' },
  // nivo makes room for a column too many
  drawing: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    left: WEEKDAY_NAMES_PX,
    right: 0,
    overflow: 'hidden',
  },
  // hides what scrolls below the weekday names
  cover: {
    position: 'sticky',
    left: 0,
    zIndex: 2,
    width: WEEKDAY_NAMES_PX,
    height: '100%',
    background: theme.palette.background.paper,
  },
  row: { position: 'absolute', left: 0, right: 0 },
  weekday: {
    position: 'sticky',
    left: 0,
    zIndex: 3,
    display: 'block',
    width: WEEKDAY_NAMES_PX,
    height: '100%',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    fontSize: 11,
    color: theme.palette.text.secondary,
  },
  hidden: visuallyHidden,
  day: {
    position: 'absolute',
    top: 0,
    cursor: 'pointer',
    borderRadius: 2,
    '&:hover': { boxShadow: `0 0 0 1px ${theme.palette.text.secondary}` },
    '&:focus': { outline: 'none' },
    '&:focus-visible': {
      boxShadow: `0 0 0 2px ${theme.palette.background.paper}, 0 0 0 4px ${theme.palette.text.primary}`,
      zIndex: 1,
    },
  },
  partial: {
    border: `1px dashed ${theme.palette.text.primary}`,
  },
  selected: {
    boxShadow: `0 0 0 2px ${theme.palette.text.primary}`,
  },
}));

/** One calendar: nivo's drawing, and over it a grid of days that pointer, keyboard and screen readers can use. */
export const CalendarStrip = memo(
  (props: {
    strip: Strip;
    lookup: DayLookup;
    sizes: CalendarSizes;
    format: LocalFormat;
    colours: StripColours;
    /** The day that the tab key leads to, if it is in this strip. */
    tabDay?: Day;
    /** The chosen day, if it is in this strip. */
    selectedDay?: Day;
  }) => {
    const { strip, lookup, sizes, format, colours } = props;
    const classes = useStyles();
    const rows = useMemo(
      () => rowsOf({ strip, lookup, format }),
      [strip, lookup, format],
    );
    const columns = countColumns(strip, format.firstWeekday);

    return (
      <div role="rowgroup" aria-label={strip.year?.toString()}>
        {strip.year !== undefined && (
          <div className={classes.year} aria-hidden>
            {strip.year}
          </div>
        )}
        <div
          role="presentation"
          className={classes.strip}
          style={{
            width: BESIDE_DAYS_PX + extentOf(columns, sizes),
            height: MONTH_NAMES_PX + extentOf(DAYS_PER_WEEK, sizes),
          }}
        >
          <div className={classes.drawing} aria-hidden>
            <StripDrawing {...{ strip, lookup, sizes, format, colours }} />
          </div>
          <div className={classes.cover} aria-hidden />
          {rows.map((row, index) => (
            <div
              key={row.weekday}
              role="row"
              className={classes.row}
              style={{
                top: MONTH_NAMES_PX + offsetOf(index, sizes),
                height: sizes.cell,
              }}
            >
              <span
                role="rowheader"
                className={classes.weekday}
                style={{ lineHeight: `${sizes.cell}px` }}
              >
                {NAMED_WEEKDAYS.has(row.weekday) && (
                  <span aria-hidden>{format.shortWeekday(row.weekday)}</span>
                )}
                <span className={classes.hidden}>
                  {format.longWeekday(row.weekday)}
                </span>
              </span>
              {row.cells.map(({ cell, column, label }) => (
                <div
                  key={cell.day}
                  role="gridcell"
                  aria-colindex={column + 1}
                  aria-label={label}
                  aria-selected={cell.day === props.selectedDay}
                  tabIndex={cell.day === props.tabDay ? 0 : -1}
                  data-day={cell.day}
                  className={clsx(
                    classes.day,
                    cell.knowledge === 'partial' && classes.partial,
                    cell.day === props.selectedDay && classes.selected,
                  )}
                  style={{
                    left: WEEKDAY_NAMES_PX + offsetOf(column, sizes),
                    width: sizes.cell,
                    height: sizes.cell,
                  }}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
    );
  },
);

interface StripRow {
  weekday: number;
  cells: Array<{ cell: DayCell; column: number; label: string }>;
}

function rowsOf(options: {
  strip: Strip;
  lookup: DayLookup;
  format: LocalFormat;
}): StripRow[] {
  const { strip, lookup, format } = options;
  const rows = Array.from(
    { length: DAYS_PER_WEEK },
    (_, row): StripRow => ({
      weekday: (format.firstWeekday + row) % DAYS_PER_WEEK,
      cells: [],
    }),
  );
  for (const { day, column, row } of placeDays(strip, format.firstWeekday)) {
    const cell = lookup.get(day);
    const label = describeDay(cell, format);
    rows[row].cells.push({ cell, column, label });
  }
  return rows;
}
