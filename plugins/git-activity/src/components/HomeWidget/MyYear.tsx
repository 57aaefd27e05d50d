import Typography from '@material-ui/core/Typography';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { LocalFormat } from '../../calendar/locale';
import { useEntityTab } from '../../hooks/useEntityTab';
import { useLastTwelveMonths } from '../../hooks/useLastTwelveMonths';
import { LastTwelveMonths } from '../LastTwelveMonths';
import { ActivitySkeleton, NoRepository, ProblemPanel } from '../states';
import { Section } from './Section';

/** What the viewer did in the last twelve months. */
export function MyYear(props: { user?: Entity; format: LocalFormat }) {
  const { user, format } = props;
  const tabOf = useEntityTab();
  const link = user && (
    <Link to={tabOf(user)}>{format.t('home.toMyActivity')}</Link>
  );
  return (
    <Section title={format.t('home.myYear')} link={link}>
      {user ? (
        <YearOf user={user} tabPath={tabOf(user)} format={format} />
      ) : (
        <Typography variant="body2">{format.t('home.unknownUser')}</Typography>
      )}
    </Section>
  );
}

function YearOf(props: { user: Entity; tabPath: string; format: LocalFormat }) {
  const { user, tabPath, format } = props;
  const months = useLastTwelveMonths(stringifyEntityRef(user));
  const { value: calendar, error, refresh } = months.calendar;
  if (error) {
    return <ProblemPanel {...{ error, format }} onRetry={refresh} />;
  }
  if (!calendar || months.isPreparing) {
    return <ActivitySkeleton format={format} compact />;
  }
  return calendar.coverage.repositories.total === 0 ? (
    <NoRepository entity={user} format={format} />
  ) : (
    <LastTwelveMonths {...{ months, calendar, tabPath, format }} />
  );
}
