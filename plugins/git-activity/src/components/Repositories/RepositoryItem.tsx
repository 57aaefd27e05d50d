import Button from '@material-ui/core/Button';
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
  printable,
  Repository,
  RepositoryStatus,
} from 'backstage-plugin-git-activity-common';
import { ComponentType, PropsWithChildren } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { nameOfRepository } from '../../calendar/repositoryName';
import { describeAge } from '../../calendar/words';
import { SyncControl } from '../../hooks/useSync';
import { ForeignText } from '../ForeignText';

const useStyles = makeStyles(theme => ({
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(1, 0),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  what: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
}));

const STATUS_NAMES: Record<RepositoryStatus, string> = {
  pending: 'Waiting for its first sync',
  syncing: 'Being read',
  current: 'Current',
  stale: 'Out of date',
  failed: 'Could not be read',
};

const STATUS_SIGNS: Record<
  RepositoryStatus,
  ComponentType<PropsWithChildren<{}>>
> = {
  pending: StatusPending,
  syncing: StatusRunning,
  current: StatusOK,
  stale: StatusWarning,
  failed: StatusError,
};

/** One repository, how its sync stands, and what went wrong. */
export function RepositoryItem(props: {
  repository: Repository;
  sync: SyncControl;
  format: LocalFormat;
}) {
  const { repository, sync, format } = props;
  const classes = useStyles();
  const { id, url, status, error, notices, heldBack } = repository;
  const Sign = STATUS_SIGNS[status];
  const requested = sync.requested.has(id);
  const label = requested ? 'Sync asked for' : 'Sync now';
  const name = nameOfRepository(url);
  return (
    <li className={classes.item}>
      <div className={classes.what}>
        <Typography title={printable(url)}>
          <bdi>{name}</bdi>
        </Typography>
        <Typography variant="body2" color="textSecondary" component="div">
          <Sign>{describeState(repository, format)}</Sign>
        </Typography>
        {error && (
          <Typography variant="body2">
            {status === 'syncing' && 'Last time: '}
            <ForeignText text={error.message} />
          </Typography>
        )}
        {notices.map(notice => (
          <Typography key={notice} variant="body2">
            <ForeignText text={notice} />
          </Typography>
        ))}
        <HeldBack {...{ repository, format }} />
      </div>
      {sync.allowed && (
        <Button
          size="small"
          variant="outlined"
          color="primary"
          // It says why above
          disabled={requested || isWaiting(heldBack)}
          aria-label={`${label}: ${name}`}
          onClick={() => sync.sync(id)}
        >
          {label}
        </Button>
      )}
    </li>
  );
}

/** Where its sync stands, as one line. */
function describeState(repository: Repository, format: LocalFormat): string {
  const { status, error, archived, lastSyncedAt, commits, coverage } =
    repository;
  const isReading = status === 'syncing';
  const { completeFrom, completeUntil } = coverage;
  const parts = [
    isReading && error ? 'Being read again' : STATUS_NAMES[status],
    archived && 'archived on the host',
    lastSyncedAt &&
      `last synced ${describeAge(new Date(lastSyncedAt), new Date())}`,
    isReading && `${format.count(commits, 'commit', 'commits')} so far`,
    isReading &&
      lastSyncedAt === null &&
      completeFrom &&
      `complete from ${format.shortDay(completeFrom)} on`,
    completeUntil && `known until ${format.shortDay(completeUntil)}`,
  ];
  return parts.filter(Boolean).join('; ');
}

/** Whether a limit of the host keeps it waiting, whoever asks for a sync. */
function isWaiting(heldBack: Repository['heldBack']): boolean {
  return heldBack !== undefined && new Date(heldBack.until) > new Date();
}

/** Why it waits, and until when, if a limit of its host keeps it waiting. */
function HeldBack(props: { repository: Repository; format: LocalFormat }) {
  const { heldBack } = props.repository;
  const now = new Date();
  if (!heldBack || !isWaiting(heldBack)) {
    return null;
  }
  return (
    <Typography variant="body2">
      Waits until{' '}
      <time dateTime={heldBack.until}>
        {props.format.moment(new Date(heldBack.until), now)}
      </time>
      : <ForeignText text={heldBack.reason} />
    </Typography>
  );
}
