import Skeleton from '@material-ui/lab/Skeleton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import {
  Calendar,
  CalendarQuery,
  Day,
} from 'backstage-plugin-git-activity-common';
import { useMemo } from 'react';
import { gitActivityApiRef } from '../../api';
import { LocalFormat } from '../../calendar/locale';
import { useNear } from '../../hooks/useNear';
import { useRequest } from '../../hooks/useRequest';
import { useUniqueId } from '../../hooks/useUniqueId';
import { ProblemPanel } from '../states';
import { HourTable } from './HourTable';
import { WeekLines } from './WeekLines';
import { weeksOf } from './weeks';

/** About what it takes, so that little moves when it comes. */
const HEIGHT_PX = 320;
const PATIENCE_MS = 250;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  waiting: { opacity: 0.5, transition: `opacity 100ms ${PATIENCE_MS}ms` },
}));

/** When in the week a team works, and how many people and repositories are active: asked for once somebody is about to see it. */
export function RhythmSection(props: {
  query: CalendarQuery;
  /** The answer to the query. */
  calendar: Calendar;
  today: Day;
  format: LocalFormat;
}) {
  const { query, calendar, today, format } = props;
  const { coverage, revision } = calendar;
  const classes = useStyles();
  const id = useUniqueId();
  const api = useApi(gitActivityApiRef);
  const { ref, isNear } = useNear<HTMLElement>();
  const { value, error, stale, refresh } = useRequest({
    key: JSON.stringify({ query, revision }),
    enabled: isNear,
    load: signal => api.getRhythm(query, { signal }),
  });
  const weeks = useMemo(
    () => value && weeksOf(value, { coverage, today }),
    [value, coverage, today],
  );
  if (calendar.totals.commits === 0) {
    return null;
  }
  const shown = error && stale ? undefined : value;
  return (
    <section
      ref={ref}
      aria-labelledby={id}
      aria-busy={stale}
      className={classes.root}
    >
      <Typography variant="h6" component="h3" id={id}>
        {format.t('rhythm.title')}
      </Typography>
      {error && <ProblemPanel {...{ error, format }} onRetry={refresh} />}
      {!shown && !error && (
        <div role="status" aria-label={format.t('rhythm.loading')}>
          <Skeleton variant="rect" height={HEIGHT_PX} />
        </div>
      )}
      {shown && weeks && (
        <div
          className={
            stale ? `${classes.root} ${classes.waiting}` : classes.root
          }
        >
          <HourTable hours={shown.hours} format={format} />
          <WeekLines {...{ weeks, format }} daysPerPoint={shown.daysPerPoint} />
        </div>
      )}
    </section>
  );
}
