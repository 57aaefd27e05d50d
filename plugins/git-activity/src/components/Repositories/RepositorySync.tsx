import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  StatusError,
  StatusOK,
  StatusPending,
  StatusRunning,
  StatusWarning,
} from '@backstage/core-components';
import {
  Repository,
  RepositoryStatus,
} from 'backstage-plugin-git-activity-common';
import { ComponentType } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { ForeignText } from '../ForeignText';
import { describeSync } from './words';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'flex-start' },
});

const STATUS_SIGNS: Record<RepositoryStatus, ComponentType<{}>> = {
  pending: StatusPending,
  syncing: StatusRunning,
  current: StatusOK,
  stale: StatusWarning,
  failed: StatusError,
};

/** How complete a repository is: where its sync stands, what went wrong, what there is to note, and what it waits for. */
export function RepositorySync(props: {
  repository: Repository;
  format: LocalFormat;
}) {
  const { repository, format } = props;
  const { status, error, notices } = repository;
  const classes = useStyles();
  const Sign = STATUS_SIGNS[status];
  const cause = error && <ForeignText text={error.message} />;
  return (
    <>
      <Typography
        variant="body2"
        color="textSecondary"
        component="div"
        className={classes.line}
      >
        {/* its children are hidden from screen readers, so the words stand beside it */}
        <Sign />
        <span>{describeSync(repository, format)}</span>
      </Typography>
      {cause && (
        <Typography variant="body2">
          {status === 'syncing'
            ? format.t('sync.lastTime', { message: cause })
            : cause}
        </Typography>
      )}
      {notices.map(notice => (
        <Typography key={notice} variant="body2">
          <ForeignText text={notice} />
        </Typography>
      ))}
      <HeldBack {...{ repository, format }} />
    </>
  );
}

/** Whether a limit of the host keeps it waiting, whoever asks for a sync. */
export function isWaiting(heldBack: Repository['heldBack']): boolean {
  return heldBack !== undefined && new Date(heldBack.until) > new Date();
}

/** Why it waits, and until when, if a limit of its host keeps it waiting. */
function HeldBack(props: { repository: Repository; format: LocalFormat }) {
  const { format } = props;
  const { heldBack } = props.repository;
  const now = new Date();
  if (!heldBack || !isWaiting(heldBack)) {
    return null;
  }
  return (
    <Typography variant="body2">
      {format.t('sync.waitsUntil', {
        time: (
          <time dateTime={heldBack.until}>
            {format.moment(new Date(heldBack.until), now)}
          </time>
        ),
        reason: <ForeignText text={heldBack.reason} />,
      })}
    </Typography>
  );
}
