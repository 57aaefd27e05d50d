import { makeStyles } from '@material-ui/core/styles';
import { Entity } from '@backstage/catalog-model';
import { InfoCard } from '@backstage/core-components';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import clsx from 'clsx';
import { useMemo, useRef } from 'react';
import { DayLookup } from '../../calendar/dayCells';
import { describeSpan } from '../../calendar/words';
import { isComponentLike } from '../../entities';
import { useElementWidth } from '../../hooks/useElementWidth';
import { useLocalFormat } from '../../hooks/useLocalFormat';
import { useTab } from '../../hooks/useTab';
import { OpenedCommits } from '../Commits';
import { Diary } from '../Diary';
import { Filters } from '../Filters';
import { FolderScope } from '../FolderScope';
import { OwnAddresses } from '../Identities';
import { MonthComparison } from '../MonthComparison';
import { Published } from '../Published';
import { Freshness, Repositories } from '../Repositories';
import { RhythmSection } from '../Rhythm';
import {
  ActivitySkeleton,
  hasNoNumbers,
  LostRepositories,
  NoRepository,
  ProblemPanel,
  RefusedRepositories,
  UnreadNotice,
} from '../states';
import { Inclusions } from '../Summary';
import { TeamLens } from '../TeamLens';
import { visuallyHidden } from '../visuallyHidden';
import { WhatIsCounted } from '../WhatIsCounted';
import { inLanguageOf } from '../writing';
import { ActivityPanel } from './ActivityPanel';

/** From which width on a list has room beside the calendar, and how much it takes. */
const BESIDE_FROM_PX = 1280;
const LIST_PX = 420;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignItems: 'start',
  },
  beside: {
    gridTemplateColumns: `minmax(0, 1fr) ${LIST_PX}px`,
    gridTemplateRows: 'auto 1fr',
    '& > *': { gridColumn: 1 },
    '& > $list': {
      gridColumn: 2,
      gridRow: '1 / span 2',
      position: 'sticky',
      top: theme.spacing(2),
      maxHeight: `calc(100vh - ${theme.spacing(4)}px)`,
      overflowY: 'auto',
    },
    '@media print': {
      display: 'block',
      '& > $list': { position: 'static', maxHeight: 'none' },
    },
  },
  list: {},
  parts: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  announcement: visuallyHidden,
}));

