import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Calendar, Day } from 'backstage-plugin-git-activity-common';
import { ReactNode } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { describeExcluded, describeRange } from '../../calendar/words';
import { CoverageNotice } from '../states';

const BAR_PX = 8;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  table: {
    borderCollapse: 'collapse',
    ...theme.typography.body2,
    fontVariantNumeric: 'tabular-nums',
    '& th': {
      fontWeight: 'normal',
      textAlign: 'start',
      whiteSpace: 'nowrap',
    },
    '& caption': { textAlign: 'start' },
    '& thead th': { color: theme.palette.text.secondary },
    '& th, & td': { padding: theme.spacing(0.25, 2, 0.25, 0) },
  },
  number: { textAlign: 'end' },
  bars: { width: '100%' },
  bar: {
    height: BAR_PX,
    minWidth: 2,
    background: theme.palette.primary.main,
    '@media (forced-colors: active)': { background: 'CanvasText' },
  },
}));

/** A calendar whose figures rest on several people each: how much there is, in which spans of days, and what is not told. */
export function Published(props: {
  calendar: Calendar;
  published: NonNullable<Calendar['published']>;
  today: Day;
  /** Whether there is no room for more than the total and what it is. */
  compact?: boolean;
  /** How fresh it is, and what else may be counted in. */
  children?: ReactNode;
  format: LocalFormat;
}) {
  const { calendar, published, today, compact, children, format } = props;
  const { minimumPeople: count, until, spans } = published;
  const { t } = format;
  const classes = useStyles();
  const leftOut = describeExcluded(calendar.excluded, format);
  const { commits } = calendar.totals;
  return (
    <div className={classes.root}>
      <CoverageNotice {...{ calendar, today, format }} />
      <Typography variant={compact ? 'body1' : 'h5'} component="h2">
        {until === null
          ? t('published.none')
          : t('common.commits', { count: commits })}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('published.why', { count })}{' '}
        {until !== null && t('published.until', { day: format.longDay(until) })}
      </Typography>
      {leftOut && (
        <Typography variant="body2" color="textSecondary">
          {leftOut}
        </Typography>
      )}
      {children}
      {!compact && spans.length > 0 && <Spans spans={spans} format={format} />}
    </div>
  );
}

function Spans(props: {
  spans: NonNullable<Calendar['published']>['spans'];
  format: LocalFormat;
}) {
  const { spans, format } = props;
  const { t } = format;
  const classes = useStyles();
  const most = Math.max(...spans.map(({ commits }) => commits));
  return (
    <table className={classes.table}>
      <caption>{t('published.longer')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('published.days')}</th>
          <th scope="col" className={classes.number}>
            {t('months.commits')}
          </th>
          <td className={classes.bars} />
        </tr>
      </thead>
      <tbody>
        {[...spans].reverse().map(({ from, to, commits }) => (
          <tr key={`${from} ${to}`}>
            <th scope="row">{describeRange({ from, to }, format)}</th>
            <td className={classes.number}>{format.number(commits)}</td>
            <td>
              <div
                className={classes.bar}
                style={{ width: `${(100 * commits) / most}%` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
