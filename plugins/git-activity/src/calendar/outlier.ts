import { Calendar, Day } from 'backstage-plugin-git-activity-common';

/** A day that is most of a total, and far above all others: mostly an import. */
export interface OutlierDay {
  day: Day;
  commits: number;
  /** Its part of the total, from 0 to 1. */
  share: number;
}

/** How many times as much as on the next busiest day is far above it. */
const FAR_ABOVE = 10;
const MOST_SHARE = 0.5;
/** Fewer commits on a day are work. */
const FEWEST_COMMITS = 100;

/** The one day that a total says most about, if there is such a day beside others. */
export function findOutlier(days: Calendar['days']): OutlierDay | undefined {
  const [first, second] = [...days].sort((a, b) => b.commits - a.commits);
  const total = days.reduce((sum, { commits }) => sum + commits, 0);
  return second &&
    first.commits >= FEWEST_COMMITS &&
    first.commits >= FAR_ABOVE * second.commits &&
    first.commits > MOST_SHARE * total
    ? {
        day: first.date,
        commits: first.commits,
        share: first.commits / total,
      }
    : undefined;
}
