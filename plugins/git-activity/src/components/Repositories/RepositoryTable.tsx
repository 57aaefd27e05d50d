import Button from '@material-ui/core/Button';
import TablePagination from '@material-ui/core/TablePagination';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Table } from '@backstage/core-components';
import { PropsWithChildren, useMemo } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { RepositoryListChoice } from '../../hooks/repositoryList';
import {
  BreakdownState,
  countFound,
  Listing,
  REPOSITORIES_PER_PAGE,
} from '../../hooks/useBreakdown';
import { useElementWidth } from '../../hooks/useElementWidth';
import { columnsOf, Row, RowContext, sortOf } from './columns';
import { SortableHeader } from './SortableHeader';
import { findTop } from './Sparkline';
import { describeNothing, describeScale } from './words';

/** Columns that stand beside each other where there is more room than this stand below each other where there is less. */
const NARROW_PX = 760;
/** For how long another answer may be on the way until what is shown turns grey. */
const PATIENCE_MS = 250;
/** What Material UI takes for a number of rows that is not known. */
const UNKNOWN = -1;

const useStyles = makeStyles(theme => ({
  frame: { width: '100%', minWidth: 0 },
  waiting: {
    opacity: 0.5,
    transition: `opacity 100ms ${PATIENCE_MS}ms`,
  },
  nothing: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(2, 1),
  },
  pages: { overflow: 'hidden' },
}));

/** Stands for the card that the table would have of its own. */
function Frame(props: PropsWithChildren<{}>) {
  const classes = useStyles();
  return <div className={classes.frame}>{props.children}</div>;
}

const COMPONENTS = { Container: Frame, Header: SortableHeader };
const OPTIONS = {
  toolbar: false,
  paging: false,
  draggable: false,
  thirdSortClick: false,
};

/** What a selection comes to in each of its repositories, or parts; the server has searched, sorted and paged them. */
export function RepositoryTable(props: {
  breakdown: BreakdownState & { value: Listing };
  list: RepositoryListChoice;
  changeList(part: Partial<RepositoryListChoice>): void;
  /** Lists all of them; absent if all are. */
  onReset?(): void;
  context: Omit<RowContext, 'breakdown' | 'top'>;
}) {
  const { breakdown, list, changeList, onReset, context } = props;
  const { value } = breakdown;
  const classes = useStyles();
  const { ref, width } = useElementWidth<HTMLDivElement>();
  const narrow = width > 0 && width < NARROW_PX;
  const { parts, only, onOnly, sync, today, format } = context;
  const rows = useMemo(() => rowsOf(value), [value]);
  const top = useMemo(
    () => findTop(value.items.map(({ series }) => series)),
    [value.items],
  );
  const columns = useMemo(
    () =>
      columnsOf({
        context: {
          breakdown: value,
          parts: value.by === 'part' ? parts : undefined,
          ...{ top, only, onOnly, sync, today, format },
        },
        list,
        narrow,
      }),
    [value, top, parts, only, onOnly, sync, today, format, list, narrow],
  );
  // its `emptyContent` would make the body anew with each render, and lose the focus of whoever is in it
  const localization = {
    body: {
      emptyDataSourceMessage: <Nothing {...{ list, onReset, format }} />,
    },
  };
  return (
    <div
      ref={ref}
      className={breakdown.stale ? classes.waiting : undefined}
      aria-busy={breakdown.stale}
    >
      <Table
        data={rows}
        columns={columns}
        options={OPTIONS}
        components={COMPONENTS}
        onOrderChange={(column, order) =>
          changeList({ sort: sortOf(columns[column]), order })
        }
        localization={localization}
      />
      {rows.length > 0 && (
        <Typography variant="caption" color="textSecondary">
          {describeScale(top, { ...value, format })}
        </Typography>
      )}
      <Pages {...{ breakdown, list, format }} />
    </div>
  );
}

function rowsOf(listing: Listing): Row[] {
  return listing.by === 'part'
    ? listing.items.map(item => ({ ...item, id: item.part.entityRef }))
    : listing.items.map(item => ({ ...item, id: item.repository.id }));
}

/** That there is nothing to list, and the way back. */
function Nothing(props: {
  list: RepositoryListChoice;
  onReset?(): void;
  format: LocalFormat;
}) {
  const { list, onReset, format } = props;
  const classes = useStyles();
  return (
    <div className={classes.nothing}>
      <Typography>{describeNothing({ ...list, format })}</Typography>
      {onReset && (
        <Button size="small" color="primary" onClick={onReset}>
          {format.t('repositories.showAll')}
        </Button>
      )}
    </div>
  );
}

function Pages(props: {
  breakdown: BreakdownState & { value: Listing };
  list: RepositoryListChoice;
  format: LocalFormat;
}) {
  const { breakdown, list, format } = props;
  const { t } = format;
  const { value, page, showPage } = breakdown;
  const classes = useStyles();
  const count = countOf(value, { page, list });
  const words = value.by === 'part' ? 'parts' : 'repositories';
  if (page === 0 && value.nextCursor === undefined) {
    return null;
  }
  return (
    <TablePagination
      component="div"
      className={classes.pages}
      count={count}
      page={page}
      rowsPerPage={REPOSITORIES_PER_PAGE}
      rowsPerPageOptions={[]}
      onPageChange={(_, chosen) => showPage(chosen)}
      backIconButtonText={t(`${words}.previousPage`)}
      nextIconButtonText={t(`${words}.nextPage`)}
      labelDisplayedRows={rows => {
        const from = format.number(rows.from);
        const to = format.number(rows.to);
        return count === UNKNOWN
          ? t('repositories.page', { from, to })
          : t('repositories.pageOf', { from, to, all: format.number(count) });
      }}
    />
  );
}

/** How many are listed on all pages; of those that are several things at once the server does not say. */
function countOf(
  listing: Listing,
  { page, list }: { page: number; list: RepositoryListChoice },
): number {
  const { items, totals, nextCursor } = listing;
  const [state, ...others] = list.states;
  if (state === undefined) {
    return countFound(listing);
  }
  if (others.length === 0) {
    return totals[state];
  }
  return nextCursor === undefined
    ? page * REPOSITORIES_PER_PAGE + items.length
    : UNKNOWN;
}
