import { makeStyles } from '@material-ui/core/styles';
import { labelOfStep } from '../../calendar/colourSteps';
import { LocalFormat } from '../../calendar/locale';
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
  hatchId: string;
  format: LocalFormat;
  /** What days that are not known are called; undefined if there are none. */
  unknownLabel?: string;
  hasFuture: boolean;
}) {
  const { steps, palette, hatchId, format, unknownLabel, hasFuture } = props;
  const classes = useStyles();
  const ramp = spreadColours(palette.steps, steps.length);
  const items = [
    { label: format.number(0), fill: palette.zero },
    ...steps.map((_, step) => ({
      label: labelOfStep(step, steps, format.number),
      fill: ramp[step],
    })),
    ...(unknownLabel
      ? [{ label: unknownLabel, fill: `url(#${hatchId})` }]
      : []),
    ...(hasFuture ? [{ label: 'Still to come', fill: 'transparent' }] : []),
  ];
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
