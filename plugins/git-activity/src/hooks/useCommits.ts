import { useApi } from '@backstage/core-plugin-api';
import {
  Calendar,
  CalendarQuery,
  Commit,
  CommitList,
} from 'backstage-plugin-git-activity-common';
import { useEffect, useRef, useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { gitActivityApiRef } from '../api';
import { DayRange } from '../calendar/strips';
import { RequestState, useRequest } from './useRequest';

/** Commits that are listed at first, and with each "show more". */
const COMMITS_PER_PAGE = 100;
/** How often a list and a calendar that do not fit are asked for anew, while commits arrive faster than that. */
const MOST_TRIES_TO_FIT = 3;

/** The commits of some days, as many as were asked for so far. */
export interface CommitsState {
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
 * The commits behind days of a calendar. Where they are of another revision than the calendar, that is asked for anew, and
 * the two are shown once they fit.
 */
export function useCommits(options: {
  query: CalendarQuery;
  days: DayRange;
  /** What the calendar counts on those days. */
  count: number;
  calendar: RequestState<Calendar>;
}): CommitsState {
  const { query, days, count, calendar } = options;
  const api = useApi(gitActivityApiRef);
  const dayQuery = { ...query, ...days, limit: COMMITS_PER_PAGE };
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
