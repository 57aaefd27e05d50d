import { alpha, makeStyles, Theme } from '@material-ui/core/styles';
import clsx from 'clsx';
import { colourRamp } from '../../calendar/colourRamp';
import { COLOUR_STEPS, ColourScale, stepOf } from '../../calendar/colourScale';
import { DayCell } from '../../calendar/dayCells';

/** How much of the text's colour shows in what is drawn of days that have no number. */
const ZERO_OPACITY = 0.07;
const EDGE_OPACITY = 0.12;
const MARK_OPACITY = 0.6;

/**
 * How a day's square looks, in the calendar and in its legend: colours for numbers, and for everything else marks, so that nothing is
 * told by a colour alone.
 */
export const useDayStyles = makeStyles((theme: Theme) => {
  const { primary, text, background } = theme.palette;
  const mark = alpha(text.primary, MARK_OPACITY);
  const ramp = colourRamp({
    main: primary.main,
    background: background.paper,
    steps: COLOUR_STEPS,
  });
  return {
    day: {
      minWidth: 0,
      aspectRatio: '1',
      cursor: 'pointer',
      '&:hover': { boxShadow: `0 0 0 1px ${text.secondary}` },
      '&:focus': { outline: 'none' },
      '&:focus-visible': {
        boxShadow: `0 0 0 2px ${background.paper}, 0 0 0 4px ${text.primary}`,
        zIndex: 1,
      },
    },
    chosen: { boxShadow: `0 0 0 2px ${text.primary}` },
    square: {
      position: 'relative',
      boxSizing: 'border-box',
      border: `1px solid ${alpha(text.primary, EDGE_OPACITY)}`,
      borderRadius: 2,
      // colours are the numbers: they are not for a printer to leave out
      printColorAdjust: 'exact',
      WebkitPrintColorAdjust: 'exact',
    },
    step0: { backgroundColor: ramp[0] },
    step1: { backgroundColor: ramp[1] },
    step2: { backgroundColor: ramp[2] },
    step3: { backgroundColor: ramp[3] },
    step4: { backgroundColor: ramp[4] },
    zero: { backgroundColor: alpha(text.primary, ZERO_OPACITY) },
    /** A dash. */
    unborn: {
      background: `linear-gradient(${mark}, ${mark}) center / 45% 1px no-repeat`,
    },
    /** Lines. */
    early: {
      background: `repeating-linear-gradient(135deg, ${mark} 0 1px, transparent 1px 4px)`,
    },
    /** Dots. */
    missed: {
      background: `radial-gradient(circle, ${mark} 1px, transparent 1.6px) center / 4px 4px`,
    },
    /** Nothing within a dotted edge. */
    future: { borderStyle: 'dotted' },
    /** A corner is missing. */
    partial: {
      backgroundImage: `linear-gradient(135deg, ${background.paper} 0 33%, transparent 33.5%)`,
    },
    /** A diamond. */
    outlier: {
      '&::after': {
        content: '""',
        position: 'absolute',
        inset: '28%',
        transform: 'rotate(45deg)',
        backgroundColor: background.paper,
      },
    },
  };
});

/** The look of one square. */
export type DayLook = Exclude<
  keyof ReturnType<typeof useDayStyles>,
  'day' | 'chosen' | 'square' | 'partial' | 'outlier'
>;

/** All classes that squares may have. They are asked for once and not by each of some thousand squares. */
export type DayClasses = ReturnType<typeof useDayStyles>;

/** Which look a day has. */
export function lookOf(cell: DayCell, scale: ColourScale): DayLook {
  switch (cell.knowledge) {
    case 'awaited':
    case 'unrecorded':
      return 'early';
    case 'unborn':
    case 'missed':
    case 'future':
      return cell.knowledge;
    default:
      return cell.commits === 0
        ? 'zero'
        : lookOfStep(stepOf(cell.commits, scale));
  }
}

/** The look of a step of the scale. */
export function lookOfStep(step: number): DayLook {
  return (['step0', 'step1', 'step2', 'step3', 'step4'] as const)[step];
}

/** The classes of a square. */
export function classesOfSquare(
  classes: DayClasses,
  square: { look: DayLook; isPartial?: boolean; isOutlier?: boolean },
): string {
  return clsx(
    classes.square,
    classes[square.look],
    square.isPartial && classes.partial,
    square.isOutlier && classes.outlier,
  );
}
