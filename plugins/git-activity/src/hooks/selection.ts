import { Day, isDay } from 'backstage-plugin-git-activity-common';
import { Clock, daysOf, Period } from '../calendar/periods';
import { DayRange, has, padYear, yearOf } from '../calendar/strips';
import { ParameterReader, UnreadParameter } from './ParameterReader';
import {
  LIST_PARAMETERS,
  parseList,
  RepositoryListChoice,
  writeList,
} from './repositoryList';

/** All that a viewer has chosen; the address of the page says the same. */
export interface ActivitySelection {
  range: Period;
  /** User entity refs, or ids of people; all, if empty. */
  people: string[];
  /** URLs of repositories, or ids as older links have them; all, if empty. */
  repositories: string[];
  /** Whether a group is seen by what it owns or by who is in it. */
  lens: 'owned' | 'members';
  /** Whether a group's sub-groups are left out. */
  alone: boolean;
  /** Whether repositories count as a whole of which an entity lives in a folder. */
  whole: boolean;
  merges: boolean;
  bots: boolean;
  /** The days whose commits are listed. */
  opened?: DayRange;
  /** A day that totals are shown without. */
  without?: Day;
  view: 'calendar' | 'table';
  /** Which of the repositories are listed below. */
  list: RepositoryListChoice;
  /** What the address says that cannot be read, and is not part of the selection. */
  unread: UnreadParameter[];
}

/** The first year that can be asked for: no usable author date is older. */
const FIRST_YEAR = 1970;
const LONGEST_FILTER_VALUE = 500;
const REPOSITORY_ID = /^[0-9]{1,15}$/;
const REPOSITORY_URL = /^[a-z][a-z+.-]*:\/\/\S+$/i;
/** Between the first and the last of opened days. */
const TO = '..';

/** What `person` was called before; links with it still open. */
const FORMER_PERSON = 'author';

const OWN_PARAMETERS = [
  'range',
  'from',
  'to',
  'person',
  'repository',
  'lens',
  'subgroups',
  'scope',
  'merges',
  'bots',
  'day',
  'without',
  'view',
  ...LIST_PARAMETERS,
  FORMER_PERSON,
];

/** Reads what is chosen from a page's query. A mangled link still opens: what of it cannot be read is told apart. */
export function parseSelection(
  parameters: URLSearchParams,
  clock: Clock,
): ActivitySelection {
  const reader = new ParameterReader(parameters);
  const range = readPeriod(reader, clock);
  const days = daysOf(range, clock);
  return {
    range,
    people: reader.list(['person', FORMER_PERSON], isFilterValue),
    repositories: reader.list(
      ['repository'],
      value =>
        REPOSITORY_ID.test(value) ||
        (isFilterValue(value) && REPOSITORY_URL.test(value)),
    ),
    lens: reader.choice('lens', ['owned', 'members']) ?? 'owned',
    alone: reader.choice('subgroups', ['include', 'exclude']) === 'exclude',
    whole: reader.choice('scope', ['entity', 'repository']) === 'repository',
    merges: reader.choice('merges', ['exclude', 'include']) === 'include',
    bots: reader.choice('bots', ['exclude', 'include']) === 'include',
    opened: reader.read('day', value => openedDays(value, days)),
    without: reader.read('without', day =>
      isDay(day) && has(days, day) ? day : undefined,
    ),
    view: reader.choice('view', ['calendar', 'table']) ?? 'calendar',
    list: parseList(reader),
    unread: reader.unread,
  };
}

/** A page's query with the selection in it. Defaults are left out, and parameters of others stay as they are. */
export function writeSelection(
  parameters: URLSearchParams,
  selection: Omit<ActivitySelection, 'unread'>,
): URLSearchParams {
  const written = new URLSearchParams(parameters);
  OWN_PARAMETERS.forEach(name => written.delete(name));
  const { range, opened, without } = selection;
  if (range.kind === 'year') {
    written.set('range', padYear(range.year));
  } else if (range.kind === 'custom') {
    written.set('from', range.from);
    written.set('to', range.to);
  } else if (range.kind !== 'last-12-months') {
    written.set('range', range.kind);
  }
  selection.people.forEach(person => written.append('person', person));
  selection.repositories.forEach(ref => written.append('repository', ref));
  if (selection.lens === 'members') {
    written.set('lens', 'members');
  }
  if (selection.alone) {
    written.set('subgroups', 'exclude');
  }
  if (selection.whole) {
    written.set('scope', 'repository');
  }
  if (selection.merges) {
    written.set('merges', 'include');
  }
  if (selection.bots) {
    written.set('bots', 'include');
  }
  if (opened) {
    written.set('day', writeOpened(opened));
  }
  if (without) {
    written.set('without', without);
  }
  if (selection.view === 'table') {
    written.set('view', 'table');
  }
  writeList(written, selection.list);
  return written;
}

/** The days and filters of a page's query, for the page of another entity. */
export function writeFilters(
  selection: Omit<ActivitySelection, 'unread'>,
): string {
  const written = writeSelection(new URLSearchParams(), {
    ...selection,
    lens: 'owned',
    alone: false,
    repositories: [],
    opened: undefined,
    without: undefined,
  });
  LIST_PARAMETERS.forEach(name => written.delete(name));
  return String(written) && `?${written}`;
}

/** Opened days as the address has them: `2026-03-01`, or `2026-03-01..2026-03-31`. */
export function writeOpened({ from, to }: DayRange): string {
  return from === to ? from : `${from}${TO}${to}`;
}

/** The earliest and the latest day that a range may have. */
export function rangeLimits({ latest }: Clock): DayRange {
  return {
    from: `${FIRST_YEAR}-01-01`,
    to: `${padYear(yearOf(latest))}-12-31`,
  };
}

/** Whether two strings are a range: both days, in order, and within the limits. */
export function isRange(range: DayRange, clock: Clock): boolean {
  const limits = rangeLimits(clock);
  return (
    isDay(range.from) &&
    isDay(range.to) &&
    range.from <= range.to &&
    range.from >= limits.from &&
    range.to <= limits.to
  );
}

function readPeriod(reader: ParameterReader, clock: Clock): Period {
  const named = reader.read('range', value => namedPeriod(value, clock));
  const range = { from: reader.raw('from'), to: reader.raw('to') };
  if (named || (!range.from && !range.to)) {
    return named ?? { kind: 'last-12-months' };
  }
  if (isRange(range, clock)) {
    return { kind: 'custom', ...range };
  }
  reader.reject('from', range.from);
  reader.reject('to', range.to);
  return { kind: 'last-12-months' };
}

function namedPeriod(value: string, { latest }: Clock): Period | undefined {
  if (value === 'this-quarter' || value === 'last-quarter') {
    return { kind: value };
  }
  const year = Number(value);
  return /^\d{4}$/.test(value) && year >= FIRST_YEAR && year <= yearOf(latest)
    ? { kind: 'year', year }
    : undefined;
}

function openedDays(value: string, days: DayRange): DayRange | undefined {
  const [from, to = from, ...more] = value.split(TO);
  return isDay(from) &&
    isDay(to) &&
    from <= to &&
    has(days, from) &&
    has(days, to) &&
    more.length === 0
    ? { from, to }
    : undefined;
}

function isFilterValue(value: string): boolean {
  return value.length > 0 && value.length <= LONGEST_FILTER_VALUE;
}
