import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { LocalFormat } from '../../calendar/locale';
import { mirrored } from '../writing';
import { findUsualWeeks, Week } from './weeks';
import { describeUsualWeeks } from './words';

const HEIGHT_PX = 80;
/** What is drawn apart for the stroke, above and below. */
const EDGE_PX = 2;
const DAYS_PER_WEEK = 7;
const KINDS = ['people', 'repositories'] as const;
const KEY_PX = 28;

const useStyles = makeStyles(theme => ({
  lines: {
    display: 'block',
    width: '100%',
    height: HEIGHT_PX,
    marginTop: theme.spacing(1),
    overflow: 'visible',
    ...mirrored,
    '& path': { fill: 'none', vectorEffect: 'non-scaling-stroke' },
  },
  people: {
    stroke:
      theme.palette.type === 'dark'
        ? theme.palette.primary.light
        : theme.palette.primary.dark,
    strokeWidth: 2,
  },
  repositories: {
    stroke: theme.palette.text.primary,
    strokeWidth: 1.5,
    strokeDasharray: '5 3',
  },
  ground: { stroke: theme.palette.divider },
  keys: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    ...theme.typography.caption,
    color: theme.palette.text.secondary,
    '& > span': {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
    },
  },
}));

/** How many people and repositories were active in each week: two lines on one scale, and in words. */
export function WeekLines(props: {
  weeks: readonly Week[];
  daysPerPoint: number;
  format: LocalFormat;
}) {
  const { weeks, daysPerPoint, format } = props;
  const { t } = format;
  const classes = useStyles();
  const most = Math.max(1, ...weeks.flatMap(week => KINDS.map(of => week[of])));
  const end = Math.max(1, weeks.length - 1);
  const sentences = KINDS.flatMap(of => {
    const usual = findUsualWeeks(weeks, of);
    return usual
      ? [describeUsualWeeks(usual, { of, daysPerPoint, format })]
      : [];
  });
  const title =
    daysPerPoint > DAYS_PER_WEEK
      ? t('rhythm.linesOfSpans', {
          weeks: format.number(daysPerPoint / DAYS_PER_WEEK),
        })
      : t('rhythm.lines');
  return (
    <div>
      {sentences.map(sentence => (
        <Typography key={sentence} variant="body2">
          {sentence}
        </Typography>
      ))}
      <svg
        role="img"
        aria-label={[title, ...sentences].join(' ')}
        className={classes.lines}
        viewBox={`0 0 ${end} ${HEIGHT_PX}`}
        preserveAspectRatio="none"
      >
        <path className={classes.ground} d={`M0 ${HEIGHT_PX}H${end}`} />
        {KINDS.map(of => (
          <path
            key={of}
            className={classes[of]}
            d={drawLine(
              weeks.map(week => week[of]),
              most,
            )}
          />
        ))}
      </svg>
      <div className={classes.keys} aria-hidden>
        <span>{t('rhythm.scale', { title, most: format.number(most) })}</span>
        {KINDS.map(of => (
          <span key={of}>
            <svg width={KEY_PX} height={EDGE_PX * 2}>
              <path className={classes[of]} d={`M0 ${EDGE_PX}H${KEY_PX}`} />
            </svg>
            {t(`rhythm.${of}`)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** A line through counts, one unit apart; a single one is drawn as a level. */
function drawLine(counts: readonly number[], most: number): string {
  const heights = counts.map(
    count => HEIGHT_PX - EDGE_PX - (count / most) * (HEIGHT_PX - 2 * EDGE_PX),
  );
  const points = heights.map((height, index) => `${index} ${height}`);
  return points.length === 1 ? `M0 ${heights[0]}H1` : `M${points.join('L')}`;
}
