import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Day } from 'backstage-plugin-git-activity-common';
import { FocusEvent, MouseEvent, useMemo, useState } from 'react';
import { ColourScale } from '../../calendar/colourScale';
import { DayLookup } from '../../calendar/dayCells';
import { countColumns, fitWeeks, listWeeks } from '../../calendar/geometry';
import { LocalFormat } from '../../calendar/locale';
import { splitMonths } from '../../calendar/months';
import { cutIntoStrips, DayRange, has, overlap } from '../../calendar/strips';
import { describeCalendar, describeSpan } from '../../calendar/words';
import {
  describeWithYearBefore,
  mostOfMonths as findMostOfMonths,
  sumYearBefore,
} from '../../calendar/yearBefore';
import { useElementWidth } from '../../hooks/useElementWidth';
import { usePrinted } from '../../hooks/usePrinted';
import { useUniqueId } from '../../hooks/useUniqueId';
import { visuallyHidden } from '../visuallyHidden';
import { ColourLegend } from './ColourLegend';
import { DayTooltip } from './DayTooltip';
import { MonthBlocks } from './MonthBlocks';
import { ScrollFrame } from './ScrollFrame';
import { anchorAt, dayAt, headerAt, useSpanChoice } from './useSpanChoice';
import { StripEnds } from './StripEnds';
import { besideDaysPx, Compactness, WeekStrip } from './WeekStrip';

/** Years that are drawn at once; a browser would notice many more. */
const STRIPS_AT_ONCE = 10;
/** A narrower calendar is on a phone, where months below each other are easier to hit than weeks that scroll. */
const NARROW_PX = 420;
/** The largest squares of small calendars, with the gaps between them. */
const COMPACT_PITCH_PX = { low: 9, lowest: 6 };

const useStyles = makeStyles(theme => ({
  grid: { userSelect: 'none' },
  legend: { marginTop: theme.spacing(1) },
  ticks: { display: 'block', '@media print': { breakBefore: 'avoid' } },
  hidden: visuallyHidden,
}));

