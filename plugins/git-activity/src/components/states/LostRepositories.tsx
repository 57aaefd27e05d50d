import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { ForeignText } from '../ForeignText';
import { LOST_FILTER } from './ProblemPanel';

/** That a page is filtered for repositories that are not behind its entity, or are not visible. */
export function LostRepositories(props: { urls: string[]; onReset(): void }) {
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" size="small" onClick={props.onReset}>
          {LOST_FILTER.action}
        </Button>
      }
    >
      <AlertTitle>{LOST_FILTER.title}</AlertTitle>
      {LOST_FILTER.advice}
      {props.urls.map(url => (
        <div key={url}>
          <ForeignText text={url} />
        </div>
      ))}
    </Alert>
  );
}
