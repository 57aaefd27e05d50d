import { Entity } from '@backstage/catalog-model';
import { CalendarQuery, Day } from 'backstage-plugin-git-activity-common';
import { useCallback, useMemo } from 'react';
import { DayLookup } from '../calendar/dayCells';
import { readHistory } from '../calendar/history';
import { Clock, daysOf, periodBefore } from '../calendar/periods';
import { wholeKindOf } from '../entities';
import { ActivitySelection, rangeLimits } from './selection';
import {
  Subject,
  useCalendar,
  useLastCommit,
  useRepositories,
  useRepositoryFilter,
  useUpdates,
  useWidestCalendar,
} from './useActivityData';
import { useActivitySelection } from './useActivitySelection';
import { useBreakdown } from './useBreakdown';
import { useClock } from './useClock';
import { usePeopleFilter } from './usePeopleFilter';
import { useSync } from './useSync';
import { useWhenRead } from './useWhenRead';

/** All that the tab of an entity shows, and how it is changed. */
export function useTab(entity: Entity, entityRef: string) {
  const clock = useClock();
  const { selection, change } = useActivitySelection(clock);
  const { lens, alone, whole } = selection;
  const subject = useMemo(
    (): Subject => ({
      entityRef: [entityRef],
      ...(lens === 'members' && { lens }),
      ...(alone && { subgroups: 'exclude' }),
      ...(whole && { scope: 'repository' }),
    }),
    [entityRef, lens, alone, whole],
  );
  const filter = useRepositoryFilter(subject, selection.repositories);
  const query = useMemo(
    () => queryOf({ subject, selection, clock, repositoryIds: filter.ids }),
    [subject, selection, clock, filter.ids],
  );
  const isFindable = filter.ids !== undefined && filter.missing.length === 0;
  const calendar = useCalendar(query, { enabled: isFindable });
  const coverage = calendar.value?.coverage;
  const isPerson = entity.kind.toLocaleLowerCase('en-US') === 'user';
  const revision = calendar.value?.revision;
  // Of figures that rest on several people, there is nobody to choose and no commit to show.
  const isPublished = calendar.value?.published !== undefined;
  const people = usePeopleFilter(query, {
    revision,
    enabled: !isPerson && !isPublished,
  });
  const repositories = useRepositories({ subject, coverage });
  const isByPeople = isPerson || lens === 'members';
  // Parts are told apart by what they own, and have what their own parts have.
  const wholeKind = isByPeople || alone ? undefined : wholeKindOf(entity);
  const list = useMemo(
    () => ({
      ...selection.list,
      ...(isByPeople && { states: ['active' as const] }),
      ...(!wholeKind && { by: 'repository' as const }),
    }),
    [isByPeople, wholeKind, selection.list],
  );
  const breakdown = useBreakdown({ query, list, calendar });

  const allDays = useMemo(
    () => ({ from: rangeLimits(clock).from, to: clock.latest }),
    [clock],
  );
  const widest = useWidestCalendar({ subject, range: allDays });
  const lastCommit = useLastCommit(query, {
    range: allDays,
    revision: isPublished ? undefined : revision,
  });
  const history = useMemo(
    () => readHistory(widest.value, calendar.value),
    [widest.value, calendar.value],
  );
  const { firstCommit } = history;
  const before = useBefore({
    query,
    selection,
    clock,
    isFindable,
    firstCommit,
  });

  const unfiltered = isUnfiltered(selection) ? widest.value : undefined;
  const earlier = useMemo(
    () =>
      unfiltered
        ? new DayLookup(unfiltered, { today: clock.today, firstCommit })
        : before.lookup,
    [unfiltered, before.lookup, clock, firstCommit],
  );

  const refreshCalendar = calendar.refresh;
  const refreshRepositories = repositories.refresh;
  const refreshBefore = before.refresh;
  const refreshFilter = filter.refresh;
  const refreshBreakdown = breakdown.refresh;
  const refresh = useCallback(() => {
    refreshCalendar();
    refreshRepositories();
    refreshBefore();
    refreshFilter();
    refreshBreakdown();
  }, [
    refreshCalendar,
    refreshRepositories,
    refreshBefore,
    refreshFilter,
    refreshBreakdown,
  ]);
  const sync = useSync(refresh);
  useUpdates({ calendar, waiting: sync.watching, refresh });
  useWhenRead(coverage?.repositories.pending, widest.refresh);

  return {
    clock,
    selection,
    change,
    filter,
    query,
    calendar,
    /** Whether colours are still to be chosen; they are not to change under the viewer's eyes. */
    isPreparing: widest.loading && !widest.value,
    history,
    lastCommit,
    before: before.sum,
    /** Days before those of the calendar, by the same filters, as far as they have been asked for anyway. */
    earlier,
    people: isPerson || isPublished ? undefined : people,
    repositories,
    list,
    breakdown,
    isPerson,
    isByPeople,
    isPublished,
    wholeKind,
    refresh,
    sync,
  };
}

/** What the period before came to, by the same filters. */
function useBefore(options: {
  query: CalendarQuery;
  selection: ActivitySelection;
  clock: Clock;
  isFindable: boolean;
  firstCommit?: Day;
}) {
  const { query, selection, clock, isFindable, firstCommit } = options;
  const { range } = selection;
  const days = periodBefore(range.kind, {
    days: daysOf(range, clock),
    today: clock.today,
  });
  const { value, stale, refresh } = useCalendar(
    { ...query, ...days },
    { enabled: isFindable && days !== undefined },
  );
  const isKnown = days !== undefined && !stale;
  const lookup = useMemo(
    () =>
      isKnown && value
        ? new DayLookup(value, { today: clock.today, firstCommit })
        : undefined,
    [isKnown, value, clock, firstCommit],
  );
  const sum = useMemo(() => lookup?.sum(lookup.range), [lookup]);
  return { lookup, sum, refresh };
}

/** Whether a selection counts whatever a calendar of the subject's whole history counts, in some of its days. */
function isUnfiltered(selection: ActivitySelection): boolean {
  const { people, repositories, merges, bots } = selection;
  return people.length + repositories.length === 0 && !merges && !bots;
}

function queryOf(options: {
  subject: Subject;
  selection: ActivitySelection;
  clock: Clock;
  repositoryIds: string[] | undefined;
}): CalendarQuery {
  const { subject, selection, clock, repositoryIds = [] } = options;
  const { people, merges, bots, range } = selection;
  return {
    ...subject,
    // when the last twelve months end, the backend knows, which knows what a day is
    ...(range.kind !== 'last-12-months' && daysOf(range, clock)),
    ...(people.length > 0 && { person: people }),
    ...(repositoryIds.length > 0 && { repository: repositoryIds }),
    ...(merges && { merges: 'include' as const }),
    ...(bots && { bots: 'include' as const }),
  };
}
