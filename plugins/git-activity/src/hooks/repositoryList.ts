import { BreakdownQuery } from 'backstage-plugin-git-activity-common';
import { ParameterReader } from './ParameterReader';

/** What a repository of a selection can be. */
export type RepositoryState = NonNullable<BreakdownQuery['state']>[number];
/** By what repositories are sorted. */
export type RepositorySort = NonNullable<BreakdownQuery['sort']>;

/** What a selection is told apart by: its repositories, or the parts of a group, a system or a domain. */
export type Grouping = (typeof GROUPINGS)[number];

/** Which repositories, or parts, of a selection are listed, and in which order. */
export interface RepositoryListChoice {
  by: Grouping;
  /** What is searched for; everything, if empty. */
  search: string;
  /** Only those that are all of this. */
  states: RepositoryState[];
  sort: RepositorySort;
  order: 'asc' | 'desc';
}

/** What is offered to tell a selection apart by. */
export const GROUPINGS = ['repository', 'part'] as const;
/** The states in the order in which they are offered. */
export const REPOSITORY_STATES: readonly RepositoryState[] = [
  'active',
  'quiet',
  'new',
  'incomplete',
];
const SORTS: readonly RepositorySort[] = [
  'name',
  'commits',
  'change',
  'lastCommit',
];
/** As long as the backend takes it. */
export const LONGEST_SEARCH = 200;

/** The parameters of a page's query that say which repositories are listed. */
export const LIST_PARAMETERS = ['by', 'search', 'state', 'sort', 'order'];

/** Reads from a page's query which repositories are listed; all of them by name, unless it says otherwise. */
export function parseList(reader: ParameterReader): RepositoryListChoice {
  const states = reader.list(['state'], value =>
    REPOSITORY_STATES.some(state => state === value),
  );
  return {
    by: reader.choice('by', GROUPINGS) ?? 'repository',
    search: reader.raw('search').slice(0, LONGEST_SEARCH),
    states: REPOSITORY_STATES.filter(state => states.includes(state)),
    sort: reader.choice('sort', SORTS) ?? 'name',
    order: reader.choice('order', ['asc', 'desc']) ?? 'asc',
  };
}

/** Writes into a page's query which repositories are listed; what goes without saying is left out. */
export function writeList(
  written: URLSearchParams,
  { by, search, states, sort, order }: RepositoryListChoice,
): void {
  if (by !== 'repository') {
    written.set('by', by);
  }
  if (search) {
    written.set('search', search);
  }
  states.forEach(state => written.append('state', state));
  if (sort !== 'name') {
    written.set('sort', sort);
  }
  if (order === 'desc') {
    written.set('order', order);
  }
}
