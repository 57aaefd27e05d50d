import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { Calendar } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';

/** What is missing from the numbers that are shown, if anything is. */
export function CoverageNotice(props: {
  calendar: Calendar;
  format: LocalFormat;
}) {
  const { calendar, format } = props;
  const { repositories, completeFrom, syncedAt } = calendar.coverage;
  const { total, pending, failed } = repositories;
  if (failed === total) {
    return (
      <Alert severity="error">
        <AlertTitle>
          {syncedAt === null
            ? 'No repository could be read'
            : 'No repository could be brought up to date'}
        </AlertTitle>
        {syncedAt === null
          ? 'There are no numbers to show. What went wrong is listed below.'
          : 'These are the numbers of the last successful sync. What went wrong is listed below.'}
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
      up to date, so commits may be missing.
    </Alert>
  ) : null;
}
