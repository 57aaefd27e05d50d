import { addDays, Day } from 'backstage-plugin-git-activity-common';
import { DayClock } from './DayClock';

/** So many commits in a row hardly have all their clocks wrong. */
export const CLOCK_SAMPLE = 100;
/** One day because the day of the oldest commit is not complete itself, one because UTC offsets shift days. */
const COVERAGE_MARGIN_DAYS = 2;

/**
 * From which day on everything is stored, after one more batch of a history that is read for the first time, newest first.
 *
 * Git walks from the head by committer date: of the commits whose children it has shown, always the newest. Where no clock was
 * wrong, a commit is not newer than its children, so nothing that is still to come was committed after the commit that
 * came last; and since nobody commits what was not authored yet, nothing to come counts on a later day, but for the UTC
 * offset. A clock that was behind makes the walk look further than it is. So it is the newest of the last few commits that
 * tells how far it has come: what misleads is only as many in a row, all in the past of what is below them, which hide
 * newer ancestors. A straggler of theirs shows up when it is read, and until all is read the repository is marked as being
 * synced. A clock that was ahead only delays the claim. The claim never goes back: what is stored remains.
 *
 * @param before - the claim so far; null for none
 * @param committedAt - of the batch, in its order: seconds since 1970, usable or not
 */
export function coverageAfter(options: {
  before: Day | null;
  committedAt: Array<number | undefined>;
  clock: DayClock;
}): Day | null {
  const { before, committedAt, clock } = options;
  const times = committedAt
    .slice(-CLOCK_SAMPLE)
    .map(time => clock.usable(time))
    .filter(time => time !== null);
  if (times.length === 0) {
    return before;
  }
  const reached = clock.utcDayOf(Math.max(...times));
  const completeFrom = addDays(reached, COVERAGE_MARGIN_DAYS);
  return before !== null && before < completeFrom ? before : completeFrom;
}

/**
 * From which day on a clone that is cut off holds everything: nothing that it lacks was committed after the commits where it ends.
 *
 * @param before - what the commits before came to; null while there was none where it ends
 * @param committedAt - of commits where it ends: seconds since 1970, usable or not
 */
export function coverageAboveCut(options: {
  before: Day | null;
  committedAt: Array<number | undefined>;
  clock: DayClock;
}): Day | null {
  const { clock } = options;
  return options.committedAt.reduce<Day | null>((latest, time) => {
    const usable = clock.usable(time);
    if (usable === null) {
      return latest;
    }
    const day = addDays(clock.utcDayOf(usable), COVERAGE_MARGIN_DAYS);
    return latest === null || day > latest ? day : latest;
  }, options.before);
}
