import { alpha, useTheme } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { COLOUR_STEPS } from '../../calendar/colourSteps';
import { colourRamp } from '../../calendar/colourRamp';

/** The colours of a calendar, from the portal's theme. */
export interface DayPalette {
  /** From few commits to many. */
  steps: string[];
  /** A day without commits. */
  zero: string;
  /** The lines of what is not known. */
  hatch: string;
  /** A square's edge. */
  border: string;
  text: string;
}

/** How much of the text's colour shows in each part of an empty day. */
const ZERO_OPACITY = 0.07;
const BORDER_OPACITY = 0.1;
const HATCH_OPACITY = 0.45;

/** The colours for days, made from the theme's primary hue and its paper. */
export function useDayPalette(): DayPalette {
  const { palette } = useTheme();
  const main = palette.primary.main;
  const background = palette.background.paper;
  const text = palette.text.primary;
  const secondary = palette.text.secondary;
  return useMemo(
    () => ({
      steps: colourRamp({ main, background, steps: COLOUR_STEPS }),
      zero: alpha(text, ZERO_OPACITY),
      hatch: alpha(text, HATCH_OPACITY),
      border: alpha(text, BORDER_OPACITY),
      text: secondary,
    }),
    [main, background, text, secondary],
  );
}

/**
 * The colours of so many steps. Fewer steps than there are colours take the ends and the middle, so that few and many
 * still look like it; a single one is the middle.
 */
export function spreadColours(colours: string[], steps: number): string[] {
  if (steps === 1) {
    return [colours[Math.floor(colours.length / 2)]];
  }
  return Array.from(
    { length: steps },
    (_, step) =>
      colours[Math.round((step * (colours.length - 1)) / (steps - 1))],
  );
}
