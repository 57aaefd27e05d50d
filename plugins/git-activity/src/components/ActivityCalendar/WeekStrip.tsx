import { makeStyles } from '@material-ui/core/styles';
import { CSSProperties, memo, useMemo } from 'react';
import {
  countColumns,
  DAYS_PER_WEEK,
  Fit,
  listWeeks,
  placeMonths,
} from '../../calendar/geometry';
import { visuallyHidden } from '../visuallyHidden';
import { DaySquare } from './DaySquare';
import { useDayStyles } from './dayStyles';
import { MonthTotals } from './MonthTotals';
import { placeCells, stateOf, StripProps, weekdayOfRow } from './stripProps';

/** Room for weekday names beside the squares. */
export const WEEKDAY_NAMES_PX = 36;
/** Room for the name of a month that has only the last column. */
const MONTH_OVERHANG_PX = 12;
/** How low a strip is that is a small picture first. */
export type Compactness = 'low' | 'lowest';

/** What a strip is wider than its squares; a compact one has no names beside them. */
export const besideDaysPx = (compact?: Compactness) =>
  (compact ? 0 : WEEKDAY_NAMES_PX) + MONTH_OVERHANG_PX;
/** Height of what stands for a week above it. */
const WEEK_HANDLE_PX = 8;
/** From which pitch on a weekday's name has room beside its squares. */
const NAMES_FROM_PX = 11;
/** Room for a month's name, and how many weeks it has there. */
const MONTH_NAME_PX = 28;
const WEEKS_PER_MONTH = 4;
/** Monday, Wednesday and Friday are named where they are seen; all seven would be a wall of text. */
const NAMED_WEEKDAYS = new Set([1, 3, 5]);

const useStyles = makeStyles(theme => ({
  year: {
    ...theme.typography.subtitle2,
    position: 'sticky',
    insetInlineStart: 0,
    width: 'max-content',
    marginTop: theme.spacing(1.5),
  },
  strip: {
    color: theme.palette.text.secondary,
    background: theme.palette.background.paper,
    // the theme's colours are what the legend says, on the theme's paper
    forcedColorAdjust: 'none',
    '@media print': {
      minWidth: '0 !important',
      maxWidth: 'none !important',
      breakInside: 'avoid',
    },
  },
  line: {
    display: 'grid',
    gridTemplateColumns: `var(--names) repeat(var(--weeks), minmax(0, 1fr))`,
    columnGap: 'var(--gap)',
    marginBottom: 'var(--gap)',
    paddingInlineEnd: MONTH_OVERHANG_PX,
    fontSize: 11,
    lineHeight: 1.5,
  },
  // hides what scrolls below it
  cover: {
    gridColumn: 1,
    gridRow: 1,
    position: 'sticky',
    insetInlineStart: 0,
    zIndex: 3,
    display: 'flex',
    alignItems: 'center',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    lineHeight: 1,
    background: theme.palette.background.paper,
  },
  month: {
    cursor: 'pointer',
    whiteSpace: 'nowrap',
    minWidth: 0,
    gridRow: 1,
    scrollSnapAlign: 'start',
    scrollMarginInlineStart: WEEKDAY_NAMES_PX,
    '&:hover': { color: theme.palette.text.primary },
  },
  week: {
    gridRow: 1,
    height: WEEK_HANDLE_PX,
    cursor: 'pointer',
    borderRadius: 2,
    '&:hover': { background: theme.palette.text.secondary },
  },
  hidden: visuallyHidden,
}));

/** Days with weeks side by side, named by month, with each month's total below. */
export const WeekStrip = memo(
  (
    props: StripProps & {
      fit: Fit;
      /** Whether it is a picture first: without totals and handles for weeks; the lowest has no names of months either. */
      compact?: Compactness;
    },
  ) => {
    const { strip, lookup, earlier, mostOfMonths, format, scale } = props;
    const { fit, compact } = props;
    const classes = useStyles();
    const dayClasses = useDayStyles();
    const { firstWeekday } = format;
    const columns = countColumns(strip, firstWeekday);
    const year = strip.year === undefined ? undefined : format.year(strip.year);
    const rows = useMemo(() => {
      const cells = placeCells(strip, { lookup, format });
      return Array.from({ length: DAYS_PER_WEEK }, (_, row) => ({
        weekday: weekdayOfRow(row, format),
        cells: cells.filter(cell => cell.row === row),
      }));
    }, [strip, lookup, format]);
    const months = useMemo(
      () => placeMonths(strip, firstWeekday),
      [strip, firstWeekday],
    );
    const weeks = useMemo(
      () => listWeeks(strip, firstWeekday),
      [strip, firstWeekday],
    );
    const namedMonths = Math.ceil(
      MONTH_NAME_PX / (fit.pitch * WEEKS_PER_MONTH),
    );
    const width = besideDaysPx(compact) + columns * fit.pitch;
    const style: CSSProperties & Record<`--${string}`, string | number> = {
      '--weeks': columns,
      '--gap': `${fit.gap}px`,
      '--names': compact ? 0 : `${WEEKDAY_NAMES_PX}px`,
      maxWidth: width,
      minWidth: fit.scrolls ? width : undefined,
    };

    return (
      <div role="rowgroup" aria-label={year}>
        {year && (
          <div className={classes.year} aria-hidden>
            {year}
          </div>
        )}
        <div role="presentation" className={classes.strip} style={style}>
          {compact !== 'lowest' && (
            <div className={classes.line} aria-hidden>
              <span className={classes.cover} />
              {months.map(({ from, to, column, columns: wide }, index) => (
                <span
                  key={from}
                  data-from={from}
                  data-to={to}
                  className={classes.month}
                  style={{ gridColumn: `${column + 2} / span ${wide || 1}` }}
                >
                  {(wide > 1 || index === months.length - 1) &&
                    index % namedMonths === 0 &&
                    format.shortMonth(Number(from.slice(5, 7)) - 1)}
                </span>
              ))}
            </div>
          )}
          {!compact && (
            <div className={classes.line} aria-hidden>
              <span className={classes.cover} />
              {weeks.map(({ from, to }, column) => (
                <span
                  key={from}
                  data-from={from}
                  data-to={to}
                  className={classes.week}
                  style={{ gridColumn: column + 2 }}
                />
              ))}
            </div>
          )}
          {rows.map(({ weekday, cells }) => (
            <div key={weekday} role="row" className={classes.line}>
              <span role="rowheader" className={classes.cover}>
                {NAMED_WEEKDAYS.has(weekday) && fit.pitch >= NAMES_FROM_PX && (
                  <span aria-hidden>{format.shortWeekday(weekday)}</span>
                )}
                <span className={classes.hidden}>
                  {format.longWeekday(weekday)}
                </span>
              </span>
              {cells.map(({ cell, column, label }) => (
                <DaySquare
                  key={cell.day}
                  {...{ cell, label, scale }}
                  classes={dayClasses}
                  column={column + 1}
                  gridColumn={column + 2}
                  {...stateOf(cell.day, props)}
                />
              ))}
            </div>
          ))}
          {!compact && (
            <MonthTotals
              className={classes.line}
              coverClassName={classes.cover}
              {...{ months, lookup, earlier, mostOfMonths, format }}
            />
          )}
        </div>
      </div>
    );
  },
);
