import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  addDays,
  Breakdown,
  BreakdownQuery,
  countDays,
  Day,
  Repository,
} from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { fromDayNumber, toDayNumber } from '../counting/dayNumbers';
import { isIncomplete } from '../counting/coverage';
import { Points } from '../counting/points';
import { asSelected, narrowScopes, repositoriesOf } from '../counting/scopes';
import { readFirstDays } from '../counting/selectedSets';
import { RepositoryRow } from '../database/tables';
import { QuestionContext } from './context';
import { readCursor, writeCursor } from './cursor';
import { FIRST_DAY } from './range';
import { listFolders, readRepositories, toRepository } from './repositories';
import { Asked, readSelected } from './selected';

type Item = Breakdown['items'][number];
type State = NonNullable<BreakdownQuery['state']>[number];

/** A repository in which nothing was done for so long is quiet. */
const QUIET_DAYS = 90;
/** The same on every machine and engine, unlike the databases' collations. */
const NAME_ORDER = new Intl.Collator('en', { numeric: true });

/** Which days are told apart. */
interface Periods {
  from: Day;
  to: Day;
  /** As many days before. */
  previous: { from: Day; to: Day };
  /** What had its last commit on this day or before is quiet. */
  quietSince: Day;
  points: Points;
}

/** What one repository comes to. */
interface Activity {
  commits: number;
  previousCommits: number;
  series: number[];
  lastDay?: number;
}

/** A repository of a breakdown, as far as it is looked for, sorted and told. */
interface Line {
  row: RepositoryRow;
  entityRefs: string[];
  folders?: Repository['folders'];
  name: string;
  activity: Activity;
  firstDay: Day | null;
  lastDay: Day | null;
  states: Set<State>;
}

/** Where was work done, and where no longer? What a calendar of the same filter comes to in each repository, one page of them. */
export async function askBreakdown(
  context: QuestionContext,
  options: {
    query: BreakdownQuery;
    page: { cursor?: string; limit: number };
    credentials: BackstageCredentials;
  },
): Promise<Breakdown> {
  const { query, page, credentials } = options;
  const read = await readSelected(context, options, async (trx, asked) => {
    const { scopes } = asked.selected;
    const periods = dividePeriods(asked.filter);
    return {
      ...asked,
      periods,
      activities: await countActivities(trx, { context, asked, periods }),
      firstDays: await readFirstDays(trx, scopes),
      rows: (await readRepositories(trx, repositoriesOf(scopes))).map(row =>
        asSelected(row, scopes),
      ),
    };
  });
  const { filter, periods, activities, firstDays, rows, now } = read;
  const folders = listFolders(read.selected.scopes.folders);
  const entityRefs = await context.access.findEntityRefs(
    rows.map(({ id }) => id),
    credentials,
  );
  const lines = rows.map(row =>
    toLine(row, {
      entityRefs: entityRefs.get(row.id) ?? [],
      folders: folders.get(row.id),
      activity: activities.get(row.id) ?? noActivity(periods),
      firstDay: firstDays.get(row.id) ?? null,
      periods,
      now,
    }),
  );
  const found = lines.filter(line => isFound(line, query.search));
  const wanted = found
    .filter(({ states }) => (query.state ?? []).every(one => states.has(one)))
    .sort(createOrder(query));
  const shown = readPageOf(wanted, page);
  const last = shown.at(-1);
  return {
    from: filter.from,
    to: filter.to,
    previous: periods.previous,
    daysPerPoint: periods.points.daysPerPoint,
    items: shown.map(line => toItem(line, now)),
    ...(last &&
      last !== wanted.at(-1) && {
        nextCursor: writeCursor({ id: last.row.id }),
      }),
    totals: {
      repositories: found.length,
      active: countState(found, 'active'),
      quiet: countState(found, 'quiet'),
      incomplete: countState(found, 'incomplete'),
      new: countState(found, 'new'),
    },
    unrecognised: read.unrecognised,
    revision: read.selected.revision,
  };
}

function dividePeriods({ from, to }: { from: Day; to: Day }): Periods {
  const days = countDays(from, to);
  const before = addDays(from, -1);
  const start = addDays(from, -days);
  return {
    from,
    to,
    previous: { from: start < FIRST_DAY ? FIRST_DAY : start, to: before },
    quietSince: addDays(to, -QUIET_DAYS),
    points: new Points({ from, to }),
  };
}

function noActivity({ points }: Periods): Activity {
  return {
    commits: 0,
    previousCommits: 0,
    series: new Array<number>(points.length).fill(0),
  };
}

