import {
  decomposeColor,
  getContrastRatio,
  getLuminance,
  hslToRgb,
  rgbToHex,
} from '@material-ui/core/styles';

/**
 * The first step's contrast with the background, where the background allows so much: 3:1 with a day without commits, which is a
 * little off the background itself. That is the pair that matters most; five steps that are all 3:1 apart would need 243:1.
 */
const FIRST_CONTRAST = 3.5;
/** What is left between the steps, even if the first one has to be nearer to the background for it. */
const LEAST_BETWEEN_STEPS = 1.36;
/** The last step's contrast with the background, where the background allows so much. */
const LAST_CONTRAST = 14;
/** How much of the greatest possible contrast the last step may use; all of it would be black or white. */
const USABLE_CONTRAST = 0.95;
const LEAST_SATURATION_PERCENT = 45;
const MOST_SATURATION_PERCENT = 85;

/**
 * Colours for days with commits, from few to many. They keep the theme's hue, and grow in contrast with the background by the
 * same factor at each step: darker in light, brighter in dark, and told apart without seeing hues.
 */
export function colourRamp(options: {
  /** The theme's colour that gives the hue; any CSS colour that Material UI understands. */
  main: string;
  /** What the calendar is drawn on. */
  background: string;
  steps: number;
}): string[] {
  const { hue, saturation } = toHueAndSaturation(options.main);
  const onDark = getLuminance(options.background) < 0.5;
  const greatest = getContrastRatio(
    options.background,
    onDark ? '#ffffff' : '#000000',
  );
  const last = Math.min(LAST_CONTRAST, greatest * USABLE_CONTRAST);
  const first = Math.min(
    FIRST_CONTRAST,
    last / Math.pow(LEAST_BETWEEN_STEPS, options.steps - 1),
  );
  const factor = last / first;
  return Array.from({ length: options.steps }, (_, step) => {
    const share = options.steps === 1 ? 0.5 : step / (options.steps - 1);
    const contrast = first * Math.pow(factor, share);
    return withContrast({
      hue,
      saturation,
      contrast,
      background: options.background,
      onDark,
    });
  });
}

const LIGHTNESS_SEARCH_ROUNDS = 14;

/** Searches the lightness at which a hue has a contrast; contrast grows towards white on dark, towards black on light. */
function withContrast(options: {
  hue: number;
  saturation: number;
  contrast: number;
  background: string;
  onDark: boolean;
}): string {
  const { hue, saturation, contrast, background, onDark } = options;
  const colourAt = (lightness: number) =>
    rgbToHex(hslToRgb(`hsl(${hue}, ${saturation}%, ${lightness}%)`));
  let none = lightnessOf(background);
  let full = onDark ? 100 : 0;
  for (let round = 0; round < LIGHTNESS_SEARCH_ROUNDS; round++) {
    const middle = (none + full) / 2;
    if (getContrastRatio(background, colourAt(middle)) < contrast) {
      none = middle;
    } else {
      full = middle;
    }
  }
  return colourAt(full);
}

function toHueAndSaturation(colour: string): {
  hue: number;
  saturation: number;
} {
  const [red, green, blue] = channels(colour);
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const range = most - least;
  const lightness = (most + least) / 2;
  if (range === 0) {
    return { hue: 0, saturation: 0 };
  }
  const saturation = (100 * range) / (1 - Math.abs(2 * lightness - 1));
  return {
    hue: Math.round(hueOf({ red, green, blue, most, range })),
    saturation: Math.round(
      Math.min(
        MOST_SATURATION_PERCENT,
        Math.max(LEAST_SATURATION_PERCENT, saturation),
      ),
    ),
  };
}

function hueOf(options: {
  red: number;
  green: number;
  blue: number;
  most: number;
  range: number;
}): number {
  const { red, green, blue, most, range } = options;
  if (most === red) {
    return 60 * (((green - blue) / range + 6) % 6);
  }
  return most === green
    ? 60 * ((blue - red) / range + 2)
    : 60 * ((red - green) / range + 4);
}

function lightnessOf(colour: string): number {
  const values = channels(colour);
  return 50 * (Math.max(...values) + Math.min(...values));
}

/** Red, green and blue, each from 0 to 1. */
function channels(colour: string): number[] {
  const decomposed = decomposeColor(colour);
  const rgb = decomposed.type.startsWith('hsl')
    ? decomposeColor(hslToRgb(colour))
    : decomposed;
  return rgb.values.slice(0, 3).map(value => Number(value) / 255);
}
