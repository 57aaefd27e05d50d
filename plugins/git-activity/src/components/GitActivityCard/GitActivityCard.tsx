import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard, InfoCardVariants } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Calendar, today } from 'backstage-plugin-git-activity-common';
import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { DayLookup } from '../../calendar/dayCells';
import { readHistory } from '../../calendar/history';
import { LocalFormat } from '../../calendar/locale';
import { findOutlier } from '../../calendar/outlier';
import { DayRange } from '../../calendar/strips';
import { describeLastTwelveMonths } from '../../calendar/words';
import { writeOpened } from '../../hooks/selection';
import { useCalendar, useUpdates } from '../../hooks/useActivityData';
import { useLocalFormat } from '../../hooks/useLocalFormat';
import { tabRouteRef } from '../../routes';
import { ActivityCalendar } from '../ActivityCalendar';
import { FolderScope } from '../FolderScope';
import { Freshness, Renewal } from '../Repositories';
import {
  ActivitySkeleton,
  CoverageNotice,
  hasNoNumbers,
  NoRepository,
  ProblemPanel,
  RefusedRepositories,
} from '../states';
import { inLanguageOf } from '../writing';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
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
  // the last twelve months, which is what the backend answers unless told otherwise
  const calendar = useCalendar({ entityRef: [entityRef] });
  const { value, error, refresh } = calendar;
  const coverage = value?.coverage;
  useUpdates({ calendar, refresh });
  const isEmpty = coverage?.repositories.total === 0;

  return (
    <InfoCard
      title={format.t('card.title')}
      variant={variant}
      deepLink={
        tabPath ? { title: format.t('card.toTab'), link: tabPath } : undefined
      }
    >
      <div className={classes.root} {...inLanguageOf(format)}>
        {error && (
          <ProblemPanel error={error} onRetry={refresh} format={format} />
        )}
        {!value && !error && <ActivitySkeleton format={format} />}
        {coverage && coverage.problems.length > 0 && (
          <RefusedRepositories
            problems={coverage.problems}
            {...{ entityRef, format }}
          />
        )}
        {isEmpty && coverage.problems.length === 0 && (
          <NoRepository {...{ entity, format }} />
        )}
        {value && !isEmpty && (
          <CardCalendar
            entity={entity}
            calendar={value}
            renewal={calendar}
            {...{ format, tabPath }}
          />
        )}
      </div>
    </InfoCard>
  );
}

function CardCalendar(props: {
  entity: Entity;
  calendar: Calendar;
  renewal: Renewal;
  format: LocalFormat;
  tabPath?: string;
}) {
  const { entity, calendar, renewal, format, tabPath } = props;
  const now = today();
  const navigate = useNavigate();
  const lookup = useMemo(
    () => new DayLookup(calendar, { today: now }),
    [calendar, now],
  );
  const open = (days?: DayRange) => {
    if (tabPath && days) {
      navigate(`${tabPath}?day=${writeOpened(days)}`);
    }
  };
  const notice = <CoverageNotice {...{ calendar, format }} today={now} />;
  return hasNoNumbers(calendar) ? (
    notice
  ) : (
    <>
      {notice}
      <Typography>
        {describeLastTwelveMonths(calendar, { format, lookup })}
      </Typography>
      <FolderScope {...{ entity, calendar, format }} />
      <ActivityCalendar
        {...{ lookup, format }}
        scale={readHistory(undefined, calendar).scale}
        outlierDay={findOutlier(calendar.days)?.day}
        onOpen={open}
        compact
      />
      <Freshness coverage={calendar.coverage} {...{ renewal, format }} />
    </>
  );
}