async function countActivities(
  trx: Knex,
  options: {
    context: QuestionContext;
    asked: Asked;
    periods: Periods;
  },
): Promise<Map<number, Activity>> {
  const { context, asked, periods } = options;
  const { filter, selected } = asked;
  const { scopes } = selected;
  const repositoryIds = repositoriesOf(scopes);
  const [previousFirst, first] = [periods.previous.from, filter.from].map(
    toDayNumber,
  );
  const activities = new Map(
    repositoryIds.map(id => [id, noActivity(periods)]),
  );
  const note = (id: number, dayNumber: number, commits: number) => {
    const activity = activities.get(id);
    if (!activity) return;
    activity.lastDay = Math.max(activity.lastDay ?? dayNumber, dayNumber);
    if (dayNumber >= first) {
      activity.commits += commits;
      activity.series[periods.points.indexOf(dayNumber)] += commits;
    } else if (dayNumber >= previousFirst) {
      activity.previousCommits += commits;
    }
  };
  await context.counter.countEach(trx, {
    selected,
    scopes,
    filter: { ...filter, from: periods.previous.from },
    onCounted: note,
  });
  if (periods.previous.from === FIRST_DAY) return activities;
  // Where nothing was done for so long, one has to look further back.
  await context.counter.countEach(trx, {
    selected,
    scopes: narrowScopes(
      scopes,
      repositoryIds.filter(id => activities.get(id)?.lastDay === undefined),
    ),
    filter: {
      ...filter,
      from: FIRST_DAY,
      to: addDays(periods.previous.from, -1),
    },
    onCounted: note,
  });
  return activities;
}

function toLine(
  row: RepositoryRow,
  options: {
    entityRefs: string[];
    folders?: Repository['folders'];
    activity: Activity;
    firstDay: Day | null;
    periods: Periods;
    now: Date;
  },
): Line {
  const { activity, firstDay, periods, now } = options;
  const { to } = periods;
  const lastDay =
    activity.lastDay === undefined ? null : fromDayNumber(activity.lastDay);
  const states = new Set<State>();
  if (activity.commits > 0) states.add('active');
  if (isIncomplete(row, { ...periods, now })) states.add('incomplete');
  // Of one that was never read nobody knows.
  const isQuiet = lastDay === null || lastDay <= periods.quietSince;
  if (row.complete_from !== null && isQuiet) states.add('quiet');
  if (firstDay !== null && firstDay.slice(0, 4) === to.slice(0, 4)) {
    states.add('new');
  }
  return { ...options, row, name: nameOf(row.url), lastDay, states };
}

/** The last part of its path, by which people know it. */
function nameOf(url: string): string {
  return url.replace(/(\.git)?\/*$/, '').replace(/^.*\//, '');
}

function isFound({ row, entityRefs }: Line, search: string = ''): boolean {
  const sought = search.toLowerCase();
  return [row.url, ...entityRefs].some(text =>
    text.toLowerCase().includes(sought),
  );
}

function countState(lines: Line[], state: State): number {
  return lines.filter(({ states }) => states.has(state)).length;
}

function createOrder({
  sort = 'name',
  order = 'asc',
}: Pick<BreakdownQuery, 'sort' | 'order'>): (a: Line, b: Line) => number {
  const change = ({ activity }: Line) =>
    activity.commits - activity.previousCommits;
  const byName = (a: Line, b: Line) =>
    NAME_ORDER.compare(a.name, b.name) || (a.row.url < b.row.url ? -1 : 1);
  const orders: Record<
    NonNullable<BreakdownQuery['sort']>,
    (a: Line, b: Line) => number
  > = {
    name: byName,
    commits: (a, b) => a.activity.commits - b.activity.commits,
    change: (a, b) => change(a) - change(b),
    lastCommit: (a, b) =>
      (a.activity.lastDay ?? -Infinity) - (b.activity.lastDay ?? -Infinity) ||
      0,
  };
  const sign = order === 'asc' ? 1 : -1;
  return (a, b) => sign * orders[sort](a, b) || byName(a, b);
}

function readPageOf(
  lines: Line[],
  { cursor, limit }: { cursor?: string; limit: number },
): Line[] {
  if (cursor === undefined) return lines.slice(0, limit);
  const { id } = readCursor(cursor, isPlace);
  const place = lines.findIndex(({ row }) => row.id === id);
  if (place === -1) {
    throw new InputError('cursor: its repository is not in this list');
  }
  return lines.slice(place + 1, place + 1 + limit);
}

function isPlace(place: unknown): place is { id: number } {
  return (
    typeof place === 'object' &&
    place !== null &&
    'id' in place &&
    Number.isSafeInteger(place.id)
  );
}

function toItem(line: Line, now: Date): Item {
  const { row, activity, firstDay, lastDay, states } = line;
  return {
    repository: toRepository(row, { ...line, now }),
    commits: activity.commits,
    previousCommits: activity.previousCommits,
    series: activity.series,
    firstDay,
    lastDay,
    states: [...states],
  };
}
