import {
  addDays,
  Breakdown,
  BreakdownQuery,
  Commit,
  countDays,
  Day,
  PartBreakdown,
  Repository,
} from 'backstage-plugin-git-activity-common';
import { DayRange } from '../src/calendar/strips';
import { coverageOf, FakeLedger, rangeOf, selectCommits } from './fakeLedger';
import { pageOf } from './fakeRequests';

type Activity = Omit<Breakdown['items'][number], 'repository'>;
type State = Activity['states'][number];

const FIRST_DAY = '0001-01-01';
const DAYS_PER_POINT = 7;
const QUIET_DAYS = 90;

/** What a selection comes to in each repository, as the backend says it, but for the revision. Weeks are points, however many. */
export function breakDown(
  ledger: FakeLedger,
  query: BreakdownQuery,
): Omit<Breakdown, 'revision'> {
  const found = ledger.repositories
    .filter(repository => isFound(repository, query))
    .map(repository => ({
      repository,
      ...activityOf(ledger, { repositories: [repository], query }),
    }));
  const { totals, ...list } = listOf(found, {
    ...{ ledger, query },
    nameOf: ({ repository }) => repository.url.split('/').at(-1)!,
  });
  return { ...list, totals: { repositories: found.length, ...totals } };
}

/** What a selection comes to in each part, as the backend says it. */
export function breakIntoParts(
  ledger: FakeLedger,
  query: BreakdownQuery,
): Omit<PartBreakdown, 'revision'> {
  const { previous, to } = periodsOf(ledger, query);
  const search = (query.search ?? '').toLowerCase();
  const [whole] = query.entityRef ?? [];
  const found = (ledger.parts ?? [])
    .map(({ entityRef = whole, repositories }) => ({ entityRef, repositories }))
    .filter(({ entityRef }) => entityRef.includes(search))
    .map(({ entityRef, repositories: ids }) => ({
      part: { entityRef, own: entityRef === whole },
      ...activityOf(ledger, {
        repositories: ledger.repositories.filter(({ id }) => ids.includes(id)),
        query,
      }),
      coverage: {
        ...coverageOf(ledger, { repository: ids, from: previous.from, to }),
        problems: [],
      },
    }));
  const { totals, ...list } = listOf(found, {
    ...{ ledger, query },
    nameOf: ({ part }) => part.entityRef.split('/').at(-1)!,
  });
  return { ...list, totals: { parts: found.length, ...totals } };
}

function periodsOf(ledger: FakeLedger, query: BreakdownQuery) {
  const { from, to } = rangeOf(ledger, query);
  const days = countDays(from, to);
  const previous = { from: addDays(from, -days), to: addDays(from, -1) };
  return { from, to, previous };
}

/** One page of what is found, and how many of it are what. */
function listOf<TItem extends Activity>(
  found: TItem[],
  options: {
    ledger: FakeLedger;
    query: BreakdownQuery;
    nameOf(item: TItem): string;
  },
) {
  const { ledger, query } = options;
  const count = (state: State) =>
    found.filter(({ states }) => states.includes(state)).length;
  const asked = [...(query.entityRef ?? []), ...(query.person ?? [])];
  return {
    ...periodsOf(ledger, query),
    daysPerPoint: DAYS_PER_POINT,
    ...pageOf(
      found
        .filter(({ states }) =>
          (query.state ?? []).every(state => states.includes(state)),
        )
        .sort(orderOf(query, options.nameOf)),
      query,
    ),
    totals: {
      active: count('active'),
      quiet: count('quiet'),
      incomplete: count('incomplete'),
      new: count('new'),
    },
    unrecognised: ledger.unrecognised.filter(ref => asked.includes(ref)),
  };
}

function isFound(
  { id, url, entityRefs }: Repository,
  { repository, search = '' }: BreakdownQuery,
): boolean {
  return (
    (!repository || repository.includes(id)) &&
    [url, ...entityRefs].some(text =>
      text.toLowerCase().includes(search.toLowerCase()),
    )
  );
}

/** What repositories come to. */
function activityOf(
  ledger: FakeLedger,
  options: { repositories: Repository[]; query: BreakdownQuery },
): Activity {
  const { repositories, query } = options;
  const { previous, ...range } = periodsOf(ledger, query);
  const ids = new Set(repositories.map(({ id }) => id));
  const isIn = ({ repository }: Commit) => ids.has(repository.id);
  const counted = selectCommits(ledger, {
    ...query,
    repository: undefined,
    from: FIRST_DAY,
    to: range.to,
  }).counted.filter(isIn);
  const within = ({ from, to }: DayRange) =>
    counted.filter(({ day }) => day >= from && day <= to);
  const current = within(range);
  const series = new Array<number>(
    Math.ceil(countDays(range.from, range.to) / DAYS_PER_POINT),
  ).fill(0);
  for (const { day } of current) {
    const back = Math.floor((countDays(day, range.to) - 1) / DAYS_PER_POINT);
    series[series.length - 1 - back] += 1;
  }
  const activity = {
    commits: current.length,
    firstDay: endOf(ledger.commits.filter(isIn), 'first'),
    lastDay: endOf(counted, 'last'),
  };
  return {
    ...activity,
    previousCommits: within(previous).length,
    series,
    states: statesOf(repositories, { ...activity, range }),
  };
}

function endOf(commits: Commit[], end: 'first' | 'last'): Day | null {
  const days = commits.map(({ day }) => day).sort();
  return (end === 'first' ? days[0] : days.at(-1)) ?? null;
}

function statesOf(
  repositories: Repository[],
  activity: Pick<Activity, 'commits' | 'firstDay' | 'lastDay'> & {
    range: DayRange;
  },
): State[] {
  const { commits, firstDay, lastDay, range } = activity;
  const coverages = repositories.map(({ coverage }) => coverage);
  const is: Record<State, boolean> = {
    active: commits > 0,
    quiet:
      coverages.every(({ completeFrom }) => completeFrom !== null) &&
      (lastDay === null || lastDay <= addDays(range.to, -QUIET_DAYS)),
    incomplete: coverages.some(
      ({ completeFrom, completeUntil }) =>
        completeFrom === null ||
        completeFrom > range.from ||
        (completeUntil !== null && completeUntil < range.to),
    ),
    new: firstDay?.slice(0, 4) === range.to.slice(0, 4),
  };
  return (Object.keys(is) as State[]).filter(state => is[state]);
}

function orderOf<TItem extends Activity>(
  { sort = 'name', order = 'asc' }: BreakdownQuery,
  nameOf: (item: TItem) => string,
): (a: TItem, b: TItem) => number {
  const byName = (a: TItem, b: TItem) =>
    nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true });
  const change = (item: TItem) => item.commits - item.previousCommits;
  const orders: Record<typeof sort, (a: TItem, b: TItem) => number> = {
    name: byName,
    commits: (a, b) => a.commits - b.commits,
    change: (a, b) => change(a) - change(b),
    lastCommit: (a, b) => (a.lastDay ?? '').localeCompare(b.lastDay ?? ''),
  };
  const sign = order === 'asc' ? 1 : -1;
  return (a, b) => sign * orders[sort](a, b) || byName(a, b);
}
