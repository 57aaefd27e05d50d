import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Calendar, Day } from 'backstage-plugin-git-activity-common';
import { findUnknownSince } from '../../calendar/dayCells';
import { LocalFormat } from '../../calendar/locale';
import { describeDayBasis } from '../../calendar/words';
import { ActivitySelection } from '../../hooks/selection';
import { ChangeSelection } from '../../hooks/useActivitySelection';
import { ActivityCalendar } from '../ActivityCalendar';
import { ActivityTable } from '../ActivityTable';
import { Freshness, Renewal } from '../Repositories';
import { CoverageNotice, hasNoNumbers } from '../states';
import { Summary } from '../Summary';

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
  },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 3),
  },
}));

/** Totals, calendar or table, and how far they can be trusted. */
export function ActivityPanel(props: {
  calendar: Calendar;
  /** Whether other numbers have been asked for than are shown. */
  waiting: boolean;
  renewal: Renewal;
  /** Whether any repository has a commit at all; undefined if that is not known. */
  hasCommits?: boolean;
  selection: ActivitySelection;
  change: ChangeSelection;
  today: Day;
  format: LocalFormat;
}) {
  const { calendar, waiting, renewal, hasCommits } = props;
  const { selection, change, today, format } = props;
  const classes = useStyles();
  const asTable = selection.view === 'table';
  const selectDay = (day?: Day) => change({ day });
  if (hasNoNumbers(calendar)) {
    return (
      <div className={classes.root}>
        <CoverageNotice {...{ calendar, today, format }} />
      </div>
    );
  }
  return (
    <div className={classes.root} aria-busy={waiting}>
      <CoverageNotice {...{ calendar, today, format }} />
      <Summary {...{ calendar, selection, change, today, format }} />
      <div className={classes.progress}>
        {waiting && <LinearProgress aria-label="Loading other numbers" />}
      </div>
      {isQuiet(calendar, today) && (
        <Typography>
          {hasCommits === false
            ? 'There are no commits yet: the history is empty.'
            : 'No commits in this selection.'}
        </Typography>
      )}
      {asTable ? (
        <ActivityTable
          {...{ calendar, today, format }}
          onSelectDay={selectDay}
        />
      ) : (
        <ActivityCalendar
          {...{ calendar, today, format }}
          selectedDay={selection.day}
          onSelectDay={selectDay}
        />
      )}
      <div className={classes.foot}>
        <div>
          <Freshness coverage={calendar.coverage} {...{ renewal, format }} />
          <Typography variant="body2" color="textSecondary">
            {describeDayBasis(calendar.dayBasis)}
          </Typography>
        </div>
        <Button
          size="small"
          color="primary"
          onClick={() => change({ view: asTable ? 'calendar' : 'table' })}
        >
          {asTable ? 'Show as calendar' : 'Show as table'}
        </Button>
      </div>
    </div>
  );
}

/** Whether a selection is known to have no commits: all of it has been read, and nothing is missing since. */
function isQuiet(calendar: Calendar, today: Day): boolean {
  return (
    calendar.totals.commits === 0 &&
    calendar.coverage.repositories.pending === 0 &&
    !findUnknownSince(calendar, today)
  );
}
