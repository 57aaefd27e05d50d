import { listDays, today } from 'backstage-plugin-git-activity-common';
import { renderToStaticMarkup } from 'react-dom/server';
import { DayLookup } from '../src/calendar/dayCells';
import { placeDays, WeekdayIndex } from '../src/calendar/geometry';
import { formatIn } from './formatIn';
import { Strip } from '../src/calendar/strips';
import { describeDay } from '../src/calendar/words';
import { WeekStrip } from '../src/components/ActivityCalendar/WeekStrip';

const FIT = { pitch: 16, gap: 3, scrolls: false };
const COLOURED = /step\d/;

interface Square {
  day: string;
  /** Beginning with the column after the weekdays' names, at 0. */
  column: number;
  row: number;
  isColoured: boolean;
}

/** Every square that is drawn, row by row. */
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
    { today: strip.to },
  );
  const markup = renderToStaticMarkup(
    <WeekStrip
      {...{ strip, lookup }}
      format={formatIn(locale)}
      scale={[1, 2, 3, 4, 5]}
      fit={FIT}
      mostOfMonths={1}
      compact="low"
    />,
  );
  return markup.split('role="row"').flatMap((rowMarkup, index) =>
    [...rowMarkup.matchAll(/<div ([^>]*data-day=[^>]*)>/g)].map(
      ([, attributes]) => ({
        day: /data-day="([^"]*)"/.exec(attributes)?.[1] ?? '',
        column: Number(/grid-column:(\d+)/.exec(attributes)?.[1]) - 2,
        row: index - 1,
        isColoured: COLOURED.test(attributes),
      }),
    ),
  );
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
          `draws ${name} in its weeks, in ${locale}`,
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
  const format = formatIn('en-US');
  expect(describeDay(cell, format)).toBe('3 commits on Tuesday, March 3, 2026');
}

function checkPlaces(options: {
  strip: Strip;
  locale: string;
  firstWeekday: WeekdayIndex;
}) {
  const squares = draw(options.strip, options.locale, []);
  const places = new Map(
    placeDays(options.strip, options.firstWeekday).map(place => [
      place.day,
      place,
    ]),
  );
  expect(squares).toHaveLength(places.size);
  for (const { day, column, row } of squares) {
    expect({ day, column, row }).toEqual(places.get(day));
  }
}

function checkColours(strip: Strip) {
  const busy = listDays(strip.from, strip.to).filter(
    day => [strip.from, strip.to].includes(day) || CLOCK_CHANGES.test(day),
  );
  const coloured = draw(strip, 'en-GB', busy)
    .filter(({ isColoured }) => isColoured)
    .map(({ day }) => day);
  expect(coloured.sort()).toEqual(busy);
}
