import { Day } from 'backstage-plugin-git-activity-common';
import { KeyboardEvent, MouseEvent, useEffect, useRef, useState } from 'react';
import { listWeeks, WeekdayIndex } from '../../calendar/geometry';
import { dayByKey, WeekDirection } from '../../calendar/navigation';
import { DayRange, has, span } from '../../calendar/strips';

/** How days are walked and chosen: one, or several together. */
export interface SpanChoice {
  /** The day that was walked to last. */
  activeDay?: Day;
  /** Days that are being chosen, and are not opened yet. */
  draft?: DayRange;
  handlers: {
    onMouseDown(event: MouseEvent): void;
    onMouseOver(event: MouseEvent): void;
    onClick(event: MouseEvent): void;
    onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  };
}

/**
 * A click or Enter opens a day; dragging, Shift and a click, or Shift and the arrows choose all days between two; the header of a
 * month or a week, or Ctrl and Space, choose all of it.
 */
export function useSpanChoice(options: {
  /** All days that are drawn. */
  range: DayRange;
  strips: DayRange[];
  weeks: WeekDirection;
  firstWeekday: WeekdayIndex;
  opened?: DayRange;
  /** Called with what is chosen, or with nothing when Escape closes it. */
  onOpen(days?: DayRange): void;
}): SpanChoice {
  const { range, strips, weeks, firstWeekday, opened, onOpen } = options;
  const [activeDay, setActiveDay] = useState<Day>();
  const [draft, setDraft] = useState<DayRange>();
  /** From where a span reaches to where the pointer or the focus is. */
  const anchor = useRef<Day>();
  const isDragging = useRef(false);

  useEffect(() => {
    const drop = () => {
      const wasDragging = isDragging.current;
      isDragging.current = false;
      if (wasDragging && draft && draft.from !== draft.to) {
        setDraft(undefined);
        onOpen(draft);
      }
    };
    window.addEventListener('mouseup', drop);
    return () => window.removeEventListener('mouseup', drop);
  }, [draft, onOpen]);

  const openDay = (day: Day, extend: boolean) => {
    const from = extend ? anchor.current ?? opened?.from ?? day : day;
    anchor.current = from;
    setActiveDay(day);
    setDraft(undefined);
    onOpen(span(from, day));
  };

  const walk = (event: KeyboardEvent<HTMLElement>, day: Day) => {
    const next = dayByKey({
      day,
      key: mirrored(event),
      weeks,
      toEnds: event.ctrlKey || event.metaKey,
      strip: strips.find(strip => has(strip, day)) ?? range,
      range,
    });
    if (!next) {
      return;
    }
    event.preventDefault();
    if (event.shiftKey) {
      anchor.current = draft ? anchor.current : day;
      setDraft(span(anchor.current ?? day, next));
    } else {
      anchor.current = next;
      setDraft(undefined);
    }
    setActiveDay(next);
    event.currentTarget
      .querySelector<HTMLElement>(`[data-day="${next}"]`)
      ?.focus();
  };

  return {
    activeDay,
    draft,
    handlers: {
      onMouseDown(event) {
        const day = dayAt(event.target);
        if (day && event.button === 0 && !event.shiftKey) {
          anchor.current = day;
          isDragging.current = true;
        }
      },
      onMouseOver(event) {
        const day = dayAt(event.target);
        if (isDragging.current && day && anchor.current) {
          setDraft(span(anchor.current, day));
        }
      },
      onClick(event) {
        const day = dayAt(event.target);
        const header = headerAt(event.target);
        if (day) {
          openDay(day, event.shiftKey);
        } else if (header) {
          onOpen(header);
        }
      },
      onKeyDown(event) {
        const day = dayAt(event.target);
        if (event.key === 'Escape') {
          setDraft(undefined);
          onOpen(undefined);
        } else if (!day) {
          return;
        } else if (event.key === ' ' && event.ctrlKey) {
          event.preventDefault();
          onOpen(
            strips
              .flatMap(strip => listWeeks(strip, firstWeekday))
              .find(week => has(week, day)),
          );
        } else if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          if (draft) {
            setDraft(undefined);
            onOpen(draft);
          } else {
            openDay(day, event.shiftKey);
          }
        } else {
          walk(event, day);
        }
      },
    },
  };
}

/** The day of a square. */
export function dayAt(target: EventTarget): Day | undefined {
  return target instanceof HTMLElement ? target.dataset.day : undefined;
}

/** What stands for days: a square, or the header of a month or a week. */
export function anchorAt(target: EventTarget): HTMLElement | undefined {
  return target instanceof HTMLElement
    ? target.closest<HTMLElement>('[data-day], [data-from]') ?? undefined
    : undefined;
}

/** The days of what stands for a month or a week. */
export function headerAt(target: EventTarget): DayRange | undefined {
  const { from, to } = anchorAt(target)?.dataset ?? {};
  return from && to ? { from, to } : undefined;
}

/** The key, as if the page were read from left to right. */
function mirrored(event: KeyboardEvent<HTMLElement>): string {
  const { direction } = getComputedStyle(event.currentTarget);
  const others: Record<string, string> = {
    ArrowLeft: 'ArrowRight',
    ArrowRight: 'ArrowLeft',
  };
  return (direction === 'rtl' && others[event.key]) || event.key;
}
