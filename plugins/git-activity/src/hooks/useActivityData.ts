import { useApi } from '@backstage/core-plugin-api';
import {
  Calendar,
  CalendarQuery,
  Commit,
  CommitList,
  countDays,
  Coverage,
  Day,
  PersonList,
  Repository,
} from 'backstage-plugin-git-activity-common';
import { useEffect, useRef, useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { gitActivityApiRef } from '../api';
import { useRepeated } from './useRepeated';
import { RequestState, useRequest, WatchedRequestState } from './useRequest';

/** How often numbers that still grow are asked for again. */
export const LIVE_REFRESH_MS = 6_000;
/** How often a page that stays open looks whether its numbers are still the newest. */
export const CHECK_MS = 60_000;

/** The longest range that is drawn: a century, where no author date that can be used is older than 1970. */
const MOST_DAYS = 36_525;

const REPOSITORIES_PER_PAGE = 500;
/** Commits that are listed at first, and with each "show more". */
const COMMITS_PER_PAGE = 100;
/** How often a list and a calendar that do not fit are asked for anew, while commits arrive faster than that. */
const MOST_TRIES_TO_FIT = 3;

/** The calendar of a selection. */
export function useCalendar(
  query: CalendarQuery,
): WatchedRequestState<Calendar> {
  const api = useApi(gitActivityApiRef);
  return useRequest({
    key: JSON.stringify(query),
    load: async (signal, known) =>
      drawable(await api.getCalendar(query, { signal, known })),
    // the same numbers, as they were drawn, with the list that goes with them: only fresher
    absorb: (latest, shown) =>
      drawnOf(latest) === drawnOf(shown)
        ? { ...shown, coverage: latest.coverage }
        : undefined,
  });
}

/** A calendar, unless no page could draw it. @throws an error then */
function drawable(calendar: Calendar): Calendar {
  const days = countDays(calendar.from, calendar.to);
  if (!(days > 0 && days <= MOST_DAYS)) {
    throw new Error(`A calendar of ${days} days cannot be drawn`);
  }
  return calendar;
}

/** What would move or change on the page: not how fresh the same numbers are. */
function drawnOf({ coverage, revision: _, ...calendar }: Calendar): string {
  return JSON.stringify({
    ...calendar,
    coverage: { ...coverage, syncedAt: 0 },
  });
}

/**
 * Keeps an open page up to date: numbers that still grow are drawn as they come; of others, the viewer is told that there are
 * new ones.
 */
export function useUpdates(options: {
  calendar: WatchedRequestState<Calendar>;
  /** Whether something is awaited, apart from first syncs. */
  waiting?: boolean;
  refresh(): void;
}): void {
  const { calendar, waiting = false, refresh } = options;
  const repositories = calendar.value?.coverage.repositories;
  const isGrowing =
    repositories && (repositories.pending > 0 || repositories.total === 0);
  const isLive = waiting || isGrowing === true;
  useRepeated(
    isLive ? refresh : calendar.check,
    isLive ? LIVE_REFRESH_MS : CHECK_MS,
  );
}

/** The people of a selection, whoever of them is filtered for. */
export function usePeople(
  query: CalendarQuery,
  options: {
    /** The revision of the calendar beside which they are listed; nobody is listed without one. */
    revision: string | undefined;
    enabled: boolean;
  },
): RequestState<PersonList> {
  const { revision } = options;
  const api = useApi(gitActivityApiRef);
  const { person: _, ...rest } = query;
  return useRequest({
    key: JSON.stringify({ rest, revision }),
    load: signal => api.getPeople(rest, { signal }),
    enabled: options.enabled && revision !== undefined,
  });
}

/** All repositories behind an entity, from however many pages; asked for anew with each coverage beside which they are listed. */
export function useRepositories(
  entityRef: string,
  coverage: Coverage | undefined,
): RequestState<Repository[]> {
  const api = useApi(gitActivityApiRef);
  return useRequest({
    key: JSON.stringify([
      entityRef,
      coverage?.syncedAt,
      coverage?.repositories,
    ]),
    enabled: coverage !== undefined,
    load: async signal => {
      const repositories: Repository[] = [];
      let cursor: string | undefined;
      do {
        const page = await api.getRepositories(
          { entityRef: [entityRef], limit: REPOSITORIES_PER_PAGE, cursor },
          { signal },
        );
        repositories.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      return repositories;
    },
  });
}

/** The commits of one day, as many as were asked for so far. */
export interface DayCommitsState {
  /** Absent as long as they do not fit the calendar. */
  commits?: Commit[];
  error?: Error;
  loading: boolean;
  hasMore: boolean;
  /** Loads the next page, or tries again after an error. */
  showMore(): void;
}

/** The pages after the first, and of which first page they are the continuation. */
interface LaterPages {
  first: CommitList;
  items: Commit[];
  nextCursor?: string;
}

/**
 * The commits behind one day of a calendar. Where they are of another revision than the calendar, that is asked for anew, and
 * the two are shown once they fit.
 */
export function useDayCommits(options: {
  query: CalendarQuery;
  day: Day;
  /** What the calendar counts on that day. */
  count: number;
  calendar: RequestState<Calendar>;
}): DayCommitsState {
  const { query, day, count, calendar } = options;
  const api = useApi(gitActivityApiRef);
  const dayQuery = { ...query, from: day, to: day, limit: COMMITS_PER_PAGE };
  const revision = calendar.value?.revision;
  const first = useRequest({
    key: JSON.stringify({ dayQuery, revision }),
    load: signal => api.getCommits(dayQuery, { signal }),
  });
  const isFitting = useFit(first, calendar);
  const [later, setLater] = useState<LaterPages>();
  const [next, loadNext] = useAsyncFn(
    (cursor: string) => api.getCommits({ ...dayQuery, cursor }),
    [api, first.value],
  );

  const continued = later?.first === first.value ? later : undefined;
  const cursor = (continued ?? first.value)?.nextCursor;
  const showMore = async () => {
    if (!first.value || !cursor) {
      first.refresh();
      return;
    }
    const page = await loadNext(cursor);
    if (page instanceof Error) {
      return;
    }
    if (page.revision === first.value.revision) {
      const items = [...(continued?.items ?? []), ...page.items];
      setLater({ first: first.value, items, nextCursor: page.nextCursor });
    } else {
      // what changed may be on the pages before
      first.refresh();
    }
  };
  const fitting =
    first.value && isFitting
      ? {
          count,
          commits: [...first.value.items, ...(continued?.items ?? [])],
          hasMore: cursor !== undefined,
        }
      : undefined;
  // a list that the calendar does not contradict stays until there is one that fits
  const last = useRef(fitting);
  last.current = fitting ?? last.current;
  const listed = last.current?.count === count ? last.current : undefined;
  return {
    commits: listed?.commits,
    hasMore: listed?.hasMore ?? false,
    error: first.error ?? next.error,
    loading: first.loading || next.loading || (!fitting && !first.error),
    showMore,
  };
}

/** Whether a list is of the calendar's revision, or that could not be had; asks for the calendar anew where it is not. */
function useFit(
  list: RequestState<CommitList>,
  calendar: RequestState<Calendar>,
): boolean {
  const [tries, setTries] = useState(0);
  const isFitting = list.value?.revision === calendar.value?.revision;
  const isSettled =
    list.value && !list.stale && !list.loading && !calendar.loading;
  const { refresh } = calendar;
  useEffect(() => {
    if (isFitting) {
      setTries(0);
    } else if (isSettled && tries < MOST_TRIES_TO_FIT) {
      setTries(tries + 1);
      refresh();
    }
  }, [isSettled, isFitting, tries, refresh]);
  return isFitting || tries === MOST_TRIES_TO_FIT;
}
