import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { messageOf, ProblemKind, problemKindOf } from '../../hooks/problem';
import { ForeignText } from '../ForeignText';

const TITLES: Record<Exclude<ProblemKind, 'unavailable'>, string> = {
  forbidden: 'You may not see this',
  'not-found': 'Nothing found here',
  refused: 'This selection was refused',
};

const ADVICE: Record<ProblemKind, string> = {
  forbidden:
    'The portal’s permissions do not let you read this. Its administrators can grant it.',
  'not-found':
    'The entity is gone or not visible to you, or this portal has no git-activity backend.',
  refused: 'The backend could not make sense of it.',
  unavailable:
    'The git-activity backend did not answer as it should. What was counted is not lost.',
};

/** What there is to say of filters that name what is not there. */
export const LOST_FILTER = {
  action: 'Drop the filter',
  title: 'The filter names what is not there',
  advice:
    'Who or what this page is filtered for is gone or not visible to you, so nothing was counted.',
};

/** Why something cannot be shown, what the backend said, and what can be done. */
export function ProblemPanel(props: {
  error: Error;
  /** What cannot be shown, in the plural. */
  what?: string;
  onRetry(): void;
  /** Gives up filters that may be the reason. */
  onReset?(): void;
}) {
  const { error, what = 'Git activity', onRetry, onReset } = props;
  const kind = problemKindOf(error);
  const message = messageOf(error);
  const lost = kind === 'not-found' && onReset ? LOST_FILTER : undefined;
  const title =
    kind === 'unavailable' ? `${what} cannot be loaded` : TITLES[kind];
  return (
    <Alert
      severity={kind === 'unavailable' ? 'error' : 'warning'}
      action={
        <>
          {onReset && (
            <Button color="inherit" size="small" onClick={onReset}>
              {lost?.action ?? 'Clear filters'}
            </Button>
          )}
          <Button color="inherit" size="small" onClick={onRetry}>
            Retry
          </Button>
        </>
      }
    >
      <AlertTitle>{lost?.title ?? title}</AlertTitle>
      {lost?.advice ?? ADVICE[kind]}
      {message && (
        <>
          {' '}
          (<ForeignText text={message} />)
        </>
      )}
    </Alert>
  );
}
