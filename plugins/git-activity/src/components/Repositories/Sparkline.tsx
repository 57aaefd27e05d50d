import { makeStyles } from '@material-ui/core/styles';

/** Units of the drawing, which is as wide as there is room. */
const POINT_WIDTH = 3;
const HEIGHT = 24;
/** Part of a point's width that is left free beside it. */
const GAP = 0.75;
/** A point with a commit can be seen however many others have. */
const LEAST_HEIGHT = 1.5;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'block',
    width: '100%',
    minWidth: 80,
    maxWidth: 220,
    height: HEIGHT,
    borderBottom: `1px solid ${theme.palette.divider}`,
    color:
      theme.palette.type === 'dark'
        ? theme.palette.primary.light
        : theme.palette.primary.dark,
  },
}));

/** How a number came about over time, as small bars; one path, so that hundreds of them are drawn in no time. */
export function Sparkline(props: {
  series: readonly number[];
  /** The number that reaches the top; the same for all that are to be compared. */
  most: number;
  /** What it shows, in words. */
  label: string;
}) {
  const { series, most, label } = props;
  const classes = useStyles();
  return (
    <svg
      role="img"
      aria-label={label}
      className={classes.root}
      viewBox={`0 0 ${series.length * POINT_WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      <path fill="currentColor" d={drawBars(series, most)} />
    </svg>
  );
}

/** The bars of all points that have any, as one path. */
export function drawBars(series: readonly number[], most: number): string {
  return series
    .map((commits, index) => {
      if (commits === 0) {
        return '';
      }
      const height = Math.max(LEAST_HEIGHT, (commits / most) * HEIGHT);
      const top = Number((HEIGHT - height).toFixed(2));
      return `M${index * POINT_WIDTH} ${HEIGHT}V${top}h${
        POINT_WIDTH - GAP
      }V${HEIGHT}z`;
    })
    .join('');
}
