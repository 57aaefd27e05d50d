import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Calendar } from 'backstage-plugin-git-activity-common';
import { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { LocalFormat } from '../../calendar/locale';
import { findOutlier } from '../../calendar/outlier';
import { DayRange } from '../../calendar/strips';
import { describeLastTwelveMonths } from '../../calendar/words';
import { writeOpened } from '../../hooks/selection';
import { useElementWidth } from '../../hooks/useElementWidth';
import { useLastTwelveMonths } from '../../hooks/useLastTwelveMonths';
import { ActivityCalendar } from '../ActivityCalendar';
import { Published } from '../Published';
import { CoverageNotice, hasNoNumbers } from '../states';
import { Completeness } from './Completeness';
import { LastCommit } from './LastCommit';
import { describeMonthsBefore } from './words';

/** From which width on there is room for words beside the calendar. */
const BESIDE_FROM_PX = 640;
const WORDS_PERCENT = 43;
/** The last commit has so many lines at most; its subject may be a long one. */
const MOST_LINES = 2;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(0.25, 3),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  beside: {
    gridTemplateColumns: `${WORDS_PERCENT}% minmax(0, 1fr)`,
    '& > $whole': { gridColumn: '1 / -1' },
  },
  whole: { minWidth: 0, '&:empty': { display: 'none' } },
  total: { fontWeight: 'bold' },
  totals: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(1),
  },
  last: {
    overflow: 'hidden',
    display: '-webkit-box',
    '-webkit-box-orient': 'vertical',
    '-webkit-line-clamp': MOST_LINES,
  },
}));

/** How much the last twelve months came to, when, and when it was last; within little height. */
export function LastTwelveMonths(props: {
  months: ReturnType<typeof useLastTwelveMonths>;
  calendar: Calendar;
  /** Where all of it can be seen, if anywhere. */
  tabPath?: string;
  /** What is counted, if that has to be said. */
  children?: ReactNode;
  format: LocalFormat;
}) {
  const { months, calendar, tabPath, children, format } = props;
  const { lookup, scale, before, lastCommit, today } = months;
  const classes = useStyles();
  const navigate = useNavigate();
  const { ref, width } = useElementWidth<HTMLDivElement>();
  const open = (days?: DayRange) => {
    if (tabPath && days) {
      navigate(`${tabPath}?day=${writeOpened(days)}`);
    }
  };
  if (hasNoNumbers(calendar)) {
    return <CoverageNotice {...{ calendar, format, today }} />;
  }
  if (calendar.published) {
    return (
      <Published
        {...{ calendar, today, format }}
        published={calendar.published}
        compact
      >
        {children}
      </Published>
    );
  }
  const isBeside = width >= BESIDE_FROM_PX;
  return (
    <div
      ref={ref}
      className={isBeside ? `${classes.root} ${classes.beside}` : classes.root}
    >
      {children && <div className={classes.whole}>{children}</div>}
      <div>
        <div className={classes.totals}>
          <Typography variant="body2" className={classes.total}>
            {lookup && describeLastTwelveMonths(calendar, { format, lookup })}
          </Typography>
          {before && (
            <Typography variant="body2" color="textSecondary">
              {describeMonthsBefore(before, format)}
            </Typography>
          )}
        </div>
        {lastCommit && (
          <Typography
            variant="body2"
            color="textSecondary"
            component="div"
            className={classes.last}
          >
            <LastCommit commit={lastCommit} format={format} />
          </Typography>
        )}
      </div>
      {lookup && (
        <ActivityCalendar
          {...{ lookup, scale, format }}
          outlierDay={findOutlier(calendar.days)?.day}
          onOpen={open}
          compact={isBeside ? 'low' : 'lowest'}
        />
      )}
      <div className={classes.whole}>
        <Completeness
          {...{ calendar, today, format }}
          renewal={months.calendar}
        />
      </div>
    </div>
  );
}
