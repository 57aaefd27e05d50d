import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { LocalFormat } from '../../calendar/locale';
import { ActivitySelection } from '../../hooks/selection';
import { ForeignText } from '../ForeignText';

/** Longer texts are cut, since anybody can write an address. */
const LONGEST_PX = 480;

/** What the address of the page says that cannot be read: it is left out, which changes what is shown. */
export function UnreadNotice(props: {
  unread: ActivitySelection['unread'];
  format: LocalFormat;
  onDismiss(): void;
}) {
  const { unread, format, onDismiss } = props;
  const { t } = format;
  if (unread.length === 0) {
    return null;
  }
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" size="small" onClick={onDismiss}>
          {t('states.removeUnread')}
        </Button>
      }
    >
      <AlertTitle>{t('states.unreadTitle')}</AlertTitle>
      {t('states.unread')}
      {unread.map(({ name, value }) => (
        <div
          key={`${name} ${value}`}
          style={{
            maxWidth: LONGEST_PX,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          <code>
            <ForeignText text={`${name}=${value}`} />
          </code>
        </div>
      ))}
    </Alert>
  );
}
