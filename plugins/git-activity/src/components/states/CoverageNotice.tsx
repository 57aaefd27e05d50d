import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { Calendar, Coverage, Day } from 'backstage-plugin-git-activity-common';
import { findUnknownSince } from '../../calendar/dayCells';
import { LocalFormat } from '../../calendar/locale';
import { HeldBackNotice } from './HeldBackNotice';
import { isUnrecognised, UnrecognisedNotice } from './UnrecognisedNotice';

interface NoticeProps {
  calendar: Calendar;
  today: Day;
  format: LocalFormat;
}

/** Whether there are no numbers at all, so that zeros would say what nobody knows. */
export function hasNoNumbers(calendar: Calendar): boolean {
  return isNeverRead(calendar.coverage) || isUnrecognised(calendar);
}

/** Whether no repository was ever read, and none will be without a cure. */
function isNeverRead({ repositories, syncedAt }: Coverage): boolean {
  return repositories.failed === repositories.total && syncedAt === null;
}

/** What is missing from the numbers that are shown, if anything is, and until when a host keeps it back. */
export function CoverageNotice(props: NoticeProps) {
  const { calendar, format } = props;
  return (
    <>
      <UnrecognisedNotice
        userEntityRefs={calendar.unrecognised}
        format={format}
      />
      <FailureNotice {...props} />
      <ReadingNotice {...props} />
      <HeldBackNotice coverage={calendar.coverage} format={format} />
    </>
  );
}

/** That repositories could not be synced, and since when days are therefore not known. */
function FailureNotice({ calendar, today, format }: NoticeProps) {
  const { t } = format;
  const { total: count, failed } = calendar.coverage.repositories;
  const since = findUnknownSince(calendar, today);
  if (isNeverRead(calendar.coverage)) {
    return (
      <Alert severity="error">
        <AlertTitle>{t('states.neverReadTitle')}</AlertTitle>
        {t('states.neverRead')}
      </Alert>
    );
  }
  if (failed === 0 && !since) {
    return null;
  }
  return (
    <Alert severity={failed === count ? 'error' : 'warning'}>
      {since && (
        <AlertTitle>
          {t('states.unknownSince', { day: format.longDate(since) })}
        </AlertTitle>
      )}
      {failed > 0
        ? t('states.failed', { count, failed: format.number(failed) })
        : t('states.notSyncedSince')}
    </Alert>
  );
}

/** That repositories are still being read for the first time. */
function ReadingNotice({ calendar, format }: NoticeProps) {
  const { repositories, completeFrom } = calendar.coverage;
  const { t } = format;
  if (repositories.pending === 0) {
    return null;
  }
  const count = repositories.total;
  const pending = format.number(repositories.pending);
  const day = completeFrom && format.shortDay(completeFrom);
  return (
    <Alert severity="info">
      <AlertTitle>
        {t(
          calendar.totals.commits === 0 && completeFrom === null
            ? 'states.notSyncedTitle'
            : 'states.stillSyncingTitle',
        )}
      </AlertTitle>
      {day
        ? t('states.pendingFrom', { count, pending, day })
        : t('states.pending', { count, pending })}
    </Alert>
  );
}
