import { makeStyles } from '@material-ui/core/styles';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard, InfoCardVariants, Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useLastTwelveMonths } from '../../hooks/useLastTwelveMonths';
import { useLocalFormat } from '../../hooks/useLocalFormat';
import { tabRouteRef } from '../../routes';
import { FolderScope } from '../FolderScope';
import { LastTwelveMonths } from '../LastTwelveMonths';
import {
  ActivitySkeleton,
  NoRepository,
  ProblemPanel,
  RefusedRepositories,
} from '../states';
import { WhatIsCounted } from '../WhatIsCounted';
import { inLanguageOf } from '../writing';

const useStyles = makeStyles(theme => ({
  // a card is to be low, so that others have room beside it
  header: { padding: theme.spacing(0.5, 2) },
  action: { margin: 0, alignSelf: 'center' },
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr)',
    padding: theme.spacing(1, 2),
  },
}));

/** Props of the overview card. @public */
export interface GitActivityCardProps {
  /** How the card fills its place, as of every card of Backstage. */
  variant?: InfoCardVariants;
}

/** The last twelve months of the entity whose page it is on, in a card. */
export function GitActivityCard(props: GitActivityCardProps) {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  return <EntityCard key={entityRef} {...props} {...{ entity, entityRef }} />;
}

function EntityCard(
  props: GitActivityCardProps & { entity: Entity; entityRef: string },
) {
  const { entity, entityRef, variant } = props;
  const classes = useStyles();
  const format = useLocalFormat();
  const tabPath = useRouteRef(tabRouteRef)?.();
  const months = useLastTwelveMonths(entityRef);
  const { value: calendar, error, refresh } = months.calendar;
  const { repositories, problems = [] } = calendar?.coverage ?? {};
  const isEmpty = repositories?.total === 0;
  const isShown = calendar && !isEmpty && !months.isPreparing;

  return (
    <InfoCard
      title={format.t('card.title')}
      variant={variant}
      noPadding
      headerProps={{
        classes: { root: classes.header, action: classes.action },
      }}
      action={tabPath && <Link to={tabPath}>{format.t('card.toTab')}</Link>}
    >
      <div className={classes.root} {...inLanguageOf(format)}>
        {error && (
          <ProblemPanel error={error} onRetry={refresh} format={format} />
        )}
        {!isShown && !isEmpty && !error && (
          <ActivitySkeleton format={format} compact />
        )}
        {isEmpty && problems.length > 0 && (
          <RefusedRepositories {...{ problems, entityRef, format }} />
        )}
        {isEmpty && problems.length === 0 && (
          <NoRepository {...{ entity, format }} />
        )}
        {isShown && (
          <LastTwelveMonths {...{ months, calendar, tabPath, format }}>
            <WhatIsCounted {...{ entity, calendar, format }} inOneLine />
            <FolderScope {...{ entity, calendar, format }} />
          </LastTwelveMonths>
        )}
      </div>
    </InfoCard>
  );
}
