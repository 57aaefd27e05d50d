import { makeStyles } from '@material-ui/core/styles';
import InfoIcon from '@material-ui/icons/InfoOutlined';
import WarningIcon from '@material-ui/icons/ReportProblemOutlined';
import { Calendar, Day } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { useNow } from '../../hooks/useNow';
import { Freshness, Renewal } from '../Repositories';
import { describeIncompleteness } from './words';

const RENEW_MS = 15_000;

const useStyles = makeStyles(theme => ({
  icon: {
    verticalAlign: 'text-bottom',
    marginInlineEnd: theme.spacing(0.5),
  },
}));

/** What is missing from the numbers, or how fresh they are if nothing is. */
export function Completeness(props: {
  calendar: Calendar;
  renewal: Renewal;
  today: Day;
  format: LocalFormat;
}) {
  const { calendar, renewal, today, format } = props;
  const classes = useStyles();
  const now = useNow(RENEW_MS);
  const missing = describeIncompleteness(calendar, { today, now, format });
  const Icon = missing?.isWrong ? WarningIcon : InfoIcon;
  return (
    <Freshness coverage={calendar.coverage} {...{ renewal, format }} dense>
      {missing && (
        <>
          <Icon aria-hidden fontSize="small" className={classes.icon} />
          {missing.words}
        </>
      )}
    </Freshness>
  );
}
