import {
  addDays,
  Calendar,
  Day,
  Rhythm,
} from 'backstage-plugin-git-activity-common';
import { quantile } from '../../calendar/quantile';

/** Of fewer weeks nothing is usual. */
const LEAST_WEEKS = 4;

/** A week of a rhythm, or several weeks in one. */
export type Week = Rhythm['weeks'][number] & {
  /** Whether all of it is over and known. */
  isComplete: boolean;
};

/** What weeks have most often, and the last one that has least. */
export interface UsualWeeks {
  usual: number;
  least: number;
  leastFrom: Day;
}

/** The weeks of a rhythm, as far as they have begun; the days before the first whole one are no week. */
export function weeksOf(
  { weeks, daysPerPoint }: Rhythm,
  options: { coverage: Calendar['coverage']; today: Day },
): Week[] {
  const { coverage, today } = options;
  const { completeFrom, completeUntil } = coverage;
  const isShort =
    weeks.length > 1 && weeks[1].from !== addDays(weeks[0].from, daysPerPoint);
  return weeks
    .slice(isShort ? 1 : 0)
    .filter(({ from }) => from <= today)
    .map(week => {
      const last = addDays(week.from, daysPerPoint - 1);
      return {
        ...week,
        isComplete:
          // a day more, which it is elsewhere already
          last <= addDays(today, 1) &&
          completeFrom !== null &&
          completeFrom <= week.from &&
          completeUntil !== null &&
          completeUntil >= last,
      };
    });
}

/** What is usual of the complete weeks; undefined if they are too few to say. */
export function findUsualWeeks(
  weeks: readonly Week[],
  of: 'people' | 'repositories',
): UsualWeeks | undefined {
  const complete = weeks.filter(({ isComplete }) => isComplete);
  if (complete.length < LEAST_WEEKS) return undefined;
  const sorted = complete.map(week => week[of]).sort((a, b) => a - b);
  const least = complete.filter(week => week[of] === sorted[0]);
  return {
    usual: Math.round(quantile(sorted, 0.5)),
    least: sorted[0],
    leastFrom: least[least.length - 1].from,
  };
}
