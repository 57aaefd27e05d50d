import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Calendar, Day } from 'backstage-plugin-git-activity-common';
import {
  FocusEvent,
  KeyboardEvent,
  MouseEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { quantileSteps } from '../../calendar/colourSteps';
import { DayLookup } from '../../calendar/dayCells';
import { countColumns, fitSizes } from '../../calendar/geometry';
import { LocalFormat } from '../../calendar/locale';
import { dayByKey } from '../../calendar/navigation';
import { cutIntoStrips, DayRange } from '../../calendar/strips';
import { describeDay } from '../../calendar/words';
import { useElementWidth } from '../../hooks/useElementWidth';
import { visuallyHidden } from '../visuallyHidden';
import { CalendarStrip, BESIDE_DAYS_PX } from './CalendarStrip';
import { ColourLegend } from './ColourLegend';
import { DayPatterns } from './DayPatterns';
import { DayTooltip } from './DayTooltip';
import { useDayPalette } from './useDayPalette';

/** Years that are drawn at once; a browser would notice many more. */
const STRIPS_AT_ONCE = 10;

/** Room for the focus ring, which lies outside of the squares. */
const RING_ROOM_PX = 4;

const useStyles = makeStyles(theme => ({
  scroller: {
    overflowX: 'auto',
    padding: RING_ROOM_PX,
    paddingLeft: 0,
    margin: -RING_ROOM_PX,
    marginLeft: 0,
  },
  grid: { width: 'max-content' },
  legend: { marginTop: theme.spacing(1.5) },
  hidden: visuallyHidden,
}));

/** Commits by day as calendar heatmaps, one colour scale for all of them. */
export function ActivityCalendar(props: {
  calendar: Calendar;
  today: Day;
  format: LocalFormat;
  selectedDay?: Day;
  /** Called with the chosen day, or without one when Escape closes it. */
  onSelectDay(day?: Day): void;
}) {
  const { calendar, today, format, selectedDay, onSelectDay } = props;
  const classes = useStyles();
  const palette = useDayPalette();
  const [patternId] = useState(newPatternId);
  const { ref, width } = useElementWidth<HTMLDivElement>();
  const [stripLimit, setStripLimit] = useState(STRIPS_AT_ONCE);
  const [activeDay, setActiveDay] = useState<Day>();
  const [tip, setTip] = useState<{ day: Day; anchor: HTMLElement }>();

  const lookup = useMemo(
    () => new DayLookup(calendar, today),
    [calendar, today],
  );
  const strips = useMemo(
    () => cutIntoStrips({ from: calendar.from, to: calendar.to }),
    [calendar.from, calendar.to],
  );
  const colours = useMemo(
    () => ({
      palette,
      patternId,
      steps: quantileSteps(calendar.days.map(({ commits }) => commits)),
    }),
    [palette, patternId, calendar.days],
  );
  const columns = Math.max(
    ...strips.map(strip => countColumns(strip, format.firstWeekday)),
  );
  const availableWidth = width - BESIDE_DAYS_PX - RING_ROOM_PX;
  const sizes = useMemo(
    () => fitSizes({ columns, availableWidth }),
    [columns, availableWidth],
  );

  const selectedIndex = strips.findIndex(strip => has(strip, selectedDay));
  const shown = strips.slice(0, Math.max(stripLimit, selectedIndex + 1));
  const range = { from: shown[shown.length - 1].from, to: shown[0].to };
  const tabDay = [activeDay, selectedDay, today].find(day => has(range, day));
  const tabDayOrLast = tabDay ?? range.to;

  // where not all days have room, the linked one comes first into view, or else the newest
  const linkedDay = useRef(selectedDay);
  useLayoutEffect(() => {
    const scroller = ref.current;
    if (scroller) {
      const square = scroller.querySelector<HTMLElement>(
        `[data-day="${linkedDay.current}"]`,
      );
      scroller.scrollLeft = square
        ? square.offsetLeft - scroller.clientWidth / 2
        : scroller.scrollWidth;
    }
  }, [ref, sizes, calendar.from, calendar.to]);

  const showTip = (event: MouseEvent | FocusEvent) => {
    const anchor = cellOf(event.target);
    setTip(anchor && { day: dayOf(anchor), anchor });
  };
  const hideTip = () => setTip(undefined);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const cell = cellOf(event.target);
    if (!cell) {
      return;
    }
    const day = dayOf(cell);
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelectDay(day);
    } else if (event.key === 'Escape') {
      hideTip();
      onSelectDay(undefined);
    } else {
      const strip = shown.find(candidate => has(candidate, day)) ?? range;
      const toEnds = event.ctrlKey || event.metaKey;
      const next = dayByKey({ day, key: event.key, toEnds, strip, range });
      if (next) {
        event.preventDefault();
        setActiveDay(next);
        focusDay(event.currentTarget, next);
      }
    }
  };
  const onClick = (event: MouseEvent) => {
    const cell = cellOf(event.target);
    if (cell) {
      setActiveDay(dayOf(cell));
      onSelectDay(dayOf(cell));
    }
  };

  return (
    <div>
      <DayPatterns id={patternId} colour={palette.hatch} />
      <p id={`${patternId}-keys`} className={classes.hidden}>
        Arrow up and down go to the day before and after, left and right a week,
        Page up and down a month, Home and End to the ends. Enter lists a day’s
        commits, Escape closes the list.
      </p>
      <div ref={ref} className={classes.scroller}>
        <div
          role="grid"
          aria-label={`Commits by day, ${format.shortDay(
            calendar.from,
          )} to ${format.shortDay(calendar.to)}`}
          aria-describedby={`${patternId}-keys`}
          aria-colcount={columns}
          aria-readonly
          className={classes.grid}
          tabIndex={-1}
          onClick={onClick}
          onKeyDown={onKeyDown}
          onMouseOver={showTip}
          onMouseLeave={hideTip}
          onFocus={showTip}
          onBlur={hideTip}
        >
          {shown.map(strip => (
            <CalendarStrip
              key={strip.from}
              {...{ strip, lookup, sizes, format, colours }}
              tabDay={has(strip, tabDayOrLast) ? tabDayOrLast : undefined}
              selectedDay={has(strip, selectedDay) ? selectedDay : undefined}
            />
          ))}
        </div>
      </div>
      {shown.length < strips.length && (
        <Button
          color="primary"
          onClick={() => setStripLimit(shown.length + STRIPS_AT_ONCE)}
        >
          Show earlier years
        </Button>
      )}
      {tip && (
        <DayTooltip
          anchor={tip.anchor}
          text={describeDay(lookup.get(tip.day), format)}
        />
      )}
      <div className={classes.legend}>
        <ColourLegend
          {...colours}
          format={format}
          lookup={lookup}
          hasFuture={calendar.to > today}
        />
      </div>
    </div>
  );
}

function has(range: DayRange, day: Day | undefined): day is Day {
  return day !== undefined && day >= range.from && day <= range.to;
}

function cellOf(target: EventTarget): HTMLElement | undefined {
  return target instanceof HTMLElement && target.dataset.day
    ? target
    : undefined;
}

function dayOf(cell: HTMLElement): Day {
  return cell.dataset.day ?? '';
}

function focusDay(grid: HTMLElement, day: Day): void {
  grid.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
}

let patternIds = 0;

/** An id that no other calendar of the page has. */
function newPatternId(): string {
  patternIds += 1;
  return `git-activity-${patternIds}`;
}
