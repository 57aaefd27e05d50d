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
      <UnrecognisedNotice userEntityRefs={calendar.unrecognised} />
      <FailureNotice {...props} />
      <ReadingNotice {...props} />
      <HeldBackNotice coverage={calendar.coverage} format={format} />
    </>
  );
}

/** That repositories could not be synced, and since when days are therefore not known. */
function FailureNotice({ calendar, today, format }: NoticeProps) {
  const { total, failed } = calendar.coverage.repositories;
  const since = findUnknownSince(calendar, today);
  if (isNeverRead(calendar.coverage)) {
    return (
      <Alert severity="error">
        <AlertTitle>No repository could be read</AlertTitle>
        There are no numbers to show. What went wrong is listed with the
        repositories.
      </Alert>
    );
  }
  if (failed === 0 && !since) {
    return null;
  }
  const who = `${format.number(failed)} of ${format.count(
    total,
    'repository',
    'repositories',
  )}`;
  return (
    <Alert severity={failed === total ? 'error' : 'warning'}>
      {since && (
        <AlertTitle>Not known since {format.longDate(since)}</AlertTitle>
      )}
      {failed > 0
        ? `${who} could not be synced, so commits may be missing. What went wrong, and how to sync again, is listed with the repositories.`
        : 'Repositories have not been synced since. What was done in the meantime shows after their next sync.'}
    </Alert>
  );
}

/** That repositories are still being read for the first time. */
function ReadingNotice({ calendar, format }: NoticeProps) {
  const { repositories, completeFrom } = calendar.coverage;
  const { total, pending } = repositories;
  if (pending === 0) {
    return null;
  }
  return (
    <Alert severity="info">
      <AlertTitle>
        {calendar.totals.commits === 0 && completeFrom === null
          ? 'Not synced yet'
          : 'Still syncing'}
      </AlertTitle>
      {format.number(pending)} of{' '}
      {format.count(total, 'repository', 'repositories')} still to be read
      completely.{' '}
      {completeFrom &&
        `Numbers are complete from ${format.shortDay(completeFrom)} on. `}
      This page refreshes itself.
    </Alert>
  );
}
