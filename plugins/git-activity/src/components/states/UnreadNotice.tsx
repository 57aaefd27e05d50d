import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { ActivitySelection } from '../../hooks/selection';
import { ForeignText } from '../ForeignText';

/** Longer texts are cut, since anybody can write an address. */
const LONGEST_PX = 480;

/** What the address of the page says that cannot be read: it is left out, which changes what is shown. */
export function UnreadNotice(props: {
  unread: ActivitySelection['unread'];
  onDismiss(): void;
}) {
  const { unread, onDismiss } = props;
  if (unread.length === 0) {
    return null;
  }
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" size="small" onClick={onDismiss}>
          Remove it
        </Button>
      }
    >
      <AlertTitle>The link says what cannot be read</AlertTitle>
      This page is shown as if it did not say:
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
