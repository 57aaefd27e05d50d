import { useApi } from '@backstage/core-plugin-api';
import {
  Breakdown,
  Calendar,
  CalendarQuery,
  PartBreakdown,
} from 'backstage-plugin-git-activity-common';
import { useEffect, useState } from 'react';
import { gitActivityApiRef } from '../api';
import { problemKindOf } from './problem';
import { RepositoryListChoice } from './repositoryList';
import { RequestState, useRequest } from './useRequest';

/** Repositories on one page of the list. */
export const REPOSITORIES_PER_PAGE = 25;

/** What a selection comes to in each of its repositories, or in each part. */
export type Listing =
  | (Breakdown & { by: 'repository' })
  | (PartBreakdown & { by: 'part' });

/** What a selection comes to in each of its repositories or parts, page by page. */
export interface BreakdownState extends RequestState<Listing> {
  /** The page that is shown or awaited, from 0. */
  page: number;
  /** Goes to the next page, or to any before. */
  showPage(page: number): void;
}

/** The cursors that open the pages from the second to the present one. */
interface Way {
  key: string;
  cursors: string[];
}

/** How many repositories or parts are found, whatever they are. */
export function countFound(listing: Listing): number {
  return listing.by === 'part'
    ? listing.totals.parts
    : listing.totals.repositories;
}

/**
 * What a selection comes to in each of its repositories or parts, whichever repositories the calendar is of. Asked for anew with each calendar
 * beside which it is listed.
 */
export function useBreakdown(options: {
  query: CalendarQuery;
  list: RepositoryListChoice;
  calendar: RequestState<Calendar>;
}): BreakdownState {
  const { query, list, calendar } = options;
  const api = useApi(gitActivityApiRef);
  const { repository: _, ...rest } = query;
  const asked = {
    ...rest,
    ...(list.search && { search: list.search }),
    ...(list.states.length > 0 && { state: list.states }),
    sort: list.sort,
    order: list.order,
    limit: REPOSITORIES_PER_PAGE,
  };
  const { by } = list;
  const key = JSON.stringify({ by, ...asked });
  const [way, setWay] = useState<Way>({ key, cursors: [] });
  const cursors = way.key === key ? way.cursors : [];
  const cursor = cursors.at(-1);
  const { syncedAt, repositories } = calendar.value?.coverage ?? {};
  const revision = calendar.value?.revision;
  const request = useRequest({
    key: JSON.stringify({ key, cursor, revision, syncedAt, repositories }),
    // the calendar of other filters is on the way, and then this would be asked for once more
    enabled: calendar.value !== undefined && !calendar.stale,
    load: async (signal): Promise<Listing> => {
      const page = { ...asked, cursor };
      if (by === 'repository') {
        return { by, ...(await api.getBreakdown(page, { signal })) };
      }
      const { entityRef = [] } = page;
      const parts = { ...page, entityRef };
      return { by, ...(await api.getPartBreakdown(parts, { signal })) };
    },
  });
  const isLost =
    cursor !== undefined &&
    request.error !== undefined &&
    problemKindOf(request.error) === 'refused';
  useEffect(() => {
    // the repository after which this page began is no longer in the list
    if (isLost) {
      setWay({ key, cursors: [] });
    }
  }, [isLost, key]);

  const next = request.stale ? undefined : request.value?.nextCursor;
  return {
    ...request,
    page: cursors.length,
    showPage: page => {
      if (page < cursors.length) {
        setWay({ key, cursors: cursors.slice(0, page) });
      } else if (next && page > cursors.length) {
        setWay({ key, cursors: [...cursors, next] });
      }
    },
  };
}
