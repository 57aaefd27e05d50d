import { addDays, Day, isDay } from 'backstage-plugin-git-activity-common';
import { DayRange, padYear, yearOf } from '../calendar/strips';
import {
  LIST_PARAMETERS,
  parseList,
  RepositoryListChoice,
  writeList,
} from './repositoryList';

/** Which days are shown. */
export type RangeChoice =
  | { kind: 'last-12-months' }
  | { kind: 'year'; year: number }
  | ({ kind: 'custom' } & DayRange);

/** All that a viewer has chosen; the address of the page says the same. */
export interface ActivitySelection {
  range: RangeChoice;
  /** User entity refs, or ids of people; all, if empty. */
  people: string[];
  /** Repository ids; all, if empty. */
  repositories: string[];
  merges: boolean;
  bots: boolean;
  /** The day whose commits are listed. */
  day?: Day;
  view: 'calendar' | 'table';
  /** Which of the repositories are listed below. */
  list: RepositoryListChoice;
}

/** The first year that can be asked for: no usable author date is older. */
const FIRST_YEAR = 1970;
/** Days before the last of the last twelve months, which itself counts. */
const LAST_12_MONTHS_DAYS = 364;
const MOST_FILTER_VALUES = 100;
const LONGEST_FILTER_VALUE = 500;
const REPOSITORY_ID = /^[0-9]{1,15}$/;

/** What `person` was called before; links with it still open. */
const FORMER_PERSON = 'author';

const OWN_PARAMETERS = [
  'range',
  'from',
  'to',
  'person',
  'repository',
  'merges',
  'bots',
  'day',
  'view',
  ...LIST_PARAMETERS,
  FORMER_PERSON,
];

/** Reads what is chosen from a page's query. What is malformed is as if it were absent: a mangled link still opens. */
export function parseSelection(
  parameters: URLSearchParams,
  today: Day,
): ActivitySelection {
  const range = parseRange(parameters, today);
  const { from, to } = resolveRange(range, today);
  const day = parameters.get('day') ?? '';
  return {
    range,
    people: listOf(parameters, ['person', FORMER_PERSON], isFilterValue),
    repositories: listOf(parameters, ['repository'], id =>
      REPOSITORY_ID.test(id),
    ),
    merges: parameters.get('merges') === 'include',
    bots: parameters.get('bots') === 'include',
    day: isDay(day) && day >= from && day <= to ? day : undefined,
    view: parameters.get('view') === 'table' ? 'table' : 'calendar',
    list: parseList(parameters),
  };
}

/** A page's query with the selection in it. Defaults are left out, and parameters of others stay as they are. */
export function writeSelection(
  parameters: URLSearchParams,
  selection: ActivitySelection,
): URLSearchParams {
  const written = new URLSearchParams(parameters);
  OWN_PARAMETERS.forEach(name => written.delete(name));
  const { range } = selection;
  if (range.kind === 'year') {
    written.set('range', padYear(range.year));
  } else if (range.kind === 'custom') {
    written.set('from', range.from);
    written.set('to', range.to);
  }
  selection.people.forEach(person => written.append('person', person));
  selection.repositories.forEach(id => written.append('repository', id));
  if (selection.merges) {
    written.set('merges', 'include');
  }
  if (selection.bots) {
    written.set('bots', 'include');
  }
  if (selection.day) {
    written.set('day', selection.day);
  }
  if (selection.view === 'table') {
    written.set('view', 'table');
  }
  writeList(written, selection.list);
  return written;
}

/** The days that are asked for; none for the last twelve months, whose end the backend knows, since it knows what a day is. */
export function queryOfRange(choice: RangeChoice): Partial<DayRange> {
  return choice.kind === 'last-12-months' ? {} : resolveRange(choice, '');
}

/** The days that a choice means. A year is always whole, so that years look alike. */
export function resolveRange(choice: RangeChoice, today: Day): DayRange {
  switch (choice.kind) {
    case 'year':
      return {
        from: `${padYear(choice.year)}-01-01`,
        to: `${padYear(choice.year)}-12-31`,
      };
    case 'custom':
      return { from: choice.from, to: choice.to };
    default:
      return { from: addDays(today, -LAST_12_MONTHS_DAYS), to: today };
  }
}

/** The earliest and the latest day that a range may have. */
export function rangeLimits(today: Day): DayRange {
  return { from: `${FIRST_YEAR}-01-01`, to: `${padYear(yearOf(today))}-12-31` };
}

/** Whether two strings are a range: both days, in order, and within the limits. */
export function isRange(range: DayRange, today: Day): boolean {
  const limits = rangeLimits(today);
  return (
    isDay(range.from) &&
    isDay(range.to) &&
    range.from <= range.to &&
    range.from >= limits.from &&
    range.to <= limits.to
  );
}

function parseRange(parameters: URLSearchParams, today: Day): RangeChoice {
  const year = parameters.get('range') ?? '';
  if (
    /^\d{4}$/.test(year) &&
    Number(year) >= FIRST_YEAR &&
    Number(year) <= yearOf(today)
  ) {
    return { kind: 'year', year: Number(year) };
  }
  const range = {
    from: parameters.get('from') ?? '',
    to: parameters.get('to') ?? '',
  };
  return isRange(range, today)
    ? { kind: 'custom', ...range }
    : { kind: 'last-12-months' };
}

function listOf(
  parameters: URLSearchParams,
  names: string[],
  isValid: (value: string) => boolean,
): string[] {
  return [
    ...new Set(names.flatMap(name => parameters.getAll(name)).filter(isValid)),
  ].slice(0, MOST_FILTER_VALUES);
}

function isFilterValue(value: string): boolean {
  return value.length > 0 && value.length <= LONGEST_FILTER_VALUE;
}
