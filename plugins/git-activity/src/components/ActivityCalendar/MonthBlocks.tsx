import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { memo, useMemo } from 'react';
import { DAYS_PER_WEEK } from '../../calendar/geometry';
import { splitMonths } from '../../calendar/months';
import { describeWeek, shortTotal } from '../../calendar/words';
import {
  describeWithYearBefore,
  sumYearBefore,
} from '../../calendar/yearBefore';
import { visuallyHidden } from '../visuallyHidden';
import { DaySquare } from './DaySquare';
import { useDayStyles } from './dayStyles';
import { MonthMark } from './MonthMark';
import {
  PlacedCell,
  placeCells,
  stateOf,
  StripProps,
  weekdayOfRow,
} from './stripProps';

/** Room for a month's name and total, beside its days. */
const NAME_PX = 84;
/** The least that a finger can hit, and what looks coarse. */
const SMALLEST_SQUARE_PX = 24;
const LARGEST_SQUARE_PX = 40;
const GAP_PX = 4;

const useStyles = makeStyles(theme => ({
  root: {
    maxWidth: NAME_PX + DAYS_PER_WEEK * (LARGEST_SQUARE_PX + GAP_PX),
    color: theme.palette.text.secondary,
    background: theme.palette.background.paper,
    forcedColorAdjust: 'none',
  },
  month: {
    position: 'relative',
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    breakInside: 'avoid',
  },
  line: {
    display: 'grid',
    gridTemplateColumns: `${NAME_PX}px repeat(${DAYS_PER_WEEK}, minmax(${SMALLEST_SQUARE_PX}px, 1fr))`,
    columnGap: GAP_PX,
    '& + &': { marginTop: GAP_PX },
  },
  weekday: {
    gridRow: 1,
    textAlign: 'center',
    fontSize: 11,
  },
  // beside the first two weeks, however tall a square is
  name: {
    position: 'absolute',
    insetInlineStart: 0,
    top: theme.spacing(1),
    minWidth: NAME_PX - GAP_PX,
    minHeight: SMALLEST_SQUARE_PX * 2,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    justifyContent: 'flex-start',
    textAlign: 'start',
    fontSize: 12,
    color: theme.palette.text.secondary,
    '& strong': { color: theme.palette.text.primary, fontSize: 14 },
    '&:focus-visible': { outline: `2px solid ${theme.palette.text.primary}` },
  },
  header: { gridColumn: 1, gridRow: 1 },
  hidden: visuallyHidden,
}));

/** Days with months below each other, the newest first, in squares that a finger can hit. */
export const MonthBlocks = memo((props: StripProps) => {
  const { strip, lookup, earlier, format, scale } = props;
  const classes = useStyles();
  const dayClasses = useDayStyles();
  const months = useMemo(
    () =>
      splitMonths(strip)
        .reverse()
        .map(month => ({
          month,
          weeks: weeksOf(placeCells(month, { lookup, format })),
        })),
    [strip, lookup, format],
  );
  return (
    <div className={classes.root} role="presentation">
      <div className={classes.line} aria-hidden>
        {Array.from({ length: DAYS_PER_WEEK }, (_, row) => (
          <span
            key={row}
            className={classes.weekday}
            style={{ gridColumn: row + 2 }}
          >
            {format.shortWeekday(weekdayOfRow(row, format))}
          </span>
        ))}
      </div>
      {months.map(({ month, weeks }) => (
        <div
          key={month.from}
          role="rowgroup"
          aria-label={format.longMonth(month.from)}
          className={classes.month}
        >
          {weeks.map((cells, week) => (
            <div key={cells[0].cell.day} role="row" className={classes.line}>
              <span role="rowheader" className={classes.header}>
                {week === 0 ? (
                  <ButtonBase
                    data-from={month.from}
                    data-to={month.to}
                    className={classes.name}
                  >
                    <span aria-hidden>
                      {format.shortMonthOfYear(month.from)}
                    </span>
                    <strong aria-hidden>
                      {shortTotal(lookup.sum(month), format)}
                    </strong>
                    <MonthMark
                      commits={lookup.sum(month).commits}
                      before={sumYearBefore(month, earlier)}
                      most={props.mostOfMonths}
                    />
                    <span className={classes.hidden}>
                      {describeWithYearBefore(month, {
                        lookup,
                        earlier,
                        format,
                      })}
                    </span>
                  </ButtonBase>
                ) : (
                  <span className={classes.hidden}>
                    {describeWeek(cells[0].cell.day, format)}
                  </span>
                )}
              </span>
              {cells.map(({ cell, row, label }) => (
                <DaySquare
                  key={cell.day}
                  {...{ cell, label, scale }}
                  classes={dayClasses}
                  column={row + 1}
                  gridColumn={row + 2}
                  {...stateOf(cell.day, props)}
                />
              ))}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
});

function weeksOf(cells: PlacedCell[]): PlacedCell[][] {
  const weeks: PlacedCell[][] = [];
  for (const cell of cells) {
    (weeks[cell.column] ??= []).push(cell);
  }
  return weeks;
}
