import { TimeRange } from '@nivo/calendar';
import {
  addDays,
  countDays,
  Day,
  listDays,
} from 'backstage-plugin-git-activity-common';
import { memo, useMemo } from 'react';
import { CalendarSizes, extentOf, weekdayOf } from '../../calendar/geometry';
import { stepOf } from '../../calendar/colourSteps';
import { DayLookup } from '../../calendar/dayCells';
import { LocalFormat } from '../../calendar/locale';
import { Strip } from '../../calendar/strips';
import { earlyFill, missedFill } from './DayPatterns';
import { DayPalette, spreadColours } from './useDayPalette';

/** Room for month names above the squares. */
export const MONTH_NAMES_PX = 20;
const MONTH_NAMES_OFFSET_PX = 9;
const DAYS_PER_WEEK = 7;
const FONT_SIZE_PX = 11;
const CORNER_RADIUS_PX = 2;

/** Values that stand for what is no number of commits, since nivo colours by value alone. */
const EARLY_VALUE = -1;
const MISSED_VALUE = -2;
const FUTURE_VALUE = -3;

const NIVO_WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** How one strip's days are coloured. */
export interface StripColours {
  palette: DayPalette;
  steps: number[];
  /** The id that the SVG patterns for days that are not known begin with. */
  patternId: string;
}

/**
 * The squares and month names of a strip, drawn by nivo. It is a picture only: pointer, keyboard and screen readers meet
 * the grid that lies over it.
 */
export const StripDrawing = memo(
  (props: {
    strip: Strip;
    lookup: DayLookup;
    sizes: CalendarSizes;
    format: LocalFormat;
    colours: StripColours;
  }) => {
    const { strip, lookup, sizes, format, colours } = props;
    const { palette, steps, patternId } = colours;
    const data = useMemo(
      () =>
        listDays(strip.from, strip.to).map(day => ({
          day,
          value: drawnValue(lookup, day),
        })),
      [strip, lookup],
    );
    const colorScale = useMemo(() => {
      const ramp = spreadColours(palette.steps, steps.length);
      const colourOf = (value: number | { valueOf(): number }) => {
        const commits = Number(value);
        if (commits === EARLY_VALUE) {
          return earlyFill(patternId);
        }
        if (commits === MISSED_VALUE) {
          return missedFill(patternId);
        }
        if (commits === FUTURE_VALUE) {
          return 'transparent';
        }
        return commits === 0 ? palette.zero : ramp[stepOf(commits, steps)];
      };
      return Object.assign(colourOf, { ticks: () => [] });
    }, [palette, steps, patternId]);
    const theme = useMemo(
      () => ({
        labels: {
          text: {
            fontSize: FONT_SIZE_PX,
            fontFamily: 'inherit',
            fill: palette.text,
          },
        },
      }),
      [palette],
    );

    return (
      <TimeRange
        // nivo reads days as local midnights, and leaves out the last one
        from={localMidnight(strip.from)}
        to={localMidnight(addDays(strip.to, 1))}
        data={data}
        width={drawnWidth(strip, sizes)}
        height={MONTH_NAMES_PX + extentOf(DAYS_PER_WEEK, sizes)}
        margin={{ top: MONTH_NAMES_PX }}
        square
        firstWeekday={NIVO_WEEKDAYS[format.firstWeekday]}
        weekdayTicks={[]}
        weekdayLegendOffset={0}
        monthLegend={(_year, _month, date) =>
          format.shortMonth(date.getMonth())
        }
        monthLegendOffset={MONTH_NAMES_OFFSET_PX}
        daySpacing={sizes.gap}
        dayRadius={CORNER_RADIUS_PX}
        dayBorderWidth={1}
        dayBorderColor={palette.border}
        colorScale={colorScale}
        theme={theme}
        isInteractive={false}
      />
    );
  },
);

function drawnValue(lookup: DayLookup, day: Day): number {
  const { commits, knowledge } = lookup.get(day);
  switch (knowledge) {
    case 'awaited':
    case 'unrecorded':
      return EARLY_VALUE;
    case 'missed':
      return MISSED_VALUE;
    case 'future':
      return FUTURE_VALUE;
    default:
      return commits;
  }
}

/**
 * A width at which nivo makes the squares as large as the height allows. It counts weeks as if they began on Sunday, so
 * it may expect a column more than there is.
 */
function drawnWidth(strip: Strip, sizes: CalendarSizes): number {
  const days = countDays(strip.from, strip.to);
  const columns = Math.ceil((weekdayOf(strip.from) + days) / DAYS_PER_WEEK);
  return extentOf(columns + 1, sizes);
}

function localMidnight(day: Day): Date {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}
