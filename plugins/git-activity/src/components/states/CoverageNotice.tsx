import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { Calendar, Coverage } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { HeldBackNotice } from './HeldBackNotice';

/** Whether no repository was ever read, and none will be without a cure: then there are no numbers at all. */
export function isNeverRead({ repositories, syncedAt }: Coverage): boolean {
  return repositories.failed === repositories.total && syncedAt === null;
}

/** What is missing from the numbers that are shown, if anything is, and until when a host keeps it back. */
export function CoverageNotice(props: {
  calendar: Calendar;
  format: LocalFormat;
}) {
  return (
    <>
      <MissingNotice {...props} />
      <UnrecognisedNotice {...props} />
      <HeldBackNotice
        coverage={props.calendar.coverage}
        format={props.format}
      />
    </>
  );
}

function MissingNotice(props: { calendar: Calendar; format: LocalFormat }) {
  const { calendar, format } = props;
  const { repositories, completeFrom, completeUntil } = calendar.coverage;
  const neverRead = isNeverRead(calendar.coverage);
  const { total, pending, failed } = repositories;
  if (failed === total) {
    return (
      <Alert severity="error">
        <AlertTitle>
          {neverRead
            ? 'No repository could be read'
            : 'No repository could be brought up to date'}
        </AlertTitle>
        {neverRead
          ? 'There are no numbers to show. What went wrong is listed with the repositories.'
          : 'These are the numbers of the last successful sync. What went wrong is listed with the repositories.'}
      </Alert>
    );
  }
  if (pending > 0) {
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
  return failed > 0 ? (
    <Alert severity="warning">
      {format.number(failed)} of{' '}
      {format.count(total, 'repository', 'repositories')} could not be brought
      up to date, so commits may be missing.{' '}
      {completeUntil !== null &&
        completeUntil < calendar.to &&
        `What was written since ${format.shortDay(
          completeUntil,
        )} is not known.`}
    </Alert>
  ) : null;
}

/** Whom nothing lets anybody recognise did not do nothing. */
function UnrecognisedNotice({ calendar }: { calendar: Calendar }) {
  const { unrecognised } = calendar;
  return unrecognised.length > 0 ? (
    <Alert severity="warning">
      <AlertTitle>Not known</AlertTitle>
      Nothing in the catalog lets anybody recognise the commits of{' '}
      {unrecognised.join(', ')}: add spec.profile.email to the User, or the name
      of an account, such as the annotation github.com/user-login.
    </Alert>
  ) : null;
}
