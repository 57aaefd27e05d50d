import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { memo } from 'react';
import { ColourScale, labelOfStep } from '../../calendar/colourScale';
import { DayLookup } from '../../calendar/dayCells';
import { LocalFormat } from '../../calendar/locale';
import { describeKnowledge } from '../../calendar/words';
import { useUniqueId } from '../../hooks/useUniqueId';
import {
  classesOfSquare,
  DayLook,
  lookOfStep,
  useDayStyles,
} from './dayStyles';

const SWATCH_PX = 14;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    ...theme.typography.caption,
    color: theme.palette.text.secondary,
  },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
  },
  swatch: {
    flex: 'none',
    width: SWATCH_PX,
    height: SWATCH_PX,
    forcedColorAdjust: 'none',
  },
}));

interface LegendProps {
  scale: ColourScale;
  format: LocalFormat;
  lookup: DayLookup;
  hasOutlier: boolean;
}

interface LegendItem {
  label: string;
  look: DayLook;
  isPartial?: boolean;
  isOutlier?: boolean;
}

/** Which colour means how many commits, and how days look that have no number. */
export const ColourLegend = memo((props: LegendProps) => (
  <LegendList title={props.format.t('legend.title')} items={itemsOf(props)} />
));

/** How squares look, and what that means. */
export function LegendList(props: { title: string; items: LegendItem[] }) {
  const { title, items } = props;
  const classes = useStyles();
  const dayClasses = useDayStyles();
  const id = useUniqueId();
  return (
    <div className={classes.root}>
      <Typography variant="caption" id={id}>
        {title}
      </Typography>
      <ul className={classes.legend} aria-labelledby={id}>
        {items.map(({ label, ...square }) => (
          <li key={label} className={classes.item}>
            <span
              aria-hidden
              className={`${classes.swatch} ${classesOfSquare(
                dayClasses,
                square,
              )}`}
            />
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Zero, and the steps of a scale. */
export function stepItems(
  scale: ColourScale,
  format: LocalFormat,
): LegendItem[] {
  return [
    { label: format.number(0), look: 'zero' },
    ...scale.map((_, step) => ({
      label: labelOfStep(step, scale, format.number),
      look: lookOfStep(step),
    })),
  ];
}

function itemsOf(options: LegendProps): LegendItem[] {
  const { scale, format, lookup, hasOutlier } = options;
  const { beforeCoverage, unknownSince: since } = lookup;
  const middle = lookOfStep(Math.floor(scale.length / 2));
  const last = lookOfStep(scale.length - 1);
  const items: Array<LegendItem | false | undefined> = [
    ...stepItems(scale, format),
    hasOutlier && {
      label: format.t('legend.outlier'),
      look: last,
      isOutlier: true,
    },
    lookup.hasUnborn && {
      label: describeKnowledge('unborn', { format }),
      look: 'unborn',
    },
    beforeCoverage && {
      label: describeKnowledge(beforeCoverage, { format }),
      look: 'early',
    },
    since !== undefined && {
      label: describeKnowledge('missed', { format, since }),
      look: 'missed',
    },
    lookup.hasPartial && {
      label: format.t('legend.partial'),
      look: middle,
      isPartial: true,
    },
    lookup.hasFuture && {
      label: describeKnowledge('future', { format }),
      look: 'future',
    },
  ];
  return items.filter(item => typeof item === 'object');
}
