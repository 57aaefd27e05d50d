import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { InfoCard } from '@backstage/core-components';
import {
  Calendar,
  CalendarQuery,
  Day,
} from 'backstage-plugin-git-activity-common';
import { useRef } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { useDayCommits } from '../../hooks/useActivityData';
import { useEscapeKey } from '../../hooks/useEscapeKey';
import { RequestState } from '../../hooks/useRequest';
import { ProblemPanel } from '../states';
import { CommitItem } from './CommitItem';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  foot: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    paddingTop: theme.spacing(2),
  },
}));

/** The commits behind one day, as many as the calendar counts. */
export function DayCommits(props: {
  query: CalendarQuery;
  day: Day;
  /** Of which the day is. */
  calendar: RequestState<Calendar>;
  /** What the calendar counts on that day. */
  count: number;
  /** What the calendar says of that day. */
  title: string;
  format: LocalFormat;
  onClose(): void;
}) {
  const { query, day, calendar, count, title, format, onClose } = props;
  const classes = useStyles();
  const { commits, error, loading, hasMore, showMore } = useDayCommits({
    query,
    day,
    count,
    calendar,
  });
  const ref = useRef<HTMLElement>(null);
  useEscapeKey(ref, onClose);

  return (
    <section ref={ref} aria-label={title}>
      <InfoCard
        title={title}
        titleTypographyProps={{ variant: 'h6', component: 'h2' }}
        action={
          <IconButton aria-label="Close the list of commits" onClick={onClose}>
            <CloseIcon />
          </IconButton>
        }
      >
        {loading && !commits && (
          <LinearProgress aria-label="Loading the day’s commits" />
        )}
        {commits && commits.length > 0 && (
          <ul className={classes.list}>
            {commits.map(commit => (
              <CommitItem key={commit.sha} {...{ commit, format }} />
            ))}
          </ul>
        )}
        {commits?.length === 0 && (
          <Typography>Nothing was counted on this day.</Typography>
        )}
        {error && (
          <ProblemPanel what="Commits" error={error} onRetry={showMore} />
        )}
        {hasMore && !error && (
          <div className={classes.foot}>
            <Button
              variant="outlined"
              color="primary"
              disabled={loading}
              onClick={showMore}
            >
              Show more
            </Button>
            <Typography variant="body2" color="textSecondary">
              {format.number(commits?.length ?? 0)} of {format.number(count)}{' '}
              shown
            </Typography>
          </div>
        )}
      </InfoCard>
    </section>
  );
}
