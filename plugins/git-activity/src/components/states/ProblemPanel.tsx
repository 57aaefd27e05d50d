import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { LocalFormat } from '../../calendar/locale';
import { messageOf, problemKindOf } from '../../hooks/problem';
import { ForeignText } from '../ForeignText';

/** Why something cannot be shown, what the backend said, and what can be done. */
export function ProblemPanel(props: {
  error: Error;
  /** What cannot be shown. */
  what?: 'activity' | 'commits' | 'people' | 'repositories';
  format: LocalFormat;
  onRetry(): void;
  /** Gives up filters that may be the reason. */
  onReset?(): void;
}) {
  const { error, what = 'activity', format, onRetry, onReset } = props;
  const { t } = format;
  const kind = problemKindOf(error);
  const message = messageOf(error, format);
  const isLost = kind === 'not-found' && onReset !== undefined;
  const title = kind === 'unavailable' ? what : kind;
  const advice = t(`problem.advice.${isLost ? 'lost' : kind}`);
  return (
    <Alert
      severity={kind === 'unavailable' ? 'error' : 'warning'}
      action={
        <>
          {onReset && (
            <Button color="inherit" size="small" onClick={onReset}>
              {t(isLost ? 'problem.dropFilter' : 'problem.clearFilters')}
            </Button>
          )}
          <Button color="inherit" size="small" onClick={onRetry}>
            {t('problem.retry')}
          </Button>
        </>
      }
    >
      <AlertTitle>{t(`problem.${isLost ? 'lost' : title}`)}</AlertTitle>
      {message
        ? t('problem.said', {
            advice,
            message: <ForeignText text={message} />,
          })
        : advice}
    </Alert>
  );
}
