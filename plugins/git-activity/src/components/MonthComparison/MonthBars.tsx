import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { LocalFormat } from '../../calendar/locale';
import { useElementWidth } from '../../hooks/useElementWidth';
import { mirrored } from '../writing';
import { isUnusual, Month, Usual } from './months';

const HEIGHT_PX = 120;
/** Units of the drawing that a month is wide; the drawing is as wide as there is room. */
const MONTH_WIDTH = 10;
const BAR_WIDTH = 5;
const OUTLINE_WIDTH = 8;
/** A month whose numbers have less room than this has none. */
const LEAST_MONTH_PX = 44;

const useStyles = makeStyles(theme => {
  const bar =
    theme.palette.type === 'dark'
      ? theme.palette.primary.light
      : theme.palette.primary.dark;
  return {
    bars: {
      display: 'block',
      width: '100%',
      height: HEIGHT_PX,
      overflow: 'visible',
      '& *': { vectorEffect: 'non-scaling-stroke' },
      ...mirrored,
    },
    bar: {
      fill: bar,
      '@media (forced-colors: active)': { fill: 'CanvasText' },
    },
    incomplete: { opacity: 0.5 },
    before: {
      fill: 'none',
      stroke: theme.palette.text.secondary,
      '@media (forced-colors: active)': { stroke: 'CanvasText' },
    },
    ground: { stroke: theme.palette.divider },
    median: {
      stroke: theme.palette.text.primary,
      strokeDasharray: '4 4',
      '@media (forced-colors: active)': { stroke: 'Highlight' },
    },
    labels: {
      display: 'flex',
      fontSize: theme.typography.caption.fontSize,
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
      '& > *': { flex: '1 1 0', minWidth: 0, textAlign: 'center' },
    },
    unusual: {
      color: theme.palette.text.primary,
      fontWeight: 'bold',
    },
  };
});

/** Months as bars, over last year's as outlines, with the median as a line. */
export function MonthBars(props: {
  months: readonly Month[];
  usual?: Usual;
  label: string;
  format: LocalFormat;
}) {
  const { months, usual, label, format } = props;
  const classes = useStyles();
  const { ref, width } = useElementWidth<HTMLDivElement>();
  const hasRoom = width / months.length >= LEAST_MONTH_PX;
  const most = Math.max(
    1,
    ...months.flatMap(({ commits, before }) => [commits, before]),
  );
  const heightOf = (commits: number) => (commits / most) * HEIGHT_PX;
  const end = months.length * MONTH_WIDTH;
  return (
    <div ref={ref}>
      <svg
        role="img"
        aria-label={label}
        className={classes.bars}
        viewBox={`0 0 ${end} ${HEIGHT_PX}`}
        preserveAspectRatio="none"
      >
        {months.map(({ first, commits, before, isComplete }, index) => (
          <g key={first}>
            <rect
              className={clsx(classes.bar, !isComplete && classes.incomplete)}
              x={index * MONTH_WIDTH + (MONTH_WIDTH - BAR_WIDTH) / 2}
              y={HEIGHT_PX - heightOf(commits)}
              width={BAR_WIDTH}
              height={heightOf(commits)}
            />
            <rect
              className={classes.before}
              x={index * MONTH_WIDTH + (MONTH_WIDTH - OUTLINE_WIDTH) / 2}
              y={HEIGHT_PX - heightOf(before)}
              width={OUTLINE_WIDTH}
              height={heightOf(before)}
            />
          </g>
        ))}
        <path className={classes.ground} d={`M0 ${HEIGHT_PX}H${end}`} />
        {usual && (
          <path
            className={classes.median}
            d={`M0 ${HEIGHT_PX - heightOf(usual.median)}H${end}`}
          />
        )}
      </svg>
      <div className={classes.labels} aria-hidden>
        {months.map(month => (
          <div
            key={month.first}
            className={clsx(
              usual && isUnusual(month, usual) && classes.unusual,
            )}
          >
            {hasRoom
              ? format.shortMonth(monthNumberOf(month))
              : format.narrowMonth(monthNumberOf(month))}
            {hasRoom && <div>{format.number(month.commits)}</div>}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Counted from 0. */
function monthNumberOf({ first }: Month): number {
  return Number(first.slice(5, 7)) - 1;
}
