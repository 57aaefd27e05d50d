import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { LocalFormat } from '../../calendar/locale';
import { ForeignText } from '../ForeignText';

/** That a page is filtered for repositories that are not behind its entity, or are not visible. */
export function LostRepositories(props: {
  urls: string[];
  format: LocalFormat;
  onReset(): void;
}) {
  const { t } = props.format;
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" size="small" onClick={props.onReset}>
          {t('problem.dropFilter')}
        </Button>
      }
    >
      <AlertTitle>{t('problem.lost')}</AlertTitle>
      {t('problem.advice.lost')}
      {props.urls.map(url => (
        <div key={url}>
          <ForeignText text={url} />
        </div>
      ))}
    </Alert>
  );
}
