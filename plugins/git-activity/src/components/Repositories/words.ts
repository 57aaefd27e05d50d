import {
  Breakdown,
  countDays,
  Coverage,
  Day,
  PartBreakdown,
  printable,
  Repository,
} from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { describeAge } from '../../calendar/momentWords';
import { describeFreshness } from '../../calendar/words';
import { yearOf } from '../../calendar/strips';
import { Grouping, RepositoryState } from '../../hooks/repositoryList';

/** What one repository comes to. */
export type RepositoryShare = Breakdown['items'][number];
/** What one part comes to. */
export type PartShare = PartBreakdown['items'][number];
/** What one of them comes to. */
export type BreakdownItem = RepositoryShare | PartShare;

const DAYS_PER_WEEK = 7;
/** On average, which is near enough for "8 months ago". */
const DAYS_PER_MONTH = 30.44;
const DAYS_PER_YEAR = 365.25;

/** Where a repository's sync stands, as one line. */
export function describeSync(
  repository: Repository,
  format: LocalFormat,
): string {
  const { status, error, archived, lastSyncedAt, commits, coverage } =
    repository;
  const { t } = format;
  const isReading = status === 'syncing';
  const { completeFrom, completeUntil } = coverage;
  const parts = [
    t(isReading && error ? 'sync.again' : `sync.${status}`),
    archived && t('sync.archived'),
    lastSyncedAt &&
      t('sync.last', {
        age: describeAge(new Date(lastSyncedAt), { now: new Date(), format }),
      }),
    isReading && commits !== null && t('sync.soFar', { count: commits }),
    isReading &&
      lastSyncedAt === null &&
      completeFrom &&
      t('sync.completeFrom', { day: format.shortDay(completeFrom) }),
    completeUntil &&
      t('sync.knownUntil', { day: format.shortDay(completeUntil) }),
  ];
  return parts.filter(Boolean).join(t('common.separator'));
}

/** How many repositories of a part are current, and up to which day all of them are known. */
export function describeCompleteness(
  coverage: Coverage,
  options: { to: Day; now: Date; format: LocalFormat },
): string {
  const { to, format } = options;
  const { completeUntil } = coverage;
  const parts = [
    describeFreshness(coverage, options),
    completeUntil &&
      completeUntil < to &&
      format.t('sync.knownUntil', { day: format.shortDay(completeUntil) }),
  ];
  return parts.filter(Boolean).join(format.t('common.separator'));
}

/** Whether there is anything to say of how complete one is but that all is well. */
export function isNotable(item: BreakdownItem): boolean {
  if ('part' in item) {
    const { total, current } = item.coverage.repositories;
    return current < total || item.states.includes('incomplete');
  }
  const { status, archived, error, notices, heldBack } = item.repository;
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
  options: { to: Day; today: Day; format: LocalFormat },
): string {
  const { to, today, format } = options;
  return state === 'new' && yearOf(to) !== yearOf(today)
    ? format.t('repositories.newIn', { year: format.year(yearOf(to)) })
    : format.t(`repositories.${state}`);
}

const NONE_OF_STATE = {
  active: 'repositories.noneActive',
  quiet: 'repositories.noneQuiet',
  new: 'repositories.noneNew',
  incomplete: 'repositories.noneIncomplete',
} as const satisfies Record<RepositoryState, string>;

/** That nothing is what was asked for. */
export function describeNothing(options: {
  by: Grouping;
  search: string;
  states: readonly RepositoryState[];
  format: LocalFormat;
}): string {
  const { by, states, format } = options;
  const search = printable(options.search);
  if (by === 'part') {
    return search
      ? format.t('parts.notFound', { search })
      : format.t('parts.none');
  }
  if (options.search) {
    return states.length === 0
      ? format.t('repositories.notFound', { search })
      : format.t('repositories.notFoundOfKind', { search });
  }
  return format.t(
    states.length === 1 ? NONE_OF_STATE[states[0]] : 'repositories.noneOfAll',
  );
}

/** Whether there is a number to tell of one: zero, of which something is not known, is none. */
export function isTold(item: BreakdownItem, commits: number): boolean {
  return commits > 0 || !item.states.includes('incomplete');
}

/** How many commits there are in one that has a number. */
export function describeCommits(
  item: BreakdownItem,
  format: LocalFormat,
): string {
  const isPartial = item.states.includes('incomplete');
  return format.t(isPartial ? 'common.atLeast' : 'common.commits', {
    count: item.commits,
  });
}

/** How much more or less there is than in as many days before; undefined where one of the two is not known. */
export function changeOf(
  item: BreakdownItem,
  previous: Breakdown['previous'],
): number | undefined {
  const { coverage } = 'part' in item ? item : item.repository;
  const { completeFrom } = coverage;
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
    return format.t('common.unknown');
  }
  const count = countDays(previous.from, previous.to);
  const commits = format.number(Math.abs(change));
  if (change === 0) {
    return format.t('repositories.sameAsBefore', { count });
  }
  return change > 0
    ? format.t('repositories.moreThanBefore', { count, commits })
    : format.t('repositories.fewerThanBefore', { count, commits });
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
    return format.t('repositories.noneInPeriod');
  }
  const weeks = options.daysPerPoint / DAYS_PER_WEEK;
  const numbers = {
    busy: format.number(series.filter(commits => commits > 0).length),
    most: format.number(most),
  };
  return weeks === 1
    ? format.t('repositories.weeks', { count: series.length, ...numbers })
    : format.t('repositories.spans', {
        spans: format.number(series.length),
        weeks: format.number(weeks),
        ...numbers,
      });
}

/** What one has to know to compare rows. */
export function describeScale(
  top: number,
  options: { daysPerPoint: number; format: LocalFormat },
): string {
  const { format } = options;
  const weeks = options.daysPerPoint / DAYS_PER_WEEK;
  return weeks === 1
    ? format.t('repositories.weeksScale', { count: top })
    : format.t('repositories.spansScale', {
        count: top,
        weeks: format.number(weeks),
      });
}
