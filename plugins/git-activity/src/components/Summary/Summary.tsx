import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Calendar,
  CommitList,
  Day,
} from 'backstage-plugin-git-activity-common';
import { DayLookup, DaySum } from '../../calendar/dayCells';
import { LocalFormat } from '../../calendar/locale';
import { describeAge } from '../../calendar/momentWords';
import {
  describeBefore,
  describeExcluded,
  describeRange,
  describeSpread,
  describeTotal,
  describeWithout,
} from '../../calendar/words';
import { ActivitySelection } from '../../hooks/selection';
import { ChangeSelection } from '../../hooks/useActivitySelection';
import { useNow } from '../../hooks/useNow';
import { RequestState } from '../../hooks/useRequest';
import { Freshness, Renewal } from '../Repositories';
import { Figure } from './Figure';
import { Inclusions } from './Inclusions';

const RENEW_AGE_MS = 60_000;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(2, 5),
  },
  rest: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 3),
    marginTop: theme.spacing(1),
  },
}));

/** How much there is, when it was last, how much it was before; what was left out of it, and how fresh it is. */
export function Summary(props: {
  calendar: Calendar;
  lookup: DayLookup;
  lastCommit: RequestState<CommitList>;
  /** What the period before came to; absent where there is none, or it is not known yet. */
  before?: DaySum;
  renewal: Renewal;
  isByPeople: boolean;
  selection: ActivitySelection;
  change: ChangeSelection;
  format: LocalFormat;
}) {
  const { calendar, lookup, lastCommit, before, renewal } = props;
  const { isByPeople, selection, change, format } = props;
  const { totals, excluded, coverage } = calendar;
  const classes = useStyles();
  const leftOut = describeExcluded(excluded, format);
  const last = lastCommit.value?.items[0];
  return (
    <div>
      <div className={classes.root}>
        <Figure
          value={describeTotal(calendar, { format, lookup })}
          component="h2"
        >
          {selection.without
            ? describeWithout(lookup.get(selection.without), format)
            : totals.commits > 0 && describeSpread(totals, format)}
        </Figure>
        {last && (
          <LastCommit at={last.authoredAt} day={last.day} format={format} />
        )}
        {before && (
          <Figure
            label={format.t('summary.before')}
            value={describeBefore(before, format)}
          >
            {describeRange(before, format)}
          </Figure>
        )}
      </div>
      <div className={classes.rest}>
        <div>
          {leftOut && (
            <Typography variant="body2" color="textSecondary">
              {leftOut}
            </Typography>
          )}
          {excluded.invalidDates !== null && excluded.invalidDates > 0 && (
            <Typography variant="body2" color="textSecondary">
              {format.t('summary.undated', { count: excluded.invalidDates })}
            </Typography>
          )}
          <Freshness {...{ coverage, renewal, format }} />
        </div>
        <Inclusions {...{ calendar, isByPeople, selection, change, format }} />
      </div>
    </div>
  );
}

function LastCommit(props: {
  /** Absent if the viewer is told no more than the day. */
  at?: string;
  day: Day;
  format: LocalFormat;
}) {
  const { at, day, format } = props;
  const now = useNow(RENEW_AGE_MS);
  return (
    <Figure
      label={format.t('summary.lastCommit')}
      value={describeAge(new Date(at ?? day), { now, format })}
    >
      <time dateTime={at ?? day}>{format.shortDay(day)}</time>
    </Figure>
  );
}
