import { Calendar, Day } from 'backstage-plugin-git-activity-common';
import { DaySum, findUnknownSince } from '../../calendar/dayCells';
import { LocalFormat } from '../../calendar/locale';

/** What the twelve months before came to. */
export function describeMonthsBefore(
  { commits: count, isUnknown, isUnborn, isPartial }: DaySum,
  { t }: LocalFormat,
): string {
  if (isUnknown) {
    return t('card.beforeUnknown');
  }
  if (isUnborn) {
    return t('card.notBegun');
  }
  return t(isPartial ? 'card.beforeAtLeast' : 'card.before', { count });
}

/** What is missing from numbers, as one line, and whether something is wrong; undefined if they are complete. */
export function describeIncompleteness(
  calendar: Calendar,
  options: { today: Day; now: Date; format: LocalFormat },
): { words: string; isWrong: boolean } | undefined {
  const { today, now, format } = options;
  const { t } = format;
  const { repositories, heldBack } = calendar.coverage;
  const count = repositories.total;
  const failed = format.number(repositories.failed);
  const since = findUnknownSince(calendar, today);
  if (since) {
    const day = format.shortDay(since);
    return {
      isWrong: true,
      words:
        repositories.failed > 0
          ? t('card.failedSince', { count, failed, day })
          : t('card.notSyncedSince', { day }),
    };
  }
  if (repositories.failed > 0) {
    return { isWrong: true, words: t('card.failed', { count, failed }) };
  }
  if (repositories.pending > 0) {
    return { isWrong: false, words: describeReading(calendar, format) };
  }
  return heldBack && new Date(heldBack.until) > now
    ? {
        isWrong: false,
        words: t('card.heldBack', {
          count,
          heldBack: format.number(heldBack.repositories),
          time: format.moment(new Date(heldBack.until), now),
        }),
      }
    : undefined;
}

/** How much is still to be read for the first time. */
function describeReading(
  { totals, coverage }: Calendar,
  format: LocalFormat,
): string {
  const { repositories, completeFrom } = coverage;
  const count = repositories.total;
  const pending = format.number(repositories.pending);
  if (completeFrom) {
    const day = format.shortDay(completeFrom);
    return format.t('card.readingFrom', { count, pending, day });
  }
  return totals.commits === 0
    ? format.t('card.notRead', { count, pending })
    : format.t('card.reading', { count, pending });
}
