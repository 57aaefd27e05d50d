import { InputError } from '@backstage/errors';
import {
  addDays,
  BreakdownQuery,
  Day,
} from 'backstage-plugin-git-activity-common';
import { Activity } from '../counting/activity';
import { Freshness, isIncomplete } from '../counting/coverage';
import { Page, readCursor, writeCursor } from './cursor';

/** What one can look for. */
export type State = NonNullable<BreakdownQuery['state']>[number];

/** Where nothing was done for so long it is quiet. */
const QUIET_DAYS = 90;
/** The same on every machine and engine, unlike the databases' collations. */
const NAME_ORDER = new Intl.Collator('en', { numeric: true });

/** A share of a selection, as it is looked for, sorted and found again. */
export interface Line {
  /** No other line of the list has it. */
  id: number | string;
  name: string;
  /** Orders those of the same name. */
  address: string;
  /** In which a search looks. */
  texts: string[];
  activity: Activity;
  states: State[];
}

/** One page of lines, and how many of all that are found are what. */
export function listLines<TLine extends Line>(
  lines: TLine[],
  options: {
    query: Pick<BreakdownQuery, 'search' | 'state' | 'sort' | 'order'>;
    page: Page;
  },
): {
  shown: TLine[];
  nextCursor?: string;
  found: number;
  totals: Record<State, number>;
} {
  const { query, page } = options;
  const found = lines.filter(line => isFound(line, query.search));
  const wanted = found
    .filter(({ states }) =>
      (query.state ?? []).every(state => states.includes(state)),
    )
    .sort(createOrder(query));
  const shown = readPageOf(wanted, page);
  const last = shown.at(-1);
  const count = (state: State) =>
    found.filter(({ states }) => states.includes(state)).length;
  return {
    shown,
    ...(last &&
      last !== wanted.at(-1) && { nextCursor: writeCursor({ id: last.id }) }),
    found: found.length,
    totals: {
      active: count('active'),
      quiet: count('quiet'),
      incomplete: count('incomplete'),
      new: count('new'),
    },
  };
}

/** What a share is. */
export function findStates(
  { commits, firstDay, lastDay }: Activity,
  options: {
    /** Its repositories. */
    repositories: Freshness[];
    from: Day;
    to: Day;
    now: Date;
    /** Whether figures rest on several people, so that nothing is told of single days. */
    isPublished: boolean;
  },
): State[] {
  const { repositories, to, isPublished } = options;
  // Of what was never read nobody knows.
  const isRead = repositories.every(
    ({ complete_from }) => complete_from !== null,
  );
  const is: Record<State, boolean> = {
    active: commits > 0,
    incomplete: repositories.some(one => isIncomplete(one, options)),
    quiet:
      !isPublished &&
      isRead &&
      (lastDay === null || lastDay <= addDays(to, -QUIET_DAYS)),
    new: firstDay?.slice(0, 4) === to.slice(0, 4),
  };
  return (Object.keys(is) as State[]).filter(state => is[state]);
}

function isFound({ texts }: Line, search: string = ''): boolean {
  const sought = search.toLowerCase();
  return texts.some(text => text.toLowerCase().includes(sought));
}

function createOrder({
  sort = 'name',
  order = 'asc',
}: Pick<BreakdownQuery, 'sort' | 'order'>): (a: Line, b: Line) => number {
  const change = ({ activity }: Line) =>
    activity.commits - activity.previousCommits;
  const byName = (a: Line, b: Line) =>
    NAME_ORDER.compare(a.name, b.name) || (a.address < b.address ? -1 : 1);
  const orders: Record<typeof sort, (a: Line, b: Line) => number> = {
    name: byName,
    commits: (a, b) => a.activity.commits - b.activity.commits,
    change: (a, b) => change(a) - change(b),
    lastCommit: (a, b) =>
      compareDays(a.activity.lastDay ?? '', b.activity.lastDay ?? ''),
  };
  const sign = order === 'asc' ? 1 : -1;
  return (a, b) => sign * orders[sort](a, b) || byName(a, b);
}

function compareDays(a: Day, b: Day): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function readPageOf<TLine extends Line>(
  lines: TLine[],
  { cursor, limit }: Page,
): TLine[] {
  if (cursor === undefined) return lines.slice(0, limit);
  const { id } = readCursor(cursor, isPlace);
  const place = lines.findIndex(line => line.id === id);
  if (place === -1) {
    throw new InputError('cursor: its place is not in this list');
  }
  return lines.slice(place + 1, place + 1 + limit);
}

function isPlace(place: unknown): place is Pick<Line, 'id'> {
  return (
    typeof place === 'object' &&
    place !== null &&
    'id' in place &&
    (typeof place.id === 'string' || Number.isSafeInteger(place.id))
  );
}
