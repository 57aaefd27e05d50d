import Typography from '@material-ui/core/Typography';
import { Coverage } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { describeAge } from '../../calendar/words';
import { useNow } from '../../hooks/useNow';

const RENEW_AGE_MS = 15_000;

/** How fresh the numbers are: `As of 3 minutes ago; 12 of 14 repositories current`. */
export function Freshness(props: { coverage: Coverage; format: LocalFormat }) {
  const { syncedAt, repositories } = props.coverage;
  const now = useNow(RENEW_AGE_MS);
  const asOf = syncedAt
    ? `As of ${describeAge(new Date(syncedAt), now)}`
    : 'Not completely synced yet';
  return (
    <Typography variant="body2" color="textSecondary" component="span">
      {asOf}; {props.format.number(repositories.current)} of{' '}
      {props.format.count(repositories.total, 'repository', 'repositories')}{' '}
      current
    </Typography>
  );
}
