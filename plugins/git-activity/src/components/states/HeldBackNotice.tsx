import Alert from '@material-ui/lab/Alert';
import { Coverage } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { useNow } from '../../hooks/useNow';

const RENEW_MS = 15_000;

/** Until when the limit of a host keeps repositories from being brought up to date; nothing has failed then. */
export function HeldBackNotice(props: {
  coverage: Coverage;
  format: LocalFormat;
}) {
  const { coverage, format } = props;
  const now = useNow(RENEW_MS);
  const { heldBack, repositories } = coverage;
  if (!heldBack || new Date(heldBack.until) <= now) {
    return null;
  }
  return (
    <Alert severity="info">
      {format.t('states.heldBack', {
        count: repositories.total,
        heldBack: format.number(heldBack.repositories),
        time: (
          <time dateTime={heldBack.until}>
            {format.moment(new Date(heldBack.until), now)}
          </time>
        ),
      })}
    </Alert>
  );
}
