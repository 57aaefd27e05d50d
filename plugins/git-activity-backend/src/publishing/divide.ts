import { addDays, Day } from 'backstage-plugin-git-activity-common';

/** What kind of commits a figure is of; each commit is of one kind. */
export type FigureKind = 'commits' | 'merges' | 'bots';

/** Commits of one kind and day that one holder has. */
export interface Work {
  kind: FigureKind;
  /** Stands for the repositories that hold them. */
  holder: number;
  day: Day;
  /** The humans on whom it rests: who authored it, or else helped a bot. */
  people: number[];
  commits: number;
}

/** A number that is published as a whole or not at all. */
export interface Figure {
  kind: FigureKind;
  /** The days that it is of; some of them may have figures of their own beside it. */
  from: Day;
  to: Day;
  /** Whose commits they are, sorted. */
  holders: number[];
  commits: number;
}

/** The checks on which it rests that nobody can be singled out; one by one, so that a test can show what each is for. */
export const PUBLISHING_CHECKS = {
  /** Whether a figure rests on so many people that it says nothing of one of them. */
  isEnough: (people: ReadonlySet<number>, minimum: number) =>
    people.size >= minimum,
  /** Whether all days of a span are over, and late pushes are in. */
  isOver: (to: Day, until: Day) => to <= until,
  /** Whether the work of a holder on a day is in a figure already; what came later must not show as a difference. */
  isTaken: (day: Day, taken: Array<{ from: Day; to: Day }>) =>
    taken.some(({ from, to }) => from <= day && day <= to),
};

const MONTHS_PER_QUARTER = 3;
const MONTHS_PER_YEAR = 12;
/** The first days of the parts of a month, each of about a week; so that parts make months, and months quarters and years. */
const PARTS = [1, 8, 15, 22];

type SpanOf = (day: Day) => { from: Day; to: Day };

const monthly: SpanOf = day => monthsOf(day, 1);
const weekly: SpanOf = day => {
  const part = PARTS.filter(first => first <= Number(day.slice(8))).length;
  const next = PARTS[part];
  return {
    from: withDay(day, PARTS[part - 1]),
    to: next === undefined ? monthly(day).to : withDay(day, next - 1),
  };
};
const quarterly: SpanOf = day => monthsOf(day, MONTHS_PER_QUARTER);
const yearly: SpanOf = day => monthsOf(day, MONTHS_PER_YEAR);

/**
 * How figures are made, one way after the other, of what is left over: the span that they are of, the span that has to be over before, and
 * whether they are of one holder or of all that are put together. Whole spans of one make those of the next. What one repository has of a month
 * comes before what several have of a week, or little would be told of any single one.
 */
const WAYS: Array<{ span: SpanOf; over: SpanOf; together: boolean }> = [
  { span: weekly, over: weekly, together: false },
  { span: monthly, over: monthly, together: false },
  { span: weekly, over: monthly, together: true },
  { span: monthly, over: monthly, together: true },
  { span: quarterly, over: quarterly, together: false },
  { span: quarterly, over: quarterly, together: true },
  { span: yearly, over: yearly, together: false },
  { span: yearly, over: yearly, together: true },
];

/** The first day of the longest span that a day is in. */
export function startOfSpans(day: Day): Day {
  return yearly(day).from;
}

/** The last day up to which spans can be over, of those that end by a day. */
export function lastOver(day: Day): Day {
  const { from, to } = weekly(day);
  return to === day ? day : addDays(from, -1);
}

/** Days of which a figure has what a holder had of a kind. */
export type TakenDays = Pick<Figure, 'kind' | 'from' | 'to'> & {
  holder: number;
};

/**
 * Divides work into figures, each of which rests on enough people. What is never enough is in none.
 *
 * Every answer is a sum of whole figures, each commit is in one at most, and a figure never changes. So whatever answers are
 * compared, they differ by whole figures.
 */
export function divideWork(options: {
  work: Work[];
  /** Which holders may be put together: those with the same text. */
  poolOf: (holder: number) => string;
  /** The last day of which figures are made. */
  until: Day;
  minimum: number;
  /** What is in figures that were made before. */
  taken: TakenDays[];
}): Figure[] {
  const { poolOf, until, minimum, taken } = options;
  const checks = PUBLISHING_CHECKS;
  const figures: Figure[] = [];
  const ownKey = ({ kind, holder }: Pick<Work, 'kind' | 'holder'>) =>
    `${kind} ${holder}`;
  const before = new Map(
    groupBy(taken, ownKey).map(group => [ownKey(group[0]), group]),
  );
  let left = options.work.filter(
    one =>
      !checks.isTaken(one.day, before.get(ownKey(one)) ?? []) &&
      // Whoever helped a bot is told of by few; nobody is by what bots did alone.
      !(one.kind === 'bots' && one.people.length > 0),
  );
  const take = (group: Work[], span: { from: Day; to: Day }): boolean => {
    const [{ kind }] = group;
    const people = new Set(group.flatMap(one => one.people));
    if (kind !== 'bots' && !checks.isEnough(people, minimum)) return false;
    figures.push({
      kind,
      ...span,
      holders: [...new Set(group.map(({ holder }) => holder))].sort(
        (a, b) => a - b,
      ),
      commits: group.reduce((sum, { commits }) => sum + commits, 0),
    });
    return true;
  };
  for (const { span, over, together } of WAYS) {
    const isOver = ({ day }: Work) => checks.isOver(over(day).to, until);
    const later = left.filter(one => !isOver(one));
    const groups = groupBy(left.filter(isOver), one => {
      const whose = together ? poolOf(one.holder) : one.holder;
      return `${one.kind} ${span(one.day).from} ${whose}`;
    });
    const rest = groups.flatMap(group =>
      take(group, span(group[0].day)) ? [] : group,
    );
    left = [...later, ...rest];
  }
  return figures;
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

function withDay(day: Day, ofMonth: number): Day {
  return `${day.slice(0, 8)}${String(ofMonth).padStart(2, '0')}`;
}

/** The span of so many months, counted from January, that a day is in. */
function monthsOf(day: Day, months: number): { from: Day; to: Day } {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7)) - 1;
  const first = month - (month % months);
  const start = (index: number) =>
    new Date(Date.UTC(year, index, 1)).toISOString().slice(0, 10);
  return { from: start(first), to: addDays(start(first + months), -1) };
}
