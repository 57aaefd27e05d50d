import {
  addDays,
  Calendar,
  Day,
  listDays,
} from 'backstage-plugin-git-activity-common';
import { DayRange } from './strips';

/**
 * What is known about a day.
 *
 * `counted`: its number is complete, zero included. `unborn`: it lies before the first commit. `partial`: it has commits, but there
 * may be more. `awaited`: it lies before what was read so far, and is still to be read. `unrecorded`: it lies before what is read at
 * all. `missed`: a repository could not be synced since. `future`: it has not come yet.
 */
export type DayKnowledge =
  | 'counted'
  | 'unborn'
  | 'partial'
  | 'awaited'
  | 'unrecorded'
  | 'missed'
  | 'future';

/** Of such days, more may be known later. */
const INCOMPLETE = new Set<DayKnowledge>([
  'partial',
  'awaited',
  'unrecorded',
  'missed',
]);

/** A day and what is known about it. */
export interface DayCell {
  day: Day;
  commits: number;
  knowledge: DayKnowledge;
  /** Of a day that was missed: the first one that was. */
  since?: Day;
}

/** What is known of some days together. */
export interface DaySum extends DayRange {
  commits: number;
  /** Whether there may be more. */
  isPartial: boolean;
  /** Whether there may be some, though none is known; or all are still to come. */
  isUnknown: boolean;
  /** Whether all of them lie before the first commit. */
  isUnborn: boolean;
}

/** Tells for any day of a calendar how many commits it has, and whether that is known. */
export class DayLookup {
  readonly range: DayRange;
  /** The first day that is not known any more, if any day until today is not. */
  readonly unknownSince?: Day;
  readonly #commits: Map<Day, number>;
  readonly #completeFrom: Day | null;
  readonly #isReading: boolean;
  readonly today: Day;
  readonly #firstCommit?: Day;
  readonly #without?: Day;

  constructor(
    calendar: Pick<Calendar, 'from' | 'to' | 'days' | 'coverage'>,
    options: {
      today: Day;
      /** The day of the subject's first commit, if nothing older is left to be read. */
      firstCommit?: Day;
      /** A day that sums are to leave out. */
      without?: Day;
    },
  ) {
    const { today, firstCommit, without } = options;
    this.range = { from: calendar.from, to: calendar.to };
    this.unknownSince = findUnknownSince(calendar, today);
    this.#commits = new Map(
      calendar.days.map(({ date, commits }) => [date, commits]),
    );
    this.#completeFrom = calendar.coverage.completeFrom;
    this.#isReading = calendar.coverage.repositories.pending > 0;
    this.today = today;
    this.#firstCommit = firstCommit;
    this.#without = without;
  }

  /** Whether the range has days that are still to come. */
  get hasFuture(): boolean {
    return this.range.to > this.today;
  }

  /** Whether the range has days that lie before the first commit. */
  get hasUnborn(): boolean {
    return (
      this.#firstCommit !== undefined &&
      this.#firstCommit > this.range.from &&
      this.get(this.range.from).knowledge === 'unborn'
    );
  }

  /** What days are that lie before what was read so far, if the range has such days. */
  get beforeCoverage(): 'awaited' | 'unrecorded' | undefined {
    return this.#completeFrom === null || this.#completeFrom > this.range.from
      ? this.#early
      : undefined;
  }

  get(day: Day): DayCell {
    const commits = this.#commits.get(day) ?? 0;
    const knowledge = this.#knowledgeOf(day, commits);
    return {
      day,
      commits,
      knowledge,
      ...(knowledge === 'missed' && { since: this.unknownSince }),
    };
  }

  /** Whether the range has days with commits of which there may be more. */
  get hasPartial(): boolean {
    return [...this.#commits.keys()].some(
      day => this.get(day).knowledge === 'partial',
    );
  }

  /** Days of the range together; without the one that is set aside, unless it is alone. */
  sum({ from, to }: DayRange): DaySum {
    const cells = listDays(from, to)
      .filter(day => day !== this.#without || from === to)
      .map(day => this.get(day));
    const commits = cells.reduce((sum, cell) => sum + cell.commits, 0);
    const isPartial = cells.some(({ knowledge }) => INCOMPLETE.has(knowledge));
    const isFuture = cells.every(({ knowledge }) => knowledge === 'future');
    return {
      from,
      to,
      commits,
      isPartial,
      isUnknown: commits === 0 && (isPartial || isFuture),
      isUnborn: cells.every(({ knowledge }) => knowledge === 'unborn'),
    };
  }

  get #early(): 'awaited' | 'unrecorded' {
    return this.#isReading ? 'awaited' : 'unrecorded';
  }

  #knowledgeOf(day: Day, commits: number): DayKnowledge {
    // Where it is tomorrow already, people commit tomorrow: only a day without commits is still to come.
    if (day > this.today && commits === 0) {
      return 'future';
    }
    const isMissed =
      this.unknownSince !== undefined && day >= this.unknownSince;
    const isEarly = this.#completeFrom === null || day < this.#completeFrom;
    if (!isMissed && !isEarly) {
      const isUnborn =
        commits === 0 && this.#firstCommit && day < this.#firstCommit;
      return isUnborn ? 'unborn' : 'counted';
    }
    if (commits > 0) {
      return 'partial';
    }
    return isMissed ? 'missed' : this.#early;
  }
}

/** The first day until today of which something may be missing since a repository could not be synced; undefined if there is none. */
export function findUnknownSince(
  calendar: Pick<Calendar, 'from' | 'to' | 'coverage'>,
  today: Day,
): Day | undefined {
  const { completeFrom, completeUntil } = calendar.coverage;
  if (completeFrom === null) {
    return undefined;
  }
  const since =
    completeUntil === null ? calendar.from : addDays(completeUntil, 1);
  return since <= today && since <= calendar.to ? since : undefined;
}
