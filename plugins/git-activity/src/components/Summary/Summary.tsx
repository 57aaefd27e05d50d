import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Calendar, Day } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { describeExcluded, describeTotal } from '../../calendar/words';
import { ActivitySelection } from '../../hooks/selection';
import { ChangeSelection } from '../../hooks/useActivitySelection';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
    gap: theme.spacing(1, 3),
  },
  total: { fontVariantNumeric: 'tabular-nums' },
  switches: { display: 'flex', flexWrap: 'wrap' },
}));

/** How much there is in all, what was left out of it, and the switches that count it in. */
export function Summary(props: {
  calendar: Calendar;
  selection: ActivitySelection;
  change: ChangeSelection;
  today: Day;
  format: LocalFormat;
}) {
  const { calendar, selection, change, today, format } = props;
  const { totals, excluded } = calendar;
  const classes = useStyles();
  const leftOut = describeExcluded(excluded, format);
  return (
    <div className={classes.root}>
      <div>
        <Typography variant="h5" component="p" className={classes.total}>
          {describeTotal(calendar, { format, today })}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {totals.commits > 0 && (
            <>
              on {format.count(totals.activeDays, 'day', 'days')}, by{' '}
              {format.count(totals.people, 'person', 'people')}, in{' '}
              {format.count(totals.repositories, 'repository', 'repositories')}
            </>
          )}
        </Typography>
        {leftOut && (
          <Typography variant="body2" color="textSecondary">
            {leftOut}
          </Typography>
        )}
        {excluded.invalidDates > 0 && (
          <Typography variant="body2" color="textSecondary">
            {format.count(excluded.invalidDates, 'commit', 'commits')} set
            aside, because{' '}
            {excluded.invalidDates === 1 ? 'its date is' : 'their dates are'}{' '}
            unusable
          </Typography>
        )}
      </div>
      <div className={classes.switches} role="group" aria-label="Count in">
        {(['merges', 'bots'] as const).map(what => (
          <FormControlLabel
            key={what}
            label={
              <Typography variant="body2">
                {what === 'merges' ? 'Include merges' : 'Include bots'}
              </Typography>
            }
            control={
              <Switch
                size="small"
                color="primary"
                checked={selection[what]}
                onChange={(_, checked) => change({ [what]: checked })}
              />
            }
          />
        ))}
      </div>
    </div>
  );
}
