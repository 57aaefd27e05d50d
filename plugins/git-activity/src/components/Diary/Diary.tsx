import IconButton from '@material-ui/core/IconButton';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import NextIcon from '@material-ui/icons/ChevronRight';
import PreviousIcon from '@material-ui/icons/ChevronLeft';
import { InfoCard } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import {
  addDays,
  CalendarQuery,
  Day,
} from 'backstage-plugin-git-activity-common';
import { useMemo, useState } from 'react';
import { gitActivityApiRef } from '../../api';
import { DayLookup } from '../../calendar/dayCells';
import { LocalFormat } from '../../calendar/locale';
import { DayRange } from '../../calendar/strips';
import {
  describeRange,
  describeShown,
  describeSpan,
} from '../../calendar/words';
import { useNear } from '../../hooks/useNear';
import { useRequest } from '../../hooks/useRequest';
import { ProblemPanel } from '../states';
import { mirrored } from '../writing';
import { CopyText } from './CopyText';
import { DiaryDays } from './DiaryDays';
import { toDiary, toPlainText, weekOf } from './entries';

/** The most that the backend gives at once; few weeks have more. */
const MOST_COMMITS = 500;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  arrows: mirrored,
}));

/** What one person did in a week, day by day, to be taken along: the week of the opened day, or the last one with commits. */
export function Diary(props: {
  query: CalendarQuery;
  /** Of the answer to the query. */
  lookup: DayLookup;
  revision: string;
  lastDay?: Day;
  opened?: DayRange;
  /** Whose diary it is. */
  userEntityRef: string;
  format: LocalFormat;
}) {
  const { query, lookup, revision, userEntityRef, format } = props;
  const { range } = lookup;
  const classes = useStyles();
  const api = useApi(gitActivityApiRef);
  const { ref, isNear } = useNear<HTMLDivElement>();
  const anchor = props.opened?.from ?? props.lastDay ?? range.to;
  const [turned, setTurned] = useState({ anchor, day: anchor });
  const day = turned.anchor === anchor ? turned.day : anchor;
  const week = weekOf(day, { range, format });
  const asked = { ...query, ...week, limit: MOST_COMMITS };
  const { value, error, stale, loading, refresh } = useRequest({
    key: JSON.stringify({ asked, revision }),
    enabled: isNear,
    load: signal => api.getCommits(asked, { signal }),
  });
  const shown = stale ? undefined : value;
  const { from, to } = week;
  const days = useMemo(
    () =>
      shown &&
      toDiary(shown.items, {
        week: { from, to },
        ...{ lookup, userEntityRef, format },
      }),
    [shown, from, to, lookup, userEntityRef, format],
  );
  const turnTo = (other: Day) => setTurned({ anchor, day: other });
  return (
    <InfoCard
      title={format.t('diary.title')}
      titleTypographyProps={{ variant: 'h6', component: 'h2' }}
    >
      <div ref={ref} className={classes.root} aria-busy={loading}>
        <div className={classes.head}>
          <IconButton
            size="small"
            className={classes.arrows}
            aria-label={format.t('diary.previous')}
            disabled={from <= range.from}
            onClick={() => turnTo(addDays(from, -1))}
          >
            <PreviousIcon />
          </IconButton>
          <div role="status">
            <Typography component="h3" variant="subtitle1">
              {describeRange(week, format)}
            </Typography>
          </div>
          <IconButton
            size="small"
            className={classes.arrows}
            aria-label={format.t('diary.next')}
            disabled={to >= range.to}
            onClick={() => turnTo(addDays(to, 1))}
          >
            <NextIcon />
          </IconButton>
          {days && days.length > 0 && (
            <CopyText text={toPlainText(days)} format={format} />
          )}
        </div>
        {error && (
          <ProblemPanel
            what="commits"
            {...{ error, format }}
            onRetry={refresh}
          />
        )}
        {!days && !error && (
          <LinearProgress aria-label={format.t('commits.loading')} />
        )}
        {days && <DiaryDays days={days} />}
        {days?.length === 0 && (
          <Typography>{describeSpan(week, { lookup, format })}</Typography>
        )}
        {shown?.nextCursor !== undefined && (
          <Typography variant="body2" color="textSecondary">
            {describeShown(
              shown.items.length,
              lookup.sum(week).commits,
              format,
            )}
          </Typography>
        )}
      </div>
    </InfoCard>
  );
}
