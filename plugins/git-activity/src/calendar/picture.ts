import { COLOUR_STEPS, ColourScale, labelOfStep, stepOf } from './colourScale';
import { colourRamp } from './colourRamp';
import { DayCell, DayLookup } from './dayCells';
import { countColumns, placeDays, placeMonths } from './geometry';
import { LocalFormat } from './locale';
import {
  escapeXml,
  FAINT_INK,
  Look,
  MARGIN,
  PAPER,
  PATTERNS,
  Pen,
  PITCH,
  SQUARE,
  TITLE_SIZE,
} from './Pen';
import { cutIntoStrips, Strip } from './strips';
import { describeKnowledge, shortTotal } from './words';

/** Lengths are units of the drawing. */
const NAMES_WIDTH = 44;
const LEAST_WIDTH = 640;
const TEXT_SIZE = 14;
const SMALL_SIZE = 11;
const LINE = 20;
/** About how wide a letter is in its size; a little more, so that nothing runs into what follows it. */
const LETTER = 0.62;
const WEEK_ROWS = 7;

const ZERO = '#eeeeee';

/** What a picture is of. */
export interface PictureOptions {
  lookup: DayLookup;
  scale: ColourScale;
  format: LocalFormat;
  title: string;
  /** What there is to say of it, a line each. */
  lines: string[];
  /** The colour of the portal, which gives the hue. */
  main: string;
  fontFamily: string;
}

/** A calendar as a small SVG that needs nothing else: title, range, days, totals of months, and legend. */
export function drawPicture(options: PictureOptions): string {
  const { lookup, format, title, lines, fontFamily } = options;
  const strips = cutIntoStrips(lookup.range);
  const columns = Math.max(
    ...strips.map(strip => countColumns(strip, format.firstWeekday)),
  );
  const width = Math.max(
    LEAST_WIDTH,
    2 * MARGIN + NAMES_WIDTH + columns * PITCH,
  );
  const pen = new Pen({ width, isMirrored: format.direction === 'rtl' });
  pen.text(title, { size: TITLE_SIZE, isBold: true, x: MARGIN });
  pen.down(LINE * 1.4);
  for (const line of lines) {
    pen.text(line, { size: TEXT_SIZE, x: MARGIN });
    pen.down(LINE);
  }
  const colours = colourRamp({
    main: options.main,
    background: PAPER,
    steps: COLOUR_STEPS,
  });
  for (const strip of strips) {
    pen.down(LINE / 2);
    drawStrip(pen, strip, { ...options, colours });
  }
  pen.down(LINE);
  drawLegend(pen, { ...options, colours });
  const height = pen.y + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    ` lang="${format.locale}" direction="${
      format.direction
    }" font-family="${escapeXml(fontFamily)}" role="img">`,
    `<title>${escapeXml(title)}</title><desc>${escapeXml(
      lines.join('\n'),
    )}</desc>`,
    PATTERNS,
    `<rect width="100%" height="100%" fill="${PAPER}"/>`,
    ...pen.marks,
    '</svg>',
  ].join('');
}

type Drawn = PictureOptions & { colours: string[] };

function drawStrip(pen: Pen, strip: Strip, options: Drawn): void {
  const { lookup, format } = options;
  const left = MARGIN + NAMES_WIDTH;
  if (strip.year !== undefined) {
    pen.text(format.year(strip.year), {
      size: TEXT_SIZE,
      isBold: true,
      x: MARGIN,
    });
    pen.down(LINE);
  }
  const months = placeMonths(strip, format.firstWeekday);
  const small = { size: SMALL_SIZE, colour: FAINT_INK };
  for (const { from, column, columns } of months) {
    if (columns > 1) {
      const name = format.shortMonth(Number(from.slice(5, 7)) - 1);
      pen.text(name, { ...small, x: left + column * PITCH });
    }
  }
  pen.down(LINE / 2);
  for (const row of [0, 2, 4]) {
    const weekday = (format.firstWeekday + row) % WEEK_ROWS;
    pen.text(format.shortWeekday(weekday), {
      ...small,
      x: MARGIN,
      y: pen.y + row * PITCH + SQUARE - 3,
    });
  }
  for (const { day, column, row } of placeDays(strip, format.firstWeekday)) {
    pen.square(lookFor(lookup.get(day), options), {
      x: left + column * PITCH,
      y: pen.y + row * PITCH,
    });
  }
  pen.down(WEEK_ROWS * PITCH + LINE / 2 + 2);
  for (const { from, to, column, columns } of months) {
    if (columns > 1) {
      const total = shortTotal(lookup.sum({ from, to }), format);
      pen.text(total, { ...small, x: left + column * PITCH });
    }
  }
  pen.down(LINE / 2);
}

function lookFor(cell: DayCell, options: Drawn): Look {
  const { scale, colours } = options;
  const { knowledge, commits } = cell;
  switch (knowledge) {
    case 'counted':
    case 'partial':
      return {
        fill: commits === 0 ? ZERO : colours[stepOf(commits, scale)],
        isPartial: knowledge === 'partial',
      };
    case 'future':
      return { fill: PAPER, isDotted: true };
    case 'awaited':
    case 'unrecorded':
      return { fill: 'url(#early)' };
    default:
      return { fill: `url(#${knowledge})` };
  }
}

function drawLegend(pen: Pen, options: Drawn): void {
  const { scale, format, lookup, colours } = options;
  const { beforeCoverage, unknownSince: since } = lookup;
  const items: Array<[string, Look]> = [
    [format.number(0), { fill: ZERO }],
    ...scale.map((_, step): [string, Look] => [
      labelOfStep(step, scale, format.number),
      { fill: colours[step] },
    ]),
  ];
  if (lookup.hasUnborn) {
    items.push([
      describeKnowledge('unborn', { format }),
      { fill: 'url(#unborn)' },
    ]);
  }
  if (beforeCoverage) {
    items.push([
      describeKnowledge(beforeCoverage, { format }),
      { fill: 'url(#early)' },
    ]);
  }
  if (since) {
    items.push([
      describeKnowledge('missed', { format, since }),
      { fill: 'url(#missed)' },
    ]);
  }
  if (lookup.hasPartial) {
    items.push([
      format.t('legend.partial'),
      { fill: colours[2], isPartial: true },
    ]);
  }
  if (lookup.hasFuture) {
    items.push([
      describeKnowledge('future', { format }),
      { fill: PAPER, isDotted: true },
    ]);
  }
  const title = format.t('legend.title');
  const text = { size: SMALL_SIZE, colour: FAINT_INK };
  const widthOf = (words: string) => words.length * SMALL_SIZE * LETTER;
  pen.text(title, { ...text, x: MARGIN });
  let x = MARGIN + widthOf(title) + PITCH;
  for (const [label, look] of items) {
    const wide = PITCH + widthOf(label) + PITCH;
    if (x + wide > pen.width - MARGIN) {
      x = MARGIN;
      pen.down(LINE);
    }
    pen.square(look, { x, y: pen.y - SQUARE + 3 });
    pen.text(label, { ...text, x: x + PITCH + 2 });
    x += wide;
  }
}
