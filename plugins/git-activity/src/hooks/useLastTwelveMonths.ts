import { useMemo } from 'react';
import { DayLookup } from '../calendar/dayCells';
import { readHistory } from '../calendar/history';
import { periodBefore } from '../calendar/periods';
import { rangeLimits } from './selection';
import {
  useCalendar,
  useLastCommit,
  useUpdates,
  useWidestCalendar,
} from './useActivityData';
import { useClock } from './useClock';
import { useWhenRead } from './useWhenRead';

/**
 * The last twelve months of an entity, without any filters, and what there is to say beside them. What was before and the colours come
 * from one calendar of its whole history, which is what its tab chooses its colours by.
 */
export function useLastTwelveMonths(entityRef: string) {
  const clock = useClock();
  const query = useMemo(() => ({ entityRef: [entityRef] }), [entityRef]);
  // the last twelve months, which is what the backend answers unless told otherwise
  const calendar = useCalendar(query);
  const { value, refresh } = calendar;
  const allDays = useMemo(
    () => ({ from: rangeLimits(clock).from, to: clock.latest }),
    [clock],
  );
  const widest = useWidestCalendar({ subject: query, range: allDays });
  const lastCommit = useLastCommit(query, {
    range: allDays,
    revision: value?.published ? undefined : value?.revision,
  });
  useUpdates({ calendar, refresh });
  useWhenRead(value?.coverage.repositories.pending, widest.refresh);

  const history = useMemo(
    () => readHistory(widest.value, value),
    [widest.value, value],
  );
  const { firstCommit } = history;
  const { today } = clock;
  const lookup = useMemo(
    () => value && new DayLookup(value, { today, firstCommit }),
    [value, today, firstCommit],
  );
  const before = useMemo(() => {
    const days =
      value && periodBefore('last-12-months', { days: value, today });
    return days && widest.value
      ? new DayLookup(widest.value, { today, firstCommit }).sum(days)
      : undefined;
  }, [value, widest.value, today, firstCommit]);

  return {
    calendar,
    /** Whether colours are still to be chosen; they are not to change under the viewer's eyes. */
    isPreparing: widest.loading && !widest.value,
    lookup,
    scale: history.scale,
    before,
    lastCommit: lastCommit.value?.items[0],
    today,
  };
}
