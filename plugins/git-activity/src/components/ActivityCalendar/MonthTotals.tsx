import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { DayLookup } from '../../calendar/dayCells';
import { MonthPlace } from '../../calendar/geometry';
import { LocalFormat } from '../../calendar/locale';
import { shortTotal } from '../../calendar/words';
import {
  describeWithYearBefore,
  sumYearBefore,
} from '../../calendar/yearBefore';
import { visuallyHidden } from '../visuallyHidden';
import { MonthMark } from './MonthMark';

/** The least that a finger can hit. */
const TARGET_PX = 24;

const useStyles = makeStyles(theme => ({
  cell: { gridRow: 1, minWidth: 0, display: 'flex' },
  total: {
    minHeight: TARGET_PX,
    minWidth: 0,
    flex: 1,
    flexDirection: 'column',
    alignItems: 'flex-start',
    justifyContent: 'flex-start',
    font: 'inherit',
    fontVariantNumeric: 'tabular-nums',
    color: theme.palette.text.primary,
    whiteSpace: 'nowrap',
    '&:hover': { background: theme.palette.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.palette.text.primary}` },
  },
  hidden: visuallyHidden,
}));

/** What each month of a strip comes to, below its columns; a month's total lists its commits. */
export function MonthTotals(props: {
  months: MonthPlace[];
  lookup: DayLookup;
  /** Where the same days a year before may be. */
  earlier?: DayLookup;
  /** The most that any month has that is to be compared. */
  mostOfMonths: number;
  format: LocalFormat;
  className: string;
  coverClassName: string;
}) {
  const { months, lookup, earlier, format } = props;
  const classes = useStyles();
  return (
    <div role="row" className={props.className}>
      <span role="rowheader" className={props.coverClassName}>
        <span className={classes.hidden}>{format.t('calendar.byMonth')}</span>
      </span>
      {months.map(({ from, to, column, columns }) => (
        <span
          key={from}
          role="gridcell"
          className={classes.cell}
          style={{ gridColumn: `${column + 2} / span ${columns || 1}` }}
        >
          <ButtonBase data-from={from} data-to={to} className={classes.total}>
            <MonthMark
              commits={lookup.sum({ from, to }).commits}
              before={sumYearBefore({ from, to }, earlier)}
              most={props.mostOfMonths}
            />
            <span aria-hidden>
              {shortTotal(lookup.sum({ from, to }), format)}
            </span>
            <span className={classes.hidden}>
              {describeWithYearBefore(
                { from, to },
                { lookup, earlier, format },
              )}
            </span>
          </ButtonBase>
        </span>
      ))}
    </div>
  );
}
