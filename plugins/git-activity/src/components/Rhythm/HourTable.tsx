import { makeStyles } from '@material-ui/core/styles';
import { Rhythm } from 'backstage-plugin-git-activity-common';
import { useMemo } from 'react';
import { chooseScale, stepOf } from '../../calendar/colourScale';
import { LocalFormat } from '../../calendar/locale';
import {
  classesOfSquare,
  LegendList,
  lookOfStep,
  stepItems,
  useDayStyles,
} from '../ActivityCalendar';
import { visuallyHidden } from '../visuallyHidden';

const DAYS_PER_WEEK = 7;
/** So many hours have one heading that is seen. */
const HOURS_PER_HEADING = 6;
const CELL_PX = 16;
const WIDEST_PX = 720;

const useStyles = makeStyles(theme => ({
  table: {
    width: '100%',
    maxWidth: WIDEST_PX,
    tableLayout: 'fixed',
    borderCollapse: 'separate',
    borderSpacing: 1,
    ...theme.typography.caption,
    color: theme.palette.text.secondary,
    '& caption': { textAlign: 'start', paddingBottom: theme.spacing(1) },
    '& th': { fontWeight: 'normal', padding: 0, textAlign: 'start' },
    '& td': { height: CELL_PX, padding: 0, forcedColorAdjust: 'none' },
  },
  weekday: { width: '3.5em' },
  hour: { whiteSpace: 'nowrap', overflow: 'visible' },
  hidden: visuallyHidden,
}));

/** Commits by weekday and hour: a table whose cells are coloured as days of the calendar are. */
export function HourTable(props: {
  hours: Rhythm['hours'];
  format: LocalFormat;
}) {
  const { hours, format } = props;
  const { t } = format;
  const classes = useStyles();
  const dayClasses = useDayStyles();
  const scale = useMemo(
    () => chooseScale(hours.flat().map(commits => ({ commits }))),
    [hours],
  );
  return (
    <div>
      <table className={classes.table}>
        <caption>{t('rhythm.hours')}</caption>
        <thead>
          <tr>
            <td className={classes.weekday} />
            {hours[0].map((_, hour) => (
              <th key={hour} scope="col" className={classes.hour}>
                <span
                  className={
                    hour % HOURS_PER_HEADING === 0 ? undefined : classes.hidden
                  }
                >
                  {format.hour(hour)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((_, index) => {
            const weekday = (format.firstWeekday + index) % DAYS_PER_WEEK;
            const name = format.longWeekday(weekday);
            return (
              <tr key={weekday}>
                <th scope="row" title={name}>
                  <span aria-hidden>{format.shortWeekday(weekday)}</span>
                  <span className={classes.hidden}>{name}</span>
                </th>
                {hours[fromMonday(weekday)].map((commits, hour) => (
                  <td
                    key={hour}
                    className={classesOfSquare(dayClasses, {
                      look:
                        commits === 0
                          ? 'zero'
                          : lookOfStep(stepOf(commits, scale)),
                    })}
                    title={t('rhythm.atHour', {
                      count: commits,
                      weekday: name,
                      hour: format.hour(hour),
                    })}
                  >
                    <span className={classes.hidden}>
                      {format.number(commits)}
                    </span>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <LegendList
        title={t('rhythm.perHour')}
        items={stepItems(scale, format)}
      />
    </div>
  );
}

/** From Sunday as 0 to Monday as 0. */
function fromMonday(weekday: number): number {
  return (weekday + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK;
}
