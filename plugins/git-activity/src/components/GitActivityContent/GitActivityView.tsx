import Grid from '@material-ui/core/Grid';
import { makeStyles } from '@material-ui/core/styles';
import { Entity } from '@backstage/catalog-model';
import { InfoCard } from '@backstage/core-components';
import {
  CalendarQuery,
  Day,
  lastToday,
  today,
} from 'backstage-plugin-git-activity-common';
import { useCallback, useMemo, useRef } from 'react';
import { isComponentLike } from '../../entities';
import { DayLookup } from '../../calendar/dayCells';
import { describeDay } from '../../calendar/words';
import { ActivitySelection, resolveRange } from '../../hooks/selection';
import {
  useCalendar,
  usePeople,
  useRepositories,
  useUpdates,
} from '../../hooks/useActivityData';
import { useActivitySelection } from '../../hooks/useActivitySelection';
import { useBreakdown } from '../../hooks/useBreakdown';
import { useLocalFormat } from '../../hooks/useLocalFormat';
import { useSync } from '../../hooks/useSync';
import { DayCommits } from '../DayCommits';
import { Filters } from '../Filters';
import { MonthComparison } from '../MonthComparison';
import { Repositories } from '../Repositories';
import {
  ActivitySkeleton,
  hasNoNumbers,
  NoRepository,
  ProblemPanel,
  RefusedRepositories,
} from '../states';
import { visuallyHidden } from '../visuallyHidden';
import { WhatIsCounted } from '../WhatIsCounted';
import { ActivityPanel } from './ActivityPanel';

const useStyles = makeStyles({ announcement: visuallyHidden });

/** All of the tab for one entity. */
export function GitActivityView(props: { entity: Entity; entityRef: string }) {
  const { entity, entityRef } = props;
  const classes = useStyles();
  const format = useLocalFormat();
  const now = today();
  // work of those who have tomorrow already is in the last twelve months
  const latest = lastToday();
  const { selection, change } = useActivitySelection(latest);
  const query = useMemo(
    () => queryOf({ entityRef, selection, latest }),
    [entityRef, selection, latest],
  );
  const calendar = useCalendar(query);
  const coverage = calendar.value?.coverage;
  const isPerson = entity.kind.toLocaleLowerCase('en-US') === 'user';
  const repositories = useRepositories(entityRef, coverage);
  const list = useMemo(
    () =>
      isPerson
        ? { ...selection.list, states: ['active' as const] }
        : selection.list,
    [isPerson, selection.list],
  );
  const breakdown = useBreakdown({ query, list, calendar });
  const people = usePeople(query, {
    revision: calendar.value?.revision,
    enabled: !isPerson,
  });

  const refreshCalendar = calendar.refresh;
  const refreshRepositories = repositories.refresh;
  const refreshBreakdown = breakdown.refresh;
  const refresh = useCallback(() => {
    refreshCalendar();
    refreshRepositories();
    refreshBreakdown();
  }, [refreshCalendar, refreshRepositories, refreshBreakdown]);
  const sync = useSync(refresh);
  const isEmpty = coverage?.repositories.total === 0;
  useUpdates({ calendar, waiting: sync.watching, refresh });

  const failed = calendar.error && (calendar.stale || !calendar.value);
  const isFiltered =
    selection.people.length > 0 || selection.repositories.length > 0;
  const { day } = selection;
  const shown = failed || isEmpty ? undefined : calendar.value;
  const cell =
    shown && day && !hasNoNumbers(shown)
      ? new DayLookup(shown, now).get(day)
      : undefined;
  const dayTitle = cell && describeDay(cell, format);
  const root = useRef<HTMLDivElement>(null);
  const closeDay = () => {
    root.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
    change({ day: undefined });
  };

  return (
    <Grid container spacing={3} direction="column" wrap="nowrap" ref={root}>
      <div role="status" className={classes.announcement}>
        {dayTitle && `${dayTitle}, listed below`}
      </div>
      <Grid item zeroMinWidth>
        <InfoCard
          title="Git activity"
          titleTypographyProps={{ variant: 'h6', component: 'h2' }}
        >
          <Grid container spacing={2} direction="column" wrap="nowrap">
            {!(isEmpty && !isFiltered) && (
              <Grid item zeroMinWidth>
                <Filters
                  {...{ selection, change, repositories }}
                  today={latest}
                  people={isPerson ? undefined : people}
                />
              </Grid>
            )}
            {coverage && coverage.problems.length > 0 && !failed && (
              <Grid item zeroMinWidth>
                <RefusedRepositories
                  problems={coverage.problems}
                  entityRef={entityRef}
                />
              </Grid>
            )}
            <Grid item zeroMinWidth>
              {calendar.error && (
                <ProblemPanel
                  error={calendar.error}
                  onRetry={refresh}
                  onReset={
                    isFiltered
                      ? () => change({ people: [], repositories: [] })
                      : undefined
                  }
                />
              )}
              {!calendar.value && !calendar.error && <ActivitySkeleton />}
              {isEmpty && !failed && coverage.problems.length === 0 && (
                <NoRepository entity={entity} />
              )}
              {shown && (
                <WhatIsCounted
                  {...{ entity, format }}
                  calendar={shown}
                  isPart={selection.repositories.length > 0}
                />
              )}
              {shown && (
                <ActivityPanel
                  calendar={shown}
                  waiting={calendar.stale}
                  renewal={{ ...calendar, refresh }}
                  hasCommits={repositories.value?.some(
                    ({ commits }) => commits > 0,
                  )}
                  {...{ selection, change, format }}
                  today={now}
                />
              )}
            </Grid>
            {shown && !isComponentLike(entity) && (
              <Grid item zeroMinWidth>
                <MonthComparison
                  {...{ query, format }}
                  calendar={shown}
                  today={now}
                />
              </Grid>
            )}
          </Grid>
        </InfoCard>
      </Grid>
      {day && cell && dayTitle && (
        <Grid item zeroMinWidth>
          <DayCommits
            key={JSON.stringify({ query, day })}
            {...{ query, day, calendar, format }}
            count={cell.commits}
            title={dayTitle}
            onClose={closeDay}
          />
        </Grid>
      )}
      {shown && !(isPerson && hasNoNumbers(shown)) && (
        <Grid item zeroMinWidth>
          <Repositories
            {...{ breakdown, list, selection, change, sync, format }}
            ofPerson={isPerson}
            today={now}
          />
        </Grid>
      )}
    </Grid>
  );
}

function queryOf(options: {
  entityRef: string;
  selection: ActivitySelection;
  latest: Day;
}): CalendarQuery {
  const { entityRef, selection, latest } = options;
  const { people, repositories, merges, bots, range } = selection;
  return {
    entityRef: [entityRef],
    // when the last twelve months end, the backend knows, which knows what a day is
    ...(range.kind !== 'last-12-months' && resolveRange(range, latest)),
    ...(people.length > 0 && { person: people }),
    ...(repositories.length > 0 && { repository: repositories }),
    ...(merges && { merges: 'include' as const }),
    ...(bots && { bots: 'include' as const }),
  };
}
