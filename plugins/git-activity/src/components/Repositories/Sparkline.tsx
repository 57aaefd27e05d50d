import { makeStyles } from '@material-ui/core/styles';
import { mirrored } from '../writing';

/** Units of the drawing, which is as wide as there is room. */
const POINT_WIDTH = 3;
const HEIGHT = 24;
/** Part of a point's width that is left free beside it. */
const GAP = 0.75;
/** A point with a commit can be seen however many others have. */
const LEAST_HEIGHT = 1.5;
/** Of a hundred points with commits, so many fit the scale; one import does not make all others flat. */
const FITTING_PERCENT = 98;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'block',
    width: '100%',
    minWidth: 80,
    maxWidth: 220,
    height: HEIGHT,
    ...mirrored,
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
  /** The number that reaches the top, and so do those above; the same for all that are to be compared. */
  top: number;
  /** What it shows, in words. */
  label: string;
}) {
  const { series, top, label } = props;
  const classes = useStyles();
  return (
    <svg
      role="img"
      aria-label={label}
      className={classes.root}
      viewBox={`0 0 ${series.length * POINT_WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      <path fill="currentColor" d={drawBars(series, top)} />
    </svg>
  );
}

/** The number up to which a scale reaches that is good for all of these series. */
export function findTop(all: ReadonlyArray<readonly number[]>): number {
  const sorted = all
    .flat()
    .filter(commits => commits > 0)
    .sort((a, b) => a - b);
  const place = Math.ceil((sorted.length * FITTING_PERCENT) / 100) - 1;
  return sorted[place] ?? 1;
}

/** The bars of all points that have any, as one path. */
export function drawBars(series: readonly number[], top: number): string {
  return series
    .map((commits, index) => {
      if (commits === 0) {
        return '';
      }
      const share = Math.min(1, commits / top);
      const height = Math.max(LEAST_HEIGHT, share * HEIGHT);
      const end = Number((HEIGHT - height).toFixed(2));
      return `M${index * POINT_WIDTH} ${HEIGHT}V${end}h${
        POINT_WIDTH - GAP
      }V${HEIGHT}z`;
    })
    .join('');
}
