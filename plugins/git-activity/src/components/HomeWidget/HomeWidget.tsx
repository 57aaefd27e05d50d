import { makeStyles } from '@material-ui/core/styles';
import { InfoCard } from '@backstage/core-components';
import { useLocalFormat } from '../../hooks/useLocalFormat';
import { useViewer } from '../../hooks/useViewer';
import { ActivitySkeleton, ProblemPanel } from '../states';
import { inLanguageOf } from '../writing';
import { MyYear } from './MyYear';
import { QuietRepositories } from './QuietRepositories';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
}));

/** The viewer's own year, and which repositories of their teams went quiet: a card for the home page. */
export function HomeWidget() {
  const format = useLocalFormat();
  return (
    <InfoCard title={format.t('card.title')}>
      <HomeWidgetContent />
    </InfoCard>
  );
}

/** The same without the card. */
export function HomeWidgetContent() {
  const classes = useStyles();
  const format = useLocalFormat();
  const { value: viewer, error, refresh } = useViewer();
  return (
    <div className={classes.root} {...inLanguageOf(format)}>
      {error && <ProblemPanel {...{ error, format }} onRetry={refresh} />}
      {!viewer && !error && <ActivitySkeleton format={format} compact />}
      {viewer && (
        <>
          <MyYear user={viewer.user} format={format} />
          <QuietRepositories teams={viewer.teams} format={format} />
        </>
      )}
    </div>
  );
}
