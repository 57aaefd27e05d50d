import {
  addDays,
  Breakdown,
  BreakdownQuery,
  Commit,
  countDays,
  Day,
  Repository,
} from 'backstage-plugin-git-activity-common';
import { DayRange } from '../src/calendar/strips';
import { FakeLedger, rangeOf, selectCommits } from './fakeLedger';
import { pageOf } from './fakeRequests';

type Item = Breakdown['items'][number];
type State = Item['states'][number];

const FIRST_DAY = '0001-01-01';
const DAYS_PER_POINT = 7;
const QUIET_DAYS = 90;

/** What a selection comes to in each repository, as the backend says it, but for the revision. Weeks are points, however many. */
export function breakDown(
  ledger: FakeLedger,
  query: BreakdownQuery,
): Omit<Breakdown, 'revision'> {
  const { from, to } = rangeOf(ledger, query);
  const days = countDays(from, to);
  const previous = { from: addDays(from, -days), to: addDays(from, -1) };
  const { counted } = selectCommits(ledger, { ...query, from: FIRST_DAY, to });
  const found = ledger.repositories
    .filter(repository => isFound(repository, query))
    .map(repository =>
      itemOf(repository, {
        commits: ledger.commits,
        counted: counted.filter(
          commit => commit.repository.id === repository.id,
        ),
        range: { from, to },
        previous,
      }),
    );
  const count = (state: State) =>
    found.filter(({ states }) => states.includes(state)).length;
  const asked = [...(query.entityRef ?? []), ...(query.person ?? [])];
  return {
    from,
    to,
    previous,
    daysPerPoint: DAYS_PER_POINT,
    ...pageOf(
      found
        .filter(({ states }) =>
          (query.state ?? []).every(state => states.includes(state)),
        )
        .sort(orderOf(query)),
      query,
    ),
    totals: {
      repositories: found.length,
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

function itemOf(
  repository: Repository,
  options: {
    commits: Commit[];
    counted: Commit[];
    range: DayRange;
    previous: DayRange;
  },
): Item {
  const { counted, range, previous } = options;
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
  const stored = options.commits.filter(
    commit => commit.repository.id === repository.id,
  );
  const activity = {
    commits: current.length,
    firstDay: endOf(stored, 'first'),
    lastDay: endOf(counted, 'last'),
  };
  return {
    repository,
    ...activity,
    previousCommits: within(previous).length,
    series,
    states: statesOf(repository, { ...activity, range }),
  };
}

function endOf(commits: Commit[], end: 'first' | 'last'): Day | null {
  const days = commits.map(({ day }) => day).sort();
  return (end === 'first' ? days[0] : days.at(-1)) ?? null;
}

function statesOf(
  { coverage }: Repository,
  activity: Pick<Item, 'commits' | 'firstDay' | 'lastDay'> & {
    range: DayRange;
  },
): State[] {
  const { commits, firstDay, lastDay, range } = activity;
  const { completeFrom, completeUntil } = coverage;
  const is: Record<State, boolean> = {
    active: commits > 0,
    quiet:
      completeFrom !== null &&
      (lastDay === null || lastDay <= addDays(range.to, -QUIET_DAYS)),
    incomplete:
      completeFrom === null ||
      completeFrom > range.from ||
      (completeUntil !== null && completeUntil < range.to),
    new: firstDay?.slice(0, 4) === range.to.slice(0, 4),
  };
  return (Object.keys(is) as State[]).filter(state => is[state]);
}

function orderOf({
  sort = 'name',
  order = 'asc',
}: BreakdownQuery): (a: Item, b: Item) => number {
  const nameOf = ({ repository }: Item) => repository.url.split('/').at(-1)!;
  const byName = (a: Item, b: Item) =>
    nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true });
  const change = (item: Item) => item.commits - item.previousCommits;
  const orders: Record<typeof sort, (a: Item, b: Item) => number> = {
    name: byName,
    commits: (a, b) => a.commits - b.commits,
    change: (a, b) => change(a) - change(b),
    lastCommit: (a, b) => (a.lastDay ?? '').localeCompare(b.lastDay ?? ''),
  };
  const sign = order === 'asc' ? 1 : -1;
  return (a, b) => sign * orders[sort](a, b) || byName(a, b);
}
