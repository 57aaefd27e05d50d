import { Calendar, Day, isDay } from 'backstage-plugin-git-activity-common';
import { chooseScale, ColourScale } from './colourScale';
import { yearOf } from './strips';

/** What is known of a subject as a whole, whatever is filtered for. */
export interface SubjectHistory {
  /** By which its days are coloured. */
  scale: ColourScale;
  /** The years that have commits, newest first. */
  years: number[];
  /** The day of its first commit. */
  firstDay?: Day;
  /** The same, unless older ones are still to be read, or never will be. */
  firstCommit?: Day;
}

/**
 * What a calendar of the widest range, without filters, tells of a subject. Where there is none, a calendar that is shown has to do
 * for the colours.
 */
export function readHistory(
  widest: Calendar | undefined,
  shown: Calendar | undefined,
): SubjectHistory {
  if (!widest) {
    return { scale: chooseScale(shown?.days ?? []), years: [] };
  }
  const { days, coverage, from } = widest;
  const [first] = days;
  const firstDay = first && isDay(first.date) ? first.date : undefined;
  const isWhole = coverage.completeFrom === from;
  return {
    scale: chooseScale(days),
    years: [
      ...new Set(
        days.flatMap(({ date }) => (isDay(date) ? [yearOf(date)] : [])),
      ),
    ].reverse(),
    firstDay,
    firstCommit: isWhole ? firstDay : undefined,
  };
}
