import { useApi } from '@backstage/core-plugin-api';
import {
  Calendar,
  CalendarQuery,
  CommitList,
  countDays,
  Coverage,
  GitActivityApi,
  Repository,
} from 'backstage-plugin-git-activity-common';
import { useMemo } from 'react';
import { gitActivityApiRef } from '../api';
import { DayRange } from '../calendar/strips';
import { useRepeated } from './useRepeated';
import { RequestState, useRequest, WatchedRequestState } from './useRequest';

/** How often numbers that still grow are asked for again. */
export const LIVE_REFRESH_MS = 6_000;
/** How often a page that stays open looks whether its numbers are still the newest. */
export const CHECK_MS = 60_000;

/** The longest range that is drawn: a century, where no author date that can be used is older than 1970. */
const MOST_DAYS = 36_525;

/** The most that the backend gives at once. */
const ITEMS_PER_PAGE = 500;

const isUrl = (ref: string) => ref.includes('://');

/** The calendar of a selection. */
export function useCalendar(
  query: CalendarQuery,
  options: { enabled?: boolean } = {},
): WatchedRequestState<Calendar> {
  const api = useApi(gitActivityApiRef);
  return useRequest({
    ...options,
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

/** What an entity is taken for, without any filters. */
export type Subject = Pick<
  CalendarQuery,
  'entityRef' | 'lens' | 'subgroups' | 'scope'
>;

/**
 * The widest calendar of an entity, without filters: what its colours and years are chosen by. Asked for once.
 */
export function useWidestCalendar(options: {
  subject: Subject;
  range: DayRange;
}): RequestState<Calendar> {
  const { subject, range } = options;
  const api = useApi(gitActivityApiRef);
  return useRequest({
    key: JSON.stringify([subject, range]),
    load: signal => api.getCalendar({ ...subject, ...range }, { signal }),
  });
}

/** The newest commit of a selection, whenever it was; asked for anew with each revision of its calendar. */
export function useLastCommit(
  query: CalendarQuery,
  options: { range: DayRange; revision: string | undefined },
): RequestState<CommitList> {
  const { range, revision } = options;
  const api = useApi(gitActivityApiRef);
  return useRequest({
    key: JSON.stringify({ query: { ...query, ...range }, revision }),
    load: signal =>
      api.getCommits({ ...query, ...range, limit: 1 }, { signal }),
    enabled: revision !== undefined,
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

/** All items of a list, from however many pages. */
async function loadAll<TItem>(
  loadPage: (page: { limit: number; cursor?: string }) => Promise<{
    items: TItem[];
    nextCursor?: string;
  }>,
): Promise<TItem[]> {
  const items: TItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await loadPage({ limit: ITEMS_PER_PAGE, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

/** All repositories behind an entity, from however many pages; asked for anew with each coverage beside which they are listed. */
export function useRepositories(options: {
  subject: Subject;
  coverage: Coverage | undefined;
}): RequestState<Repository[]> {
  const { subject, coverage } = options;
  const api = useApi(gitActivityApiRef);
  return useRequest({
    key: JSON.stringify([subject, coverage?.syncedAt, coverage?.repositories]),
    enabled: coverage !== undefined,
    load: signal => listRepositories(api, { subject, signal }),
  });
}

/** What a filter by repositories comes to. */
export interface RepositoryFilter {
  /** Of the repositories; absent as long as they are not known. */
  ids?: string[];
  /** What the filter names that is not behind the entity. */
  missing: string[];
  /** Why they cannot be known. */
  error?: Error;
  refresh(): void;
}

/** Finds the repositories that a filter names, by URL or id. */
export function useRepositoryFilter(
  { scope: _, ...subject }: Subject,
  refs: string[],
): RepositoryFilter {
  const api = useApi(gitActivityApiRef);
  const enabled = refs.some(isUrl);
  const list = useRequest({
    key: JSON.stringify(subject),
    enabled,
    load: signal => listRepositories(api, { subject, signal }),
  });
  const { value, error, refresh } = list;
  return useMemo(() => {
    const ids = new Map(value?.map(({ id, url }) => [url, id]));
    const isKnown = !enabled || value !== undefined;
    return {
      ids: isKnown ? refs.map(ref => ids.get(ref) ?? ref) : undefined,
      missing: isKnown ? refs.filter(ref => isUrl(ref) && !ids.has(ref)) : [],
      error: enabled ? error : undefined,
      refresh,
    };
  }, [refs, enabled, value, error, refresh]);
}

async function listRepositories(
  api: GitActivityApi,
  options: { subject: Subject; signal: AbortSignal },
): Promise<Repository[]> {
  const { subject, signal } = options;
  return loadAll(page =>
    api.getRepositories({ ...subject, ...page }, { signal }),
  );
}
