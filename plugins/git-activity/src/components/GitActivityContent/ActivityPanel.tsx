import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Calendar,
  CalendarQuery,
  CommitList,
  Day,
} from 'backstage-plugin-git-activity-common';
import { useMemo } from 'react';
import { DayLookup, DaySum } from '../../calendar/dayCells';
import { SubjectHistory } from '../../calendar/history';
import { LocalFormat } from '../../calendar/locale';
import { findOutlier } from '../../calendar/outlier';
import { DayRange } from '../../calendar/strips';
import { describeDayBasis, describeEmpty } from '../../calendar/words';
import { ActivitySelection } from '../../hooks/selection';
import { ChangeSelection } from '../../hooks/useActivitySelection';
import { RequestState } from '../../hooks/useRequest';
import { ActivityCalendar } from '../ActivityCalendar';
import { ActivityTable } from '../ActivityTable';
import { Renewal } from '../Repositories';
import { CoverageNotice, hasNoNumbers } from '../states';
import { ShareMenu } from '../Share';
import { still } from '../still';
import { Summary } from '../Summary';
import { WhyNotHere } from '../WhyNotHere';
import { OutlierNotice } from './OutlierNotice';

const PROGRESS_PX = 4;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    // lets the calendar scroll inside itself instead of widening the page
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  // always there, in the gap, so that nothing moves when it shows
  progress: {
    height: PROGRESS_PX,
    margin: theme.spacing(-1, 0),
    ...still,
  },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 3),
  },
  buttons: { display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) },
}));

/** Totals, calendar or table, and how far they can be trusted. */
export function ActivityPanel(props: {
  /** What the calendar is of, as its page calls it. */
  title: string;
  query: CalendarQuery;
  calendar: Calendar;
  /** Of that calendar. */
  lookup: DayLookup;
  history: SubjectHistory;
  lastCommit: RequestState<CommitList>;
  before?: DaySum;
  /** Days before those of the calendar, as far as they are known. */
  earlier?: DayLookup;
  /** Whether other numbers have been asked for than are shown. */
  waiting: boolean;
  renewal: Renewal;
  /** Whether any repository has a commit at all; undefined if that is not known. */
  hasCommits?: boolean;
  isByPeople: boolean;
  selection: ActivitySelection;
  change: ChangeSelection;
  today: Day;
  format: LocalFormat;
}) {
  const { calendar, lookup, earlier, history, waiting, hasCommits } = props;
  const { query, selection, change, today, format } = props;
  const classes = useStyles();
  const outlier = useMemo(() => findOutlier(calendar.days), [calendar.days]);
  const asTable = selection.view === 'table';
  const open = (opened?: DayRange) => change({ opened });
  if (hasNoNumbers(calendar)) {
    return (
      <div className={classes.root}>
        <CoverageNotice {...{ calendar, today, format }} />
        <div className={classes.buttons}>
          <WhyNotHere {...{ query, format }} />
        </div>
      </div>
    );
  }
  return (
    <div className={classes.root} aria-busy={waiting}>
      <CoverageNotice {...{ calendar, today, format }} />
      <Summary {...props} />
      <div className={classes.progress}>
        {waiting && (
          <LinearProgress aria-label={format.t('panel.loadingOthers')} />
        )}
      </div>
      {isQuiet(calendar, lookup) && (
        <Typography>
          {describeEmpty(
            { range: lookup.range, hasCommits, firstDay: history.firstDay },
            format,
          )}
        </Typography>
      )}
      <OutlierNotice
        {...{ outlier, format }}
        without={selection.without}
        onChange={without => change({ without })}
      />
      {asTable ? (
        <ActivityTable {...{ lookup, format }} onOpen={open} />
      ) : (
        <ActivityCalendar
          {...{ lookup, earlier, format }}
          scale={history.scale}
          outlierDay={outlier?.day}
          opened={selection.opened}
          onOpen={open}
        />
      )}
      <div className={classes.foot}>
        <Typography variant="body2" color="textSecondary">
          {describeDayBasis(calendar.dayBasis, format)}
        </Typography>
        <div className={classes.buttons}>
          <WhyNotHere {...{ query, format }} />
          <Button
            size="small"
            color="primary"
            onClick={() => change({ view: asTable ? 'calendar' : 'table' })}
          >
            {format.t(asTable ? 'panel.asCalendar' : 'panel.asTable')}
          </Button>
          <ShareMenu
            {...{ query, calendar, lookup, selection, today, format }}
            title={props.title}
            scale={history.scale}
          />
        </div>
      </div>
    </div>
  );
}

/** Whether a selection is known to have no commits: all of it has been read, and nothing is missing since. */
function isQuiet(calendar: Calendar, lookup: DayLookup): boolean {
  return (
    calendar.totals.commits === 0 &&
    calendar.coverage.repositories.pending === 0 &&
    !lookup.unknownSince
  );
}
