import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { printable, Repository } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { nameOfRepository } from '../../calendar/repositoryName';
import { SyncControl } from '../../hooks/useSync';
import { RepositorySync } from './RepositorySync';
import { SyncButton } from './SyncButton';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
  },
  what: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
}));

/** One repository, how its sync stands, and what went wrong. */
export function RepositoryItem(props: {
  repository: Repository;
  sync: SyncControl;
  format: LocalFormat;
}) {
  const { repository, sync, format } = props;
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <div className={classes.what}>
        <Typography title={printable(repository.url)}>
          <bdi>{nameOfRepository(repository.url)}</bdi>
        </Typography>
        <RepositorySync {...{ repository, format }} />
      </div>
      <SyncButton {...{ repository, sync, format }} />
    </div>
  );
}
