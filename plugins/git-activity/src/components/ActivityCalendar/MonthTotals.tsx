import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { DayLookup } from '../../calendar/dayCells';
import { MonthPlace } from '../../calendar/geometry';
import { LocalFormat } from '../../calendar/locale';
import { describeSpan, shortTotal } from '../../calendar/words';
import { visuallyHidden } from '../visuallyHidden';

/** The least that a finger can hit. */
const TARGET_PX = 24;

const useStyles = makeStyles(theme => ({
  cell: { gridRow: 1, minWidth: 0, display: 'flex' },
  total: {
    minHeight: TARGET_PX,
    minWidth: 0,
    flex: 1,
    justifyContent: 'flex-start',
    font: 'inherit',
    fontVariantNumeric: 'tabular-nums',
    color: theme.palette.text.primary,
    whiteSpace: 'nowrap',
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:hover': { background: theme.palette.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.palette.text.primary}` },
  },
  hidden: visuallyHidden,
}));

/** What each month of a strip comes to, below its columns; a month's total lists its commits. */
export function MonthTotals(props: {
  months: MonthPlace[];
  lookup: DayLookup;
  format: LocalFormat;
  className: string;
  coverClassName: string;
}) {
  const { months, lookup, format } = props;
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
            <span aria-hidden>
              {shortTotal(lookup.sum({ from, to }), format)}
            </span>
            <span className={classes.hidden}>
              {describeSpan({ from, to }, { lookup, format })}
            </span>
          </ButtonBase>
        </span>
      ))}
    </div>
  );
}
