import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { messageOf, ProblemKind, problemKindOf } from '../../hooks/problem';

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

/** Why something cannot be shown, what the backend said, and what can be done. */
export function ProblemPanel(props: {
  error: Error;
  /** What cannot be shown, in the plural. */
  what?: string;
  onRetry(): void;
  /** Gives up filters that may be the reason. */
  onReset?(): void;
}) {
  const kind = problemKindOf(props.error);
  const severity = kind === 'unavailable' ? 'error' : 'warning';
  return (
    <Alert
      severity={severity}
      action={
        <>
          {props.onReset && (
            <Button color="inherit" size="small" onClick={props.onReset}>
              Clear filters
            </Button>
          )}
          <Button color="inherit" size="small" onClick={props.onRetry}>
            Retry
          </Button>
        </>
      }
    >
      <AlertTitle>
        {kind === 'unavailable'
          ? `${props.what ?? 'Git activity'} cannot be loaded`
          : TITLES[kind]}
      </AlertTitle>
      {ADVICE[kind]} ({messageOf(props.error)})
    </Alert>
  );
}
