import { countDays, Day } from 'backstage-plugin-git-activity-common';
import { fromDayNumber, toDayNumber } from './dayNumbers';

const DAYS_PER_WEEK = 7;
/** A line is not wider, and an answer about many repositories not longer. */
const MAX_POINTS = 120;

/**
 * The parts of a range that a line is drawn through: weeks, or several weeks each in long ranges. The last one ends with the last day;
 * the first one may have fewer days than the others.
 */
export class Points {
  readonly daysPerPoint: number;
  readonly length: number;
  readonly #first: number;
  readonly #last: number;

  constructor({ from, to }: { from: Day; to: Day }) {
    const days = countDays(from, to);
    const weeksPerPoint = Math.ceil(days / DAYS_PER_WEEK / MAX_POINTS);
    this.daysPerPoint = weeksPerPoint * DAYS_PER_WEEK;
    this.length = Math.ceil(days / this.daysPerPoint);
    this.#first = toDayNumber(from);
    this.#last = toDayNumber(to);
  }

  /** In which point a day of the range is, from 0. */
  indexOf(dayNumber: number): number {
    const back = Math.floor((this.#last - dayNumber) / this.daysPerPoint);
    return this.length - 1 - back;
  }

  /** The first day of each point. */
  get firstDays(): Day[] {
    return Array.from({ length: this.length }, (_, index) => {
      const first = this.#last + 1 - (this.length - index) * this.daysPerPoint;
      return fromDayNumber(Math.max(first, this.#first));
    });
  }
}
