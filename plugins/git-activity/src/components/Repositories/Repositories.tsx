import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { InfoCard } from '@backstage/core-components';
import { Repository, today } from 'backstage-plugin-git-activity-common';
import { useState } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { messageOf } from '../../hooks/problem';
import { RequestState } from '../../hooks/useRequest';
import { SyncControl } from '../../hooks/useSync';
import { ForeignText } from '../ForeignText';
import { ProblemPanel } from '../states';
import { RepositoryItem } from './RepositoryItem';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  notice: { marginBottom: theme.spacing(2) },
}));

/** The repositories behind the numbers: those of which there is something to note at once, all on demand. */
export function Repositories(props: {
  repositories: RequestState<Repository[]>;
  sync: SyncControl;
  format: LocalFormat;
}) {
  const { repositories, sync, format } = props;
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const items = repositories.value ?? [];
  const message = sync.error && messageOf(sync.error);
  const remarkable = items.filter(isRemarkable);
  const listed = all || items.length === 1 ? items : remarkable;

  return (
    <InfoCard
      title="Repositories"
      titleTypographyProps={{ variant: 'h6', component: 'h2' }}
    >
      {repositories.error && (
        <ProblemPanel
          what="Repositories"
          error={repositories.error}
          onRetry={repositories.refresh}
        />
      )}
      {sync.error && (
        <Alert severity="error" className={classes.notice}>
          The sync could not be asked for
          {message && (
            <>
              : <ForeignText text={message} />
            </>
          )}
        </Alert>
      )}
      {listed.length === 0 && items.length > 1 && (
        <Typography variant="body2" color="textSecondary">
          {format.number(items.length)} repositories, nothing to note of any.
        </Typography>
      )}
      <ul className={classes.list}>
        {listed.map(repository => (
          <RepositoryItem
            key={repository.id}
            {...{ repository, sync, format }}
          />
        ))}
      </ul>
      {items.length > 1 && items.length > remarkable.length && (
        <Button
          size="small"
          color="primary"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all
            ? 'Show only those with something to note'
            : `Show all ${format.number(items.length)} repositories`}
        </Button>
      )}
    </InfoCard>
  );
}

/** Whether its numbers are to be read with care: it is in trouble, behind, or does not hold everything. */
function isRemarkable({ error, notices, coverage }: Repository): boolean {
  return (
    error !== undefined ||
    notices.length > 0 ||
    (coverage.completeUntil !== null && coverage.completeUntil < today())
  );
}