/** All of the tab for one entity. */
export function GitActivityView(props: { entity: Entity; entityRef: string }) {
  const { entity, entityRef } = props;
  const classes = useStyles();
  const format = useLocalFormat();
  const { primaryTitle: title } = useEntityPresentation(entity);
  const tab = useTab(entity, entityRef);
  const { selection, change, calendar, history, filter, clock } = tab;
  const { opened, without } = selection;
  const isAboutPeople = tab.isByPeople || selection.people.length > 0;
  const { ref: root, width } = useElementWidth<HTMLDivElement>();

  const coverage = calendar.value?.coverage;
  const isEmpty = coverage?.repositories.total === 0;
  const isFiltered =
    selection.people.length > 0 || selection.repositories.length > 0;
  const isLost = filter.missing.length > 0;
  const error = filter.error ?? calendar.error;
  const failed = error && (filter.error || calendar.stale || !calendar.value);
  const shown =
    failed || isEmpty || isLost || tab.isPreparing ? undefined : calendar.value;
  const lookup = useMemo(
    () =>
      shown &&
      new DayLookup(shown, {
        today: clock.today,
        firstCommit: history.firstCommit,
        without,
      }),
    [shown, clock, history.firstCommit, without],
  );
  const listed =
    shown && lookup && opened && !hasNoNumbers(shown)
      ? {
          count: lookup.sum(opened).commits,
          title: describeSpan(opened, { lookup, format }),
        }
      : undefined;
  const lastOpened = useRef(opened);
  lastOpened.current = opened ?? lastOpened.current;
  const close = () => {
    root.current
      ?.querySelector<HTMLElement>(`[data-day="${lastOpened.current?.from}"]`)
      ?.focus();
    change({ opened: undefined });
  };

  return (
    <div
      ref={root}
      {...inLanguageOf(format)}
      className={clsx(
        classes.root,
        listed && width >= BESIDE_FROM_PX && classes.beside,
      )}
    >
      <div role="status" className={classes.announcement}>
        {listed && format.t('panel.listedBelow', { days: listed.title })}
      </div>
      <InfoCard>
        <div className={classes.parts}>
          <UnreadNotice
            unread={selection.unread}
            format={format}
            onDismiss={() => change({})}
          />
          {(shown?.peopleNamed || selection.lens === 'members') && (
            <TeamLens {...{ entity, selection, change, format }} />
          )}
          {!(isEmpty && !isFiltered) && (
            <Filters {...tab} years={history.years} format={format} />
          )}
          {coverage && coverage.problems.length > 0 && !failed && (
            <RefusedRepositories
              problems={coverage.problems}
              {...{ entityRef, format }}
            />
          )}
          {isLost && (
            <LostRepositories
              urls={filter.missing}
              format={format}
              onReset={() => change({ repositories: [] })}
            />
          )}
          {error && (
            <ProblemPanel
              {...{ error, format }}
              onRetry={tab.refresh}
              onReset={
                isFiltered
                  ? () => change({ people: [], repositories: [] })
                  : undefined
              }
            />
          )}
          {!shown && !error && !isLost && !isEmpty && (
            <ActivitySkeleton format={format} />
          )}
          {isEmpty && !failed && coverage.problems.length === 0 && (
            <NoRepository {...{ entity, format }} />
          )}
          {shown && (
            <WhatIsCounted
              {...{ entity, format }}
              calendar={shown}
              isPart={selection.repositories.length > 0}
              isAlone={selection.alone}
            />
          )}
          {shown && (
            <FolderScope
              {...{ entity, format }}
              calendar={shown}
              repositories={tab.repositories.value}
            />
          )}
          {shown?.published && (
            <Published
              {...{ format }}
              calendar={shown}
              published={shown.published}
              today={clock.today}
            >
              <Freshness
                coverage={shown.coverage}
                renewal={{ ...calendar, refresh: tab.refresh }}
                format={format}
              />
              <Inclusions {...tab} calendar={shown} format={format} />
            </Published>
          )}
          {shown && !shown.published && lookup && (
            <ActivityPanel
              {...tab}
              title={title}
              calendar={shown}
              {...{ lookup, format }}
              waiting={calendar.stale || filter.ids === undefined}
              renewal={{ ...calendar, refresh: tab.refresh }}
              hasCommits={tab.repositories.value?.some(
                ({ commits, folders }) =>
                  folders?.some(folder => folder.commits !== 0) ??
                  commits !== 0,
              )}
              today={clock.today}
            />
          )}
          {shown && !shown.published && !isComponentLike(entity) && (
            <MonthComparison
              {...{ format }}
              query={tab.query}
              calendar={shown}
              today={clock.today}
            />
          )}
          {/* When a team works is one thing; at which hours somebody does is nobody else's business. */}
          {shown?.peopleNamed && !isComponentLike(entity) && !isAboutPeople && (
            <RhythmSection
              {...{ format }}
              query={tab.query}
              calendar={shown}
              today={clock.today}
            />
          )}
        </div>
      </InfoCard>
      {opened && listed && (
        <div className={classes.list}>
          <OpenedCommits
            {...{ calendar, format }}
            {...listed}
            query={tab.query}
            days={opened}
            onClose={close}
          />
        </div>
      )}
      {shown && lookup && tab.isPerson && !hasNoNumbers(shown) && (
        <Diary
          {...{ lookup, opened, format }}
          query={tab.query}
          revision={shown.revision}
          lastDay={shown.days[shown.days.length - 1]?.date}
          userEntityRef={entityRef.toLocaleLowerCase('en-US')}
        />
      )}
      {tab.isPerson && (
        <OwnAddresses
          userEntityRef={entityRef}
          format={format}
          onApproved={tab.refresh}
        />
      )}
      {shown && !(tab.isPerson && hasNoNumbers(shown)) && (
        <Repositories {...tab} format={format} />
      )}
    </div>
  );
}
