import { LocalFormat } from '../../calendar/locale';
import { UsualWeeks } from './weeks';

const DAYS_PER_WEEK = 7;

/** How many people or repositories are usual in a week, and when there were fewest. */
export function describeUsualWeeks(
  { usual, least, leastFrom }: UsualWeeks,
  options: {
    of: 'people' | 'repositories';
    daysPerPoint: number;
    format: LocalFormat;
  },
): string {
  const { of, daysPerPoint, format } = options;
  const { t, number } = format;
  const details = { least: number(least), day: format.shortDay(leastFrom) };
  if (daysPerPoint > DAYS_PER_WEEK) {
    const weeks = number(daysPerPoint / DAYS_PER_WEEK);
    return t(`rhythm.${of}OfSpans`, {
      ...{ weeks, usual: number(usual) },
      ...details,
    });
  }
  return least < usual
    ? t(`rhythm.${of}Usual`, { count: usual, ...details })
    : t(`rhythm.${of}Steady`, { count: usual });
}
