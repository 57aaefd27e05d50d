import { Calendar, Day } from 'backstage-plugin-git-activity-common';
import { DayRange } from './strips';

/**
 * What is known about a day.
 *
 * `counted`: its number is complete, zero included. `partial`: it has commits, but more may come. `unknown`: it lies
 * before what was read so far, or after what could be read last. `future`: it has not come yet.
 */
export type DayKnowledge = 'counted' | 'partial' | 'unknown' | 'future';

/** A day and what is known about it. */
export interface DayCell {
  day: Day;
  commits: number;
  knowledge: DayKnowledge;
}

/** Tells for any day of a calendar how many commits it has, and whether that is known. */
export class DayLookup {
  readonly range: DayRange;
  readonly #commits: Map<Day, number>;
  readonly #completeFrom: Day | null;
  readonly #completeUntil: Day | null;
  readonly #today: Day;

  constructor(
    calendar: Pick<Calendar, 'from' | 'to' | 'days' | 'coverage'>,
    today: Day,
  ) {
    this.range = { from: calendar.from, to: calendar.to };
    this.#commits = new Map(
      calendar.days.map(({ date, commits }) => [date, commits]),
    );
    this.#completeFrom = calendar.coverage.completeFrom;
    this.#completeUntil = calendar.coverage.completeUntil;
    this.#today = today;
  }

  /** Whether the range begins before what was read so far, or ends after what could be read last. */
  get hasUnknown(): boolean {
    const { from, to } = this.range;
    return !this.#isComplete(from) || !this.#isComplete(to);
  }

  get(day: Day): DayCell {
    const commits = this.#commits.get(day) ?? 0;
    return { day, commits, knowledge: this.#knowledgeOf(day, commits) };
  }

  #knowledgeOf(day: Day, commits: number): DayKnowledge {
    // Where it is tomorrow already, people commit tomorrow: only a day without commits is still to come.
    if (day > this.#today && commits === 0) {
      return 'future';
    }
    if (this.#isComplete(day)) {
      return 'counted';
    }
    return commits > 0 ? 'partial' : 'unknown';
  }

  #isComplete(day: Day): boolean {
    return (
      this.#completeFrom !== null &&
      day >= this.#completeFrom &&
      this.#completeUntil !== null &&
      day <= this.#completeUntil
    );
  }
}
