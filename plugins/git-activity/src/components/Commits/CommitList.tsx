import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Calendar,
  CalendarQuery,
  Commit,
  printable,
} from 'backstage-plugin-git-activity-common';
import { useEffect } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { nameOfRepository } from '../../calendar/repositoryName';
import { DayRange } from '../../calendar/strips';
import { describeShown } from '../../calendar/words';
import { useCommits } from '../../hooks/useCommits';
import { RequestState } from '../../hooks/useRequest';
import { ProblemPanel } from '../states';
import { still } from '../still';
import { CommitItem } from './CommitItem';

const useStyles = makeStyles(theme => ({
  repository: {
    ...theme.typography.subtitle2,
    margin: theme.spacing(2, 0, 0),
    overflowWrap: 'anywhere',
    '&:first-child': { marginTop: 0 },
  },
  progress: still,
  list: { margin: 0, padding: 0, listStyle: 'none' },
  foot: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    paddingTop: theme.spacing(2),
  },
}));

/** The commits of some days by repository, in each the latest first, page by page. */
export function CommitList(props: {
  query: CalendarQuery;
  days: DayRange;
  calendar: RequestState<Calendar>;
  count: number;
  format: LocalFormat;
  /** Called when there is a list, or what takes its place. */
  onListed(): void;
}) {
  const { days, count, format, onListed } = props;
  const { t } = format;
  const classes = useStyles();
  const { commits, error, loading, hasMore, showMore } = useCommits(props);
  const isListed = commits !== undefined || error !== undefined;
  useEffect(() => {
    if (isListed) {
      onListed();
    }
  }, [isListed, onListed]);
  const day = days.from === days.to ? days.from : undefined;
  return (
    <>
      {loading && !commits && (
        <LinearProgress
          aria-label={t('commits.loading')}
          className={classes.progress}
        />
      )}
      {byRepository(commits ?? []).map(({ repository, items }) => (
        <div key={repository.id}>
          <h3 className={classes.repository} title={printable(repository.url)}>
            <bdi>{nameOfRepository(repository.url)}</bdi>
          </h3>
          <ul className={classes.list}>
            {items.map(commit => (
              <CommitItem key={commit.sha} {...{ commit, day, format }} />
            ))}
          </ul>
        </div>
      ))}
      {commits?.length === 0 && (
        <Typography>
          {t(day ? 'commits.noneOnDay' : 'commits.noneOnDays')}
        </Typography>
      )}
      {error && (
        <ProblemPanel
          what="commits"
          error={error}
          onRetry={showMore}
          format={format}
        />
      )}
      {hasMore && !error && (
        <div className={classes.foot}>
          <Button
            variant="outlined"
            color="primary"
            disabled={loading}
            onClick={showMore}
          >
            {t('commits.showMore')}
          </Button>
          <Typography variant="body2" color="textSecondary">
            {describeShown(commits?.length ?? 0, count, format)}
          </Typography>
        </div>
      )}
    </>
  );
}

interface RepositoryCommits {
  repository: Commit['repository'];
  items: Commit[];
}

/** The repository of the latest commit first, so that nothing moves when earlier ones are added. */
function byRepository(commits: Commit[]): RepositoryCommits[] {
  const groups = new Map<string, RepositoryCommits>();
  for (const commit of commits) {
    const { repository } = commit;
    const group = groups.get(repository.id) ?? { repository, items: [] };
    group.items.push(commit);
    groups.set(repository.id, group);
  }
  return [...groups.values()];
}
