import {
  Breakdown,
  countDays,
  Day,
  printable,
  Repository,
  RepositoryStatus,
} from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { describeAge } from '../../calendar/momentWords';
import { RepositoryState } from '../../hooks/repositoryList';

/** What one repository comes to. */
export type BreakdownItem = Breakdown['items'][number];

const DAYS_PER_WEEK = 7;
/** On average, which is near enough for "8 months ago". */
const DAYS_PER_MONTH = 30.44;
const DAYS_PER_YEAR = 365.25;

const STATUS_NAMES: Record<RepositoryStatus, string> = {
  pending: 'Waiting for its first sync',
  syncing: 'Being read',
  current: 'Current',
  stale: 'Out of date',
  failed: 'Could not be read',
};

/** Where a repository's sync stands, as one line. */
export function describeSync(
  repository: Repository,
  format: LocalFormat,
): string {
  const { status, error, archived, lastSyncedAt, commits, coverage } =
    repository;
  const isReading = status === 'syncing';
  const { completeFrom, completeUntil } = coverage;
  const parts = [
    isReading && error ? 'Being read again' : STATUS_NAMES[status],
    archived && 'archived on the host',
    lastSyncedAt &&
      `last synced ${describeAge(new Date(lastSyncedAt), {
        now: new Date(),
        format,
      })}`,
    isReading && `${format.count(commits, 'commit', 'commits')} so far`,
    isReading &&
      lastSyncedAt === null &&
      completeFrom &&
      `complete from ${format.shortDay(completeFrom)} on`,
    completeUntil && `known until ${format.shortDay(completeUntil)}`,
  ];
  return parts.filter(Boolean).join('; ');
}

/** Whether there is anything to say of a repository's sync but that all is well. */
export function isNotable(repository: Repository): boolean {
  const { status, archived, error, notices, heldBack } = repository;
  return (
    status !== 'current' ||
    archived === true ||
    error !== undefined ||
    notices.length > 0 ||
    heldBack !== undefined
  );
}

/** What the repositories of a state are called, to choose them by. */
export function nameOfState(
  state: RepositoryState,
  options: { to: Day; today: Day },
): string {
  const year = options.to.slice(0, 4);
  const isThisYear = year === options.today.slice(0, 4);
  const names: Record<RepositoryState, string> = {
    active: 'Active',
    quiet: 'Quiet for 90 days',
    new: isThisYear ? 'New this year' : `New in ${year}`,
    incomplete: 'Not complete',
  };
  return names[state];
}

/** That no repository is what was asked for. */
export function describeNothing(options: {
  search: string;
  states: readonly RepositoryState[];
}): string {
  const { search, states } = options;
  if (search) {
    return states.length === 0
      ? `No repository is found for “${printable(search)}”.`
      : `No repository of this kind is found for “${printable(search)}”.`;
  }
  const sentences: Record<RepositoryState, string> = {
    active: 'Nothing was committed to any repository in this period.',
    quiet: 'No repository is quiet.',
    new: 'No repository is new.',
    incomplete: 'Every repository is complete.',
  };
  return states.length === 1
    ? sentences[states[0]]
    : 'No repository is all of this.';
}

/** Whether there is a number to tell of a repository: zero, of which something is not known, is none. */
export function isTold(item: BreakdownItem, commits: number): boolean {
  return commits > 0 || !item.states.includes('incomplete');
}

/** How many commits there are in a repository that has a number. */
export function describeCommits(
  item: BreakdownItem,
  format: LocalFormat,
): string {
  const commits = format.count(item.commits, 'commit', 'commits');
  return item.states.includes('incomplete') ? `At least ${commits}` : commits;
}

/** How much more or less there is than in as many days before; undefined where one of the two is not known. */
export function changeOf(
  item: BreakdownItem,
  previous: Breakdown['previous'],
): number | undefined {
  const { completeFrom } = item.repository.coverage;
  const isKnown =
    completeFrom !== null &&
    completeFrom <= previous.from &&
    !item.states.includes('incomplete');
  return isKnown ? item.commits - item.previousCommits : undefined;
}

/** The same in words. */
export function describeChange(
  change: number | undefined,
  options: { previous: Breakdown['previous']; format: LocalFormat },
): string {
  const { previous, format } = options;
  if (change === undefined) {
    return 'Not known';
  }
  const days = format.count(
    countDays(previous.from, previous.to),
    'day',
    'days',
  );
  if (change === 0) {
    return `As many as in the ${days} before`;
  }
  const commits = format.number(Math.abs(change));
  return change > 0
    ? `${commits} more than in the ${days} before`
    : `${commits} fewer than in the ${days} before`;
}

/** `8 months ago`; `today` for whoever has tomorrow already, too. */
export function describeDaysAgo(
  day: Day,
  options: { today: Day; format: LocalFormat },
): string {
  const { today, format } = options;
  const days = day >= today ? 0 : countDays(day, today) - 1;
  if (days < 2 * DAYS_PER_WEEK) {
    return format.ago(days, 'day');
  }
  if (days < 2 * DAYS_PER_MONTH) {
    return format.ago(Math.floor(days / DAYS_PER_WEEK), 'week');
  }
  if (days < 2 * DAYS_PER_YEAR) {
    return format.ago(Math.floor(days / DAYS_PER_MONTH), 'month');
  }
  return format.ago(Math.floor(days / DAYS_PER_YEAR), 'year');
}

/** What a sparkline shows. */
export function describeSeries(
  series: readonly number[],
  options: { daysPerPoint: number; format: LocalFormat },
): string {
  const { format } = options;
  const most = Math.max(0, ...series);
  if (most === 0) {
    return 'No commits in this period';
  }
  const weeks = options.daysPerPoint / DAYS_PER_WEEK;
  const busy = series.filter(commits => commits > 0).length;
  return weeks === 1
    ? `Commits in ${format.number(busy)} of ${format.count(
        series.length,
        'week',
        'weeks',
      )}, at most ${format.number(most)} in a week`
    : `Commits in ${format.number(busy)} of ${format.number(
        series.length,
      )} spans of ${format.number(weeks)} weeks, at most ${format.number(
        most,
      )} in one of them`;
}

/** What one has to know to compare rows. */
export function describeScale(
  top: number,
  options: { daysPerPoint: number; format: LocalFormat },
): string {
  const { format } = options;
  const weeks = options.daysPerPoint / DAYS_PER_WEEK;
  const commits = format.count(top, 'commit', 'commits');
  return weeks === 1
    ? `Activity has one scale for all: the highest bars are weeks with ${commits} or more. What several repositories hold counts in each.`
    : `Activity has one scale for all: the highest bars are spans of ${format.number(
        weeks,
      )} weeks with ${commits} or more.`;
}
