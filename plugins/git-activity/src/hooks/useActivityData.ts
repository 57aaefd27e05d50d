import { useApi } from '@backstage/core-plugin-api';
import {
  Calendar,
  CalendarQuery,
  Commit,
  CommitList,
  Day,
  Person,
  Repository,
} from 'backstage-plugin-git-activity-common';
import { useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { gitActivityApiRef } from '../api';
import { RequestState, useRequest } from './useRequest';

const REPOSITORIES_PER_PAGE = 500;
/** Commits that are listed at first, and with each "show more". */
const COMMITS_PER_PAGE = 100;

/** The calendar of a selection. */
export function useCalendar(query: CalendarQuery): RequestState<Calendar> {
  const api = useApi(gitActivityApiRef);
  return useRequest({
    key: JSON.stringify(query),
    load: signal => api.getCalendar(query, { signal }),
  });
}

/** The people of a selection, whoever of them is filtered for. */
export function usePeople(
  query: CalendarQuery,
  options: { enabled: boolean },
): RequestState<Person[]> {
  const api = useApi(gitActivityApiRef);
  const { person: _, ...rest } = query;
  return useRequest({
    key: JSON.stringify(rest),
    load: signal => api.getPeople(rest, { signal }),
    enabled: options.enabled,
  });
}

/** All repositories behind an entity, from however many pages. */
export function useRepositories(
  entityRef: string,
  options: { enabled: boolean },
): RequestState<Repository[]> {
  const api = useApi(gitActivityApiRef);
  return useRequest({
    key: entityRef,
    enabled: options.enabled,
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

/** The commits behind one day of a calendar. */
export function useDayCommits(query: CalendarQuery, day: Day): DayCommitsState {
  const api = useApi(gitActivityApiRef);
  const dayQuery = { ...query, from: day, to: day, limit: COMMITS_PER_PAGE };
  const first = useRequest({
    key: JSON.stringify(dayQuery),
    load: signal => api.getCommits(dayQuery, { signal }),
  });
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
    if (!(page instanceof Error)) {
      const items = [...(continued?.items ?? []), ...page.items];
      setLater({ first: first.value, items, nextCursor: page.nextCursor });
    }
  };
  return {
    commits: first.value && [...first.value.items, ...(continued?.items ?? [])],
    error: first.error ?? next.error,
    loading: first.loading || next.loading,
    hasMore: cursor !== undefined,
    showMore,
  };
}
