import { addDays, Calendar, Day } from 'backstage-plugin-git-activity-common';
import { DayRange } from './strips';

/**
 * What is known about a day.
 *
 * `counted`: its number is complete, zero included. `partial`: it has commits, but there may be more. `awaited`: it lies before
 * what was read so far, and is still to be read. `unrecorded`: it lies before what is read at all. `missed`: a repository could
 * not be synced since. `future`: it has not come yet.
 */
export type DayKnowledge =
  | 'counted'
  | 'partial'
  | 'awaited'
  | 'unrecorded'
  | 'missed'
  | 'future';

/** A day and what is known about it. */
export interface DayCell {
  day: Day;
  commits: number;
  knowledge: DayKnowledge;
  /** Of a day that was missed: the first one that was. */
  since?: Day;
}

/** Tells for any day of a calendar how many commits it has, and whether that is known. */
export class DayLookup {
  readonly range: DayRange;
  /** The first day that is not known any more, if any day until today is not. */
  readonly unknownSince?: Day;
  readonly #commits: Map<Day, number>;
  readonly #completeFrom: Day | null;
  readonly #isReading: boolean;
  readonly #today: Day;

  constructor(
    calendar: Pick<Calendar, 'from' | 'to' | 'days' | 'coverage'>,
    today: Day,
  ) {
    this.range = { from: calendar.from, to: calendar.to };
    this.unknownSince = findUnknownSince(calendar, today);
    this.#commits = new Map(
      calendar.days.map(({ date, commits }) => [date, commits]),
    );
    this.#completeFrom = calendar.coverage.completeFrom;
    this.#isReading = calendar.coverage.repositories.pending > 0;
    this.#today = today;
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

  get #early(): 'awaited' | 'unrecorded' {
    return this.#isReading ? 'awaited' : 'unrecorded';
  }

  #knowledgeOf(day: Day, commits: number): DayKnowledge {
    // Where it is tomorrow already, people commit tomorrow: only a day without commits is still to come.
    if (day > this.#today && commits === 0) {
      return 'future';
    }
    const isMissed =
      this.unknownSince !== undefined && day >= this.unknownSince;
    const isEarly = this.#completeFrom === null || day < this.#completeFrom;
    if (!isMissed && !isEarly) {
      return 'counted';
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
