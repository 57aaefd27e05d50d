import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import {
  Calendar,
  CalendarQuery,
  Day,
} from 'backstage-plugin-git-activity-common';
import { gitActivityApiRef } from '../../api';
import { LocalFormat } from '../../calendar/locale';
import { rangeBefore } from '../../calendar/yearBefore';
import { useRequest } from '../../hooks/useRequest';
import { visuallyHidden } from '../visuallyHidden';
import { MonthBars } from './MonthBars';
import {
  compareMonths,
  compareTotals,
  findUsual,
  Month,
  Usual,
} from './months';
import { describeTotals, describeUnusual } from './words';

/** Ranges of fewer months are seen at a glance, and those of more are no year. */
const LEAST_MONTHS = 3;
const MOST_MONTHS = 13;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  hidden: visuallyHidden,
}));

/** How the months of a calendar compare with each other and with the year before; nothing where there is no such year. */
export function MonthComparison(props: {
  query: CalendarQuery;
  /** The answer to the query. */
  calendar: Calendar;
  today: Day;
  format: LocalFormat;
}) {
  const { query, calendar, today, format } = props;
  const { t } = format;
  const classes = useStyles();
  const before = useYearBefore({ query, calendar });
  if (!before || before.totals.commits === 0) {
    return null;
  }
  const months = compareMonths({ calendar, before, today });
  if (months.length < LEAST_MONTHS || months.length > MOST_MONTHS) {
    return null;
  }
  const usual = findUsual(months);
  const totals = describeTotals(
    compareTotals({ calendar, before, today }),
    format,
  );
  return (
    <section className={classes.root} aria-label={t('months.title')}>
      <Typography variant="h6" component="h3">
        {t('months.title')}
      </Typography>
      <div>
        <Typography variant="body2">{totals}</Typography>
        {usual &&
          describeUnusual(months, { usual, format }).map(sentence => (
            <Typography key={sentence} variant="body2">
              {sentence}
            </Typography>
          ))}
      </div>
      <MonthBars {...{ months, usual, format }} label={t('months.picture')} />
      <Typography variant="caption" color="textSecondary">
        {t('months.bars')}{' '}
        {usual && t('months.median', { median: format.number(usual.median) })}
      </Typography>
      <MonthTable {...{ months, usual, format }} />
    </section>
  );
}

/** The same for those who do not see it. */
function MonthTable(props: {
  months: readonly Month[];
  usual?: Usual;
  format: LocalFormat;
}) {
  const { months, format } = props;
  const { t } = format;
  const classes = useStyles();
  return (
    <div className={classes.hidden}>
      <table>
        <caption>{t('months.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('months.month')}</th>
            <th scope="col">{t('months.commits')}</th>
            <th scope="col">{t('months.before')}</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ first, commits, before, isComplete }) => (
            <tr key={first}>
              <th scope="row">
                {isComplete
                  ? format.longMonth(first)
                  : t('months.incomplete', {
                      month: format.longMonth(first),
                    })}
              </th>
              <td>{format.number(commits)}</td>
              <td>{format.number(before)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The calendar of the same days a year before, asked for anew with each revision of the one beside which it is shown. */
function useYearBefore(options: {
  query: CalendarQuery;
  calendar: Calendar;
}): Calendar | undefined {
  const { query, calendar } = options;
  const api = useApi(gitActivityApiRef);
  const asked = { ...query, ...rangeBefore(calendar) };
  const request = useRequest({
    key: JSON.stringify({ asked, revision: calendar.revision }),
    load: signal => api.getCalendar(asked, { signal }),
  });
  const { value } = request;
  // of another range, there is nothing to compare
  return value?.from === asked.from && value.to === asked.to
    ? value
    : undefined;
}
