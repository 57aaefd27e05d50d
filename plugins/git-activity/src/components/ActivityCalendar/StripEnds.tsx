import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ColourScale, labelOfStep } from '../../calendar/colourScale';
import { LocalFormat } from '../../calendar/locale';
import { DayRange } from '../../calendar/strips';
import { classesOfSquare, lookOfStep, useDayStyles } from './dayStyles';

const SWATCH_PX = 9;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: theme.spacing(1),
    fontSize: 11,
    lineHeight: 1.4,
    color: theme.palette.text.secondary,
  },
  legend: { display: 'flex', alignItems: 'center', gap: 2 },
  swatch: {
    width: SWATCH_PX,
    height: SWATCH_PX,
    forcedColorAdjust: 'none',
  },
}));

/** Under a small calendar: its first and its last day, and how few and how many commits its colours go from and to. */
export function StripEnds(props: {
  range: DayRange;
  scale: ColourScale;
  format: LocalFormat;
}) {
  const { range, scale, format } = props;
  const classes = useStyles();
  const dayClasses = useDayStyles();
  const last = scale.length - 1;
  const labels = scale.map((_, step) =>
    labelOfStep(step, scale, format.number),
  );
  const legend = format.t('legend.steps', {
    steps: format.phrases([format.number(0), ...labels]),
  });
  return (
    <Typography component="div" className={classes.root}>
      <time dateTime={range.from}>{format.shortDay(range.from)}</time>
      <span
        role="img"
        aria-label={legend}
        title={legend}
        className={classes.legend}
      >
        {format.number(0)}
        {(['zero', ...scale.map((_, step) => lookOfStep(step))] as const).map(
          look => (
            <span
              key={look}
              className={`${classes.swatch} ${classesOfSquare(dayClasses, {
                look,
              })}`}
            />
          ),
        )}
        {labels[last]}
      </span>
      <time dateTime={range.to}>{format.shortDay(range.to)}</time>
    </Typography>
  );
}
