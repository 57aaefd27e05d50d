import { makeStyles } from '@material-ui/core/styles';
import { labelOfStep } from '../../calendar/colourSteps';
import { DayLookup } from '../../calendar/dayCells';
import { LocalFormat } from '../../calendar/locale';
import { describeKnowledge } from '../../calendar/words';
import { earlyFill, missedFill } from './DayPatterns';
import { DayPalette, spreadColours } from './useDayPalette';

const SWATCH_PX = 12;

const useStyles = makeStyles(theme => ({
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    ...theme.typography.caption,
    color: theme.palette.text.secondary,
  },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
  },
  swatch: { display: 'block', flex: 'none' },
}));

/** Which colour means how many commits, and how days look that have no number. */
export function ColourLegend(props: {
  steps: number[];
  palette: DayPalette;
  patternId: string;
  format: LocalFormat;
  lookup: DayLookup;
  hasFuture: boolean;
}) {
  const { steps, palette, patternId, format, lookup, hasFuture } = props;
  const { beforeCoverage, unknownSince: since } = lookup;
  const classes = useStyles();
  const ramp = spreadColours(palette.steps, steps.length);
  const items = [
    { label: format.number(0), fill: palette.zero },
    ...steps.map((_, step) => ({
      label: labelOfStep(step, steps, format.number),
      fill: ramp[step],
    })),
    beforeCoverage && {
      label: describeKnowledge(beforeCoverage, { format }),
      fill: earlyFill(patternId),
    },
    since && {
      label: describeKnowledge('missed', { format, since }),
      fill: missedFill(patternId),
    },
    hasFuture && {
      label: describeKnowledge('future', { format }),
      fill: 'transparent',
    },
  ].filter(item => typeof item === 'object');
  return (
    <ul className={classes.legend} aria-label="Commits per day, by colour">
      {items.map(({ label, fill }) => (
        <li key={label} className={classes.item}>
          <svg
            width={SWATCH_PX}
            height={SWATCH_PX}
            className={classes.swatch}
            aria-hidden
          >
            <rect
              x={0.5}
              y={0.5}
              width={SWATCH_PX - 1}
              height={SWATCH_PX - 1}
              rx={2}
              style={{ fill, stroke: palette.border }}
            />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
