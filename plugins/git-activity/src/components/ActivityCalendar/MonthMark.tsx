import { makeStyles } from '@material-ui/core/styles';
import { DaySum } from '../../calendar/dayCells';

const HEIGHT_PX = 8;
const BAR_PX = 3;
const TICK_PX = 2;
/** A month with a commit can be seen however many others have. */
const LEAST_BAR_PX = 2;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'block',
    position: 'relative',
    width: '100%',
    height: HEIGHT_PX,
    overflow: 'hidden',
    borderBottom: `1px solid ${theme.palette.divider}`,
    printColorAdjust: 'exact',
    WebkitPrintColorAdjust: 'exact',
  },
  bar: {
    position: 'absolute',
    insetInlineStart: 0,
    bottom: 0,
    height: BAR_PX,
    minWidth: LEAST_BAR_PX,
    background: theme.palette.text.secondary,
  },
  tick: {
    position: 'absolute',
    bottom: 0,
    height: HEIGHT_PX,
    width: TICK_PX,
    marginInlineStart: -TICK_PX,
    background: theme.palette.text.secondary,
    opacity: 0.6,
  },
}));

/** A month as a bar, and the same days a year before as a tick; said in words beside it. */
export function MonthMark(props: {
  commits: number;
  before?: DaySum;
  /** What reaches the end; the same for all that are to be compared. */
  most: number;
}) {
  const { commits, before, most } = props;
  const classes = useStyles();
  const percent = (count: number) => `${(100 * count) / most}%`;
  return (
    <span aria-hidden className={classes.root}>
      {commits > 0 && (
        <span className={classes.bar} style={{ width: percent(commits) }} />
      )}
      {before && before.commits > 0 && (
        <span
          data-testid="year-before"
          className={classes.tick}
          style={{ insetInlineStart: percent(before.commits) }}
        />
      )}
    </span>
  );
}
