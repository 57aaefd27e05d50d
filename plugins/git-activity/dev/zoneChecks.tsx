import { listDays, today } from 'backstage-plugin-git-activity-common';
import { renderToStaticMarkup } from 'react-dom/server';
import { DayLookup } from '../src/calendar/dayCells';
import { offsetOf, placeDays, WeekdayIndex } from '../src/calendar/geometry';
import { LocalFormat } from '../src/calendar/locale';
import { Strip } from '../src/calendar/strips';
import { describeDay } from '../src/calendar/words';
import { StripDrawing } from '../src/components/ActivityCalendar/StripDrawing';

const SIZES = { cell: 13, gap: 3 };
const BUSY = '#00ff00';
const QUIET = '#eeeeee';

interface Square {
  x: number;
  y: number;
  fill: string;
}

/** Every square that nivo draws, in order; its background is a rectangle too, but has no place. */
function draw(strip: Strip, locale: string, busyDays: string[]): Square[] {
  const lookup = new DayLookup(
    {
      from: strip.from,
      to: strip.to,
      days: busyDays.map(date => ({ date, commits: 1 })),
      coverage: {
        completeFrom: strip.from,
        completeUntil: strip.to,
        syncedAt: null,
        repositories: { total: 1, current: 1, pending: 0, failed: 0 },
        problems: [],
      },
    },
    strip.to,
  );
  const palette = {
    steps: [BUSY],
    zero: QUIET,
    hatch: '#000000',
    border: '#000000',
    text: '#000000',
  };
  const markup = renderToStaticMarkup(
    <StripDrawing
      strip={strip}
      lookup={lookup}
      sizes={SIZES}
      format={new LocalFormat(locale)}
      colours={{ palette, steps: [1], patternId: 'pattern' }}
    />,
  );
  return [...markup.matchAll(/<rect (x=[^>]*)>/g)].map(([, attributes]) => ({
    x: Number(/x="([^"]*)"/.exec(attributes)?.[1]),
    y: Number(/ y="([^"]*)"/.exec(attributes)?.[1]),
    fill: /fill:\s*([^;"]*)/.exec(attributes)?.[1] ?? '',
  }));
}

/** Ranges in which daylight saving begins and ends, in one hemisphere or the other. */
const STRIPS: Record<string, Strip> = {
  'a year': { from: '2026-01-01', to: '2026-12-31' },
  'a leap year': { from: '2024-01-01', to: '2024-12-31' },
  'a leap year that begins on Sunday': { from: '2012-01-01', to: '2012-12-31' },
  'twelve months': { from: '2025-11-24', to: '2026-11-23' },
  'one day': { from: '2026-03-29', to: '2026-03-29' },
};

/** Locales by the weekday on which their weeks begin. */
const LOCALES = { 'en-US': 0, 'de-DE': 1, 'ar-EG': 6 } as const;

const CLOCK_CHANGES = /-(03-08|03-29|04-05|09-27|10-25|11-01)$/;

/** What must hold in every time zone, by name. */
export function zoneChecks(options: {
  /** Minutes that UTC is ahead on 1 July 2026, to prove that the zone is in effect. */
  offsetInJuly: number;
  /** The day that it is at 11:30 UTC on 3 March 2026. */
  day: string;
}): Array<[string, () => void]> {
  return [
    [
      'runs in its time zone',
      () => {
        const july = new Date(2026, 6, 1);
        expect(july.getTimezoneOffset()).toBe(options.offsetInJuly);
        const now = new Date('2026-03-03T11:30:00Z');
        expect(today('local', now)).toBe(options.day);
      },
    ],
    ['says the day that it is', checkWords],
    ...Object.entries(STRIPS).flatMap(([name, strip]) => [
      ...Object.entries(LOCALES).map(
        ([locale, firstWeekday]): [string, () => void] => [
          `draws ${name} where the grid over it has it, in ${locale}`,
          () => checkPlaces({ strip, locale, firstWeekday }),
        ],
      ),
      [
        `colours the ends of ${name} and the days when clocks change`,
        () => checkColours(strip),
      ] satisfies [string, () => void],
    ]),
  ];
}

function checkWords() {
  const cell = { day: '2026-03-03', commits: 3, knowledge: 'counted' } as const;
  const format = new LocalFormat('en-US');
  expect(describeDay(cell, format)).toBe('3 commits on Tuesday, March 3, 2026');
}

function checkPlaces(options: {
  strip: Strip;
  locale: string;
  firstWeekday: WeekdayIndex;
}) {
  const squares = draw(options.strip, options.locale, []);
  const places = placeDays(options.strip, options.firstWeekday);
  expect(squares).toHaveLength(places.length);
  squares.forEach((square, index) => {
    const { column, row } = places[index];
    expect(square.x).toBeCloseTo(offsetOf(column, SIZES), 3);
    expect(square.y).toBeCloseTo(offsetOf(row, SIZES), 3);
  });
}

function checkColours(strip: Strip) {
  const days = listDays(strip.from, strip.to);
  const busy = days.filter(
    day => [strip.from, strip.to].includes(day) || CLOCK_CHANGES.test(day),
  );
  const coloured = draw(strip, 'en-GB', busy).flatMap((square, index) =>
    square.fill === BUSY ? [days[index]] : [],
  );
  expect(coloured).toEqual(busy);
}
