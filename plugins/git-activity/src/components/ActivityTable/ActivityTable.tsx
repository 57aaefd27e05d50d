import Box from '@material-ui/core/Box';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { Day, listDays } from 'backstage-plugin-git-activity-common';
import { useMemo } from 'react';
import { DayCell, DayLookup } from '../../calendar/dayCells';
import { LocalFormat } from '../../calendar/locale';
import { splitMonths } from '../../calendar/months';
import { DayRange } from '../../calendar/strips';
import {
  describeCalendar,
  describeDay,
  describeKnowledge,
} from '../../calendar/words';
import { visuallyHidden } from '../visuallyHidden';

const LONGEST_MONTH_DAYS = 31;
/** The least that a finger can hit. */
const TARGET_PX = 24;
/** What stands for a number that there is none of. */
const SIGNS = {
  unborn: '–',
  awaited: '?',
  unrecorded: '?',
  missed: '!',
  future: '·',
};

const useStyles = makeStyles(theme => ({
  scroller: { overflowX: 'auto', '@media print': { overflowX: 'visible' } },
  table: {
    borderCollapse: 'collapse',
    fontSize: theme.typography.caption.fontSize,
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': {
      padding: theme.spacing(0.25, 0.5),
      minWidth: TARGET_PX,
      textAlign: 'end',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    '& tr > th:first-child': { textAlign: 'start' },
    '& thead th': {
      color: theme.palette.text.secondary,
      fontWeight: theme.typography.fontWeightRegular,
    },
  },
  month: {
    position: 'sticky',
    insetInlineStart: 0,
    background: theme.palette.background.paper,
    whiteSpace: 'nowrap',
  },
  total: { fontWeight: 'bold' },
  zero: { color: theme.palette.text.secondary },
  day: {
    fontSize: theme.typography.caption.fontSize,
    width: '100%',
    minHeight: TARGET_PX,
    justifyContent: 'flex-end',
    color:
      theme.palette.type === 'dark'
        ? theme.palette.primary.main
        : theme.palette.primary.dark,
    textDecoration: 'underline',
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.text.primary}`,
    },
  },
  hidden: visuallyHidden,
}));

/** The calendar's numbers as a table: a row for each month, newest first, and a column for each day of the month. */
export function ActivityTable(props: {
  lookup: DayLookup;
  format: LocalFormat;
  onOpen(days: DayRange): void;
}) {
  const { lookup, format } = props;
  const classes = useStyles();
  const months = useMemo(
    () =>
      splitMonths(lookup.range)
        .reverse()
        .map(month => ({
          name: format.longMonth(month.from),
          cells: listDays(month.from, month.to).map(day => lookup.get(day)),
          total: lookup.sum(month).commits,
        })),
    [lookup, format],
  );

  return (
    // in reach of the keyboard, so that it can be scrolled where it is wider than the page
    <Box
      className={classes.scroller}
      role="region"
      aria-label={format.t('table.label')}
      tabIndex={0}
    >
      <table className={classes.table}>
        <caption className={classes.hidden}>
          {describeCalendar(lookup.range, format)}
        </caption>
        <thead>
          <tr>
            <th scope="col" className={classes.month}>
              {format.t('table.month')}
            </th>
            {Array.from({ length: LONGEST_MONTH_DAYS }, (_, index) => (
              <th key={index} scope="col">
                {format.number(index + 1)}
              </th>
            ))}
            <th scope="col">{format.t('table.total')}</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ name, cells, total }) => (
            <tr key={name}>
              <th scope="row" className={classes.month}>
                {name}
              </th>
              {alignToMonth(cells).map((cell, index) => (
                <td key={index}>
                  {cell && (
                    <DayNumber
                      {...{ cell, format }}
                      onSelect={day => props.onOpen({ from: day, to: day })}
                    />
                  )}
                </td>
              ))}
              <td className={classes.total}>{format.number(total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}

function DayNumber(props: {
  cell: DayCell;
  format: LocalFormat;
  onSelect(day: Day): void;
}) {
  const { cell, format, onSelect } = props;
  const classes = useStyles();
  if (cell.commits > 0) {
    return (
      <ButtonBase
        className={classes.day}
        aria-label={describeDay(cell, format)}
        onClick={() => onSelect(cell.day)}
      >
        {format.number(cell.commits)}
      </ButtonBase>
    );
  }
  const { knowledge, since } = cell;
  if (knowledge === 'counted' || knowledge === 'partial') {
    return <span className={classes.zero}>{format.number(0)}</span>;
  }
  const words = describeKnowledge(knowledge, { format, since });
  return (
    <>
      <span className={classes.zero} title={words} aria-hidden>
        {SIGNS[knowledge]}
      </span>
      <span className={classes.hidden}>{words}</span>
    </>
  );
}

/** A month's days in the columns of their dates, though the range may begin or end within the month. */
function alignToMonth(cells: DayCell[]): Array<DayCell | undefined> {
  const byDate = new Map(cells.map(cell => [Number(cell.day.slice(-2)), cell]));
  return Array.from({ length: LONGEST_MONTH_DAYS }, (_, index) =>
    byDate.get(index + 1),
  );
}
