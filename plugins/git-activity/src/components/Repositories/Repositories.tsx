import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { InfoCard } from '@backstage/core-components';
import { Repository } from 'backstage-plugin-git-activity-common';
import { useCallback, useMemo } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { Clock } from '../../calendar/periods';
import { WholeKind } from '../../entities';
import { messageOf } from '../../hooks/problem';
import { RepositoryListChoice } from '../../hooks/repositoryList';
import { ActivitySelection, writeFilters } from '../../hooks/selection';
import { ChangeSelection } from '../../hooks/useActivitySelection';
import { BreakdownState, Listing } from '../../hooks/useBreakdown';
import { SyncControl } from '../../hooks/useSync';
import { ForeignText } from '../ForeignText';
import { ProblemPanel } from '../states';
import { still } from '../still';
import { ListControls } from './ListControls';
import { RepositoryItem } from './RepositoryItem';
import { RepositoryTable } from './RepositoryTable';

const SKELETON_ROWS = 6;
const SKELETON_ROW_PX = 48;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    // lets the table scroll inside itself instead of widening the page
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  rows: still,
}));

/** The repositories behind the numbers: a line for the only one, or a table of what each comes to. */
export function Repositories(props: {
  breakdown: BreakdownState;
  list: RepositoryListChoice;
  selection: ActivitySelection;
  /** The ids of the repositories that the calendar is narrowed down to. */
  filter: { ids?: string[] };
  change: ChangeSelection;
  sync: SyncControl;
  /** Whether these are the repositories in which some people did something; how their syncs stand is not about them. */
  isByPeople: boolean;
  /** Whether figures rest on several people, so that nothing is told of single days. */
  isPublished: boolean;
  /** What has the parts that repositories can be grouped by; absent if there are none. */
  wholeKind?: WholeKind;
  clock: Clock;
  format: LocalFormat;
}) {
  const { breakdown, list, selection, filter, change, sync } = props;
  const { isByPeople, isPublished, wholeKind, format } = props;
  const { t } = format;
  const { today } = props.clock;
  const classes = useStyles();
  const onOnly = useCallback(
    (repository: Repository | undefined) =>
      change(
        { repositories: repository ? [repository.url] : [] },
        { step: true },
      ),
    [change],
  );
  const parts = useMemo(
    () => wholeKind && { kind: wholeKind, query: writeFilters(selection) },
    [wholeKind, selection],
  );
  const changeList = (part: Partial<RepositoryListChoice>) =>
    change({ list: { ...selection.list, ...part } });
  // what others are is not shown for those that could not be had
  const value =
    breakdown.error && breakdown.stale ? undefined : breakdown.value;
  const isFiltered =
    selection.list.search !== '' ||
    (!isByPeople && selection.list.states.length > 0);
  const only = isByPeople ? undefined : findOnly(value, list);
  return (
    <InfoCard
      title={t(isByPeople ? 'repositories.workedOn' : 'repositories.title')}
      titleTypographyProps={{ variant: 'h6', component: 'h2' }}
    >
      <div className={classes.root}>
        <SyncProblem error={sync.error} format={format} />
        {(value ? !only : isFiltered || list.by === 'part') && (
          <ListControls
            {...{ list, wholeKind, today, format }}
            change={changeList}
            breakdown={value}
            withStates={!isByPeople && !isPublished}
          />
        )}
        {breakdown.error && (
          <ProblemPanel
            what="repositories"
            format={format}
            error={breakdown.error}
            onRetry={breakdown.refresh}
          />
        )}
        {!value && !breakdown.error && <RowsSkeleton format={format} />}
        {only && <RepositoryItem repository={only} {...{ sync, format }} />}
        {value && !only && (
          <RepositoryTable
            breakdown={{ ...breakdown, value }}
            {...{ list, changeList }}
            onReset={
              isFiltered
                ? () => changeList({ search: '', states: [] })
                : undefined
            }
            context={{
              only: filter.ids?.length === 1 ? filter.ids[0] : undefined,
              onOnly,
              sync: isByPeople ? undefined : sync,
              ...{ parts, today, format },
            }}
          />
        )}
      </div>
    </InfoCard>
  );
}

/** The only repository that there is, whatever is asked for. */
function findOnly(
  listing: Listing | undefined,
  { search }: RepositoryListChoice,
): Repository | undefined {
  return listing?.by === 'repository' &&
    listing.totals.repositories === 1 &&
    search === ''
    ? listing.items[0]?.repository
    : undefined;
}

function SyncProblem(props: { error?: Error; format: LocalFormat }) {
  const { error, format } = props;
  const message = error && messageOf(error, format);
  if (!error) {
    return null;
  }
  return (
    <Alert severity="error">
      {message
        ? format.t('sync.notAskedBecause', {
            message: <ForeignText text={message} />,
          })
        : format.t('sync.notAsked')}
    </Alert>
  );
}

/** The shape of a list that is being loaded. */
function RowsSkeleton({ format }: { format: LocalFormat }) {
  const classes = useStyles();
  return (
    <div
      role="status"
      aria-label={format.t('repositories.loading')}
      className={classes.rows}
    >
      {Array.from({ length: SKELETON_ROWS }, (_, index) => (
        <Skeleton key={index} height={SKELETON_ROW_PX} />
      ))}
    </div>
  );
}
