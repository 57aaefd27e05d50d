import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Rhythm } from 'backstage-plugin-git-activity-common';
import { Points } from '../counting/points';
import { CommitQuery, QuestionContext } from './context';
import { readSelected } from './selected';

const HOURS_PER_DAY = 24;

/** When in the week was work done, and how steadily? What a calendar of the same filter counts, by weekday and hour, and by week. */
export async function askRhythm(
  context: QuestionContext,
  options: { query: CommitQuery; credentials: BackstageCredentials },
): Promise<Rhythm> {
  return readSelected(context, options, async (trx, asked) => {
    const { filter, selected, unrecognised, discretion } = asked;
    if (!asked.filter.personIds && !discretion.tellsApart) {
      // Of a team of one it would tell when that person works.
      throw discretion.refusal();
    }
    const { from, to } = filter;
    const points = new Points(filter);
    const counts = await context.counter.rhythm(trx, {
      selected,
      filter,
      points,
    });
    const { daysPerPoint, firstDays } = points;
    return {
      from,
      to,
      hours: divide(counts.hours),
      daysPerPoint,
      weeks: counts.weeks.map((totals, index) => ({
        from: firstDays[index],
        ...totals,
      })),
      unrecognised,
      revision: selected.revision,
    };
  });
}

/** Hours of a week, day by day. */
function divide(hours: number[]): number[][] {
  return Array.from({ length: hours.length / HOURS_PER_DAY }, (_, day) =>
    hours.slice(day * HOURS_PER_DAY, (day + 1) * HOURS_PER_DAY),
  );
}
