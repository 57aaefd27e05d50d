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
/** The first days of the parts of a month, each of about a week; so that parts make months, and months quarters and years. */
const PARTS = [1, 8, 15, 22];

/** The spans that figures are of, the finest first; each is made of whole ones of those before. */
const SPANS: Array<(day: Day) => { from: Day; to: Day }> = [
  day => {
    const part = PARTS.filter(first => first <= Number(day.slice(8))).length;
    const next = PARTS[part];
    return next === undefined
      ? { from: withDay(day, PARTS[part - 1]), to: monthsOf(day, 1).to }
      : { from: withDay(day, PARTS[part - 1]), to: withDay(day, next - 1) };
  },
  day => monthsOf(day, 1),
  day => monthsOf(day, MONTHS_PER_QUARTER),
  day => ({ from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` }),
];

/** The first day of the longest span that a day is in. */
export function startOfSpans(day: Day): Day {
  return SPANS[SPANS.length - 1](day).from;
}

/** The last day up to which spans can be over, of those that end by a day. */
export function lastOver(day: Day): Day {
  const { from, to } = SPANS[0](day);
  return to === day ? day : addDays(from, -1);
}

/** Days of which a figure has what a holder had of a kind. */
export type TakenDays = Pick<Figure, 'kind' | 'from' | 'to'> & {
  holder: number;
};

/**
 * Divides work into figures, each of which rests on enough people: the finest spans first, in each what one holder has by itself, and
 * what is left over together with that of other holders of its pool. What is never enough is in none.
 *
 * Every answer is a sum of whole figures, each commit is in one at most, and a figure never changes. So whatever answers are
 * compared, they differ by whole figures.
 */
export function divideWork(options: {
  work: Work[];
  /** Which holders are put together: those with the same text. */
  poolOf: (holder: number) => string;
  /** The last day of which figures are made. */
  until: Day;
  minimum: number;
  /** What is in figures that were made before. */
  taken: TakenDays[];
  checks?: typeof PUBLISHING_CHECKS;
}): Figure[] {
  const { poolOf, until, minimum, taken } = options;
  const checks = options.checks ?? PUBLISHING_CHECKS;
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
  for (const spanOf of SPANS) {
    const isOver = ({ day }: Work) => checks.isOver(spanOf(day).to, until);
    let rest = left.filter(isOver);
    const later = left.filter(one => !isOver(one));
    for (const groupOf of [
      ({ holder }: Work) => String(holder),
      ({ holder }: Work) => poolOf(holder),
    ]) {
      const groups = groupBy(
        rest,
        one => `${one.kind} ${spanOf(one.day).from} ${groupOf(one)}`,
      );
      rest = groups.flatMap(group =>
        take(group, spanOf(group[0].day)) ? [] : group,
      );
    }
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