/** Commits by day as calendar heatmaps, one colour scale for all of them. */
export function ActivityCalendar(props: {
  lookup: DayLookup;
  /** Where the same days a year before may be, for totals of months to be compared with. */
  earlier?: DayLookup;
  scale: ColourScale;
  format: LocalFormat;
  /** A day that is marked as far above the others. */
  outlierDay?: Day;
  /** The days whose commits are listed. */
  opened?: DayRange;
  /** Whether it is a small picture first, which always shows all days, and how small; the lowest has no names of months. */
  compact?: Compactness;
  /** Called with the chosen days, or without any when Escape closes them. */
  onOpen(days?: DayRange): void;
}) {
  const { lookup, earlier, scale, format, outlierDay, opened } = props;
  const { compact, onOpen } = props;
  const { from, to } = lookup.range;
  const classes = useStyles();
  const id = useUniqueId();
  const { ref, width } = useElementWidth<HTMLDivElement>();
  const [stripLimit, setStripLimit] = useState(STRIPS_AT_ONCE);
  usePrinted(() => setStripLimit(Infinity));
  const [tip, setTip] = useState<{ days: DayRange; anchor: HTMLElement }>();

  const strips = useMemo(() => cutIntoStrips({ from, to }), [from, to]);
  const columns = Math.max(
    ...strips.map(strip => countColumns(strip, format.firstWeekday)),
  );
  const fit = useMemo(
    () =>
      fitWeeks({
        columns,
        availableWidth: width - besideDaysPx(compact),
        ...(compact && {
          always: true,
          largestPitch: COMPACT_PITCH_PX[compact],
        }),
      }),
    [columns, width, compact],
  );
  const isNarrow = !compact && width > 0 && width < NARROW_PX;

  const mostOfMonths = useMemo(
    () => findMostOfMonths(lookup, earlier),
    [lookup, earlier],
  );

  const hasYearBefore = splitMonths({ from, to }).some(
    month => sumYearBefore(month, earlier) !== undefined,
  );

  const openedStrip = strips.findIndex(strip => overlap(strip, opened));
  const shown = strips.slice(0, Math.max(stripLimit, openedStrip + 1));
  const range = { from: shown[shown.length - 1].from, to: shown[0].to };
  const { activeDay, draft, handlers } = useSpanChoice({
    range,
    strips: shown,
    weeks: isNarrow ? 'rows' : 'columns',
    firstWeekday: format.firstWeekday,
    opened,
    onOpen,
  });
  // keeps its identity while the pointer moves, so that no strip is drawn anew for that
  const chosen = useMemo(
    () =>
      new Map(strips.map(strip => [strip, overlap(strip, draft ?? opened)])),
    [strips, draft, opened],
  );
  const tabDay =
    [activeDay, opened?.to, lookup.today].find(day => has(range, day)) ??
    range.to;

  const showTip = ({ target }: MouseEvent | FocusEvent) => {
    const day = dayAt(target);
    const days = day ? { from: day, to: day } : headerAt(target);
    const anchor = anchorAt(target);
    setTip(days && anchor && { days, anchor });
  };
  const hideTip = () => setTip(undefined);
  const describeView = (view: { first: number; last: number }) => {
    const widest = shown.find(
      strip => countColumns(strip, format.firstWeekday) === columns,
    );
    const weeks = listWeeks(widest ?? range, format.firstWeekday);
    const nameOf = strips.length > 1 ? format.monthName : format.longMonth;
    return format.t('calendar.inView', {
      first: nameOf(weeks[view.first].to),
      last: nameOf(weeks[view.last].from),
    });
  };

  const Strip = isNarrow ? MonthBlocks : WeekStrip;
  const grid = (
    <div
      role="grid"
      aria-label={describeCalendar({ from, to }, format)}
      aria-describedby={`${id}-keys`}
      aria-multiselectable
      aria-readonly
      className={classes.grid}
      tabIndex={-1}
      {...handlers}
      onMouseOver={event => {
        showTip(event);
        handlers.onMouseOver(event);
      }}
      onMouseLeave={hideTip}
      onFocus={showTip}
      onBlur={hideTip}
      onKeyUp={event => event.key === 'Escape' && hideTip()}
    >
      {shown.map(strip => (
        <Strip
          key={strip.from}
          {...{ strip, lookup, earlier, mostOfMonths, scale, format }}
          {...{ outlierDay, fit, compact }}
          tabDay={has(strip, tabDay) ? tabDay : undefined}
          chosen={chosen.get(strip)}
        />
      ))}
    </div>
  );

  return (
    <div ref={ref}>
      <p id={`${id}-keys`} className={classes.hidden}>
        {format.t('calendar.keys')}
      </p>
      {isNarrow ? (
        grid
      ) : (
        <ScrollFrame
          key={from}
          {...{ fit, columns, describeView }}
          linkedDay={opened?.from}
        >
          {grid}
        </ScrollFrame>
      )}
      <div role="status" className={classes.hidden}>
        {draft && describeSpan(draft, { lookup, format })}
      </div>
      {shown.length < strips.length && (
        <Button
          color="primary"
          onClick={() => setStripLimit(shown.length + STRIPS_AT_ONCE)}
        >
          {format.t('calendar.earlierYears')}
        </Button>
      )}
      {tip && (
        <DayTooltip
          anchor={tip.anchor}
          text={
            isMonthOf(lookup.range, tip.days)
              ? describeWithYearBefore(tip.days, { lookup, earlier, format })
              : describeSpan(tip.days, { lookup, format })
          }
        />
      )}
      {compact ? (
        <div style={{ maxWidth: columns * fit.pitch }}>
          <StripEnds range={lookup.range} {...{ scale, format }} />
        </div>
      ) : (
        <div className={classes.legend}>
          <ColourLegend
            {...{ scale, format, lookup }}
            hasOutlier={has({ from, to }, outlierDay)}
          />
          {hasYearBefore && (
            <Typography
              variant="caption"
              color="textSecondary"
              className={classes.ticks}
            >
              {format.t('legend.months')}
            </Typography>
          )}
        </div>
      )}
    </div>
  );
}

/** Whether days are a month of a range, or as much of it as is in it. */
function isMonthOf(range: DayRange, days: DayRange): boolean {
  return splitMonths(range).some(
    ({ from, to }) => from === days.from && to === days.to,
  );
}
