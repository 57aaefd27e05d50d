import { makeStyles } from '@material-ui/core/styles';
import { TableColumn } from '@backstage/core-components';
import {
  Breakdown,
  Day,
  Repository,
} from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { WholeKind } from '../../entities';
import {
  RepositoryListChoice,
  RepositorySort,
} from '../../hooks/repositoryList';
import { SyncControl } from '../../hooks/useSync';
import {
  Activity,
  Change,
  Commits,
  LastCommit,
  OnlyThis,
  RepositoryName,
} from './cells';
import { PartCompleteness, PartName } from './partCells';
import { RepositorySync } from './RepositorySync';
import { SyncButton } from './SyncButton';
import { BreakdownItem, isNotable, RepositoryShare } from './words';

/** A row of the table. */
export type Row = BreakdownItem & { id: string };

/** What rows are that are parts of an entity. */
export interface PartContext {
  /** Of the entity that has them. */
  kind: WholeKind;
  /** What of the page's query holds for their pages, too. */
  query: string;
}

/** What the cells of all rows have in common. */
export interface RowContext {
  breakdown: Pick<Breakdown, 'previous' | 'daysPerPoint' | 'to'>;
  /** Present if rows are parts, and not repositories. */
  parts?: PartContext;
  /** Up to which number all sparklines reach. */
  top: number;
  /** The id of the repository that the calendar is narrowed to. */
  only?: string;
  onOnly(repository: Repository | undefined): void;
  /** Absent where syncs are nobody's business. */
  sync?: SyncControl;
  today: Day;
  format: LocalFormat;
}

type Column = TableColumn<Row>;

/** The theme's cells break words, and have no room between lines. */
const CELL_STYLE = {
  padding: 8,
  verticalAlign: 'top',
  wordBreak: 'normal',
  lineHeight: 1.5,
} as const;

const NUMBER_STYLE = { ...CELL_STYLE, textAlign: 'end' } as const;

/** The table's columns, and which of them it is sorted by. Where there is little room, there are fewer, and each says more. */
export function columnsOf(options: {
  context: RowContext;
  list: RepositoryListChoice;
  narrow: boolean;
}): Column[] {
  const { context, list, narrow } = options;
  const { breakdown, parts, top, today, format } = context;
  const { t } = format;
  const activity = (item: Row) => (
    <Activity
      daysPerPoint={breakdown.daysPerPoint}
      {...{ item, top, format }}
    />
  );
  const change = (item: Row) => (
    <Change previous={breakdown.previous} {...{ item, format }} />
  );
  const name = (item: Row) =>
    'part' in item ? (
      <PartName query={parts?.query ?? ''} {...{ item, format }} />
    ) : (
      <RepositoryName {...{ item, format }} />
    );
  const completeness = (item: Row) =>
    'part' in item ? (
      <PartCompleteness to={breakdown.to} {...{ item, format }} />
    ) : (
      <RepositorySync repository={item.repository} format={format} />
    );
  const actions = (item: Row) =>
    'part' in item ? null : <Actions {...{ item, context }} />;
  const columns: Array<Column | false> = [
    {
      title: t(parts ? `parts.${parts.kind}` : 'repositories.name'),
      field: 'name',
      width: narrow ? '62%' : '28%',
      render: item => (
        <Stack>
          {name(item)}
          {narrow && activity(item)}
          {narrow && context.sync && isNotable(item) && completeness(item)}
          {narrow && actions(item)}
        </Stack>
      ),
    },
    !narrow && {
      title: t('repositories.activity'),
      sorting: false,
      width: '16%',
      render: activity,
    },
    {
      title: t('repositories.commits'),
      field: 'commits',
      align: 'right',
      cellStyle: NUMBER_STYLE,
      render: item => <Commits {...{ item, format }} />,
    },
    !narrow && {
      title: t('repositories.change'),
      field: 'change',
      align: 'right',
      cellStyle: NUMBER_STYLE,
      render: change,
    },
    {
      title: t('repositories.lastCommit'),
      field: 'lastCommit',
      cellStyle: { ...CELL_STYLE, whiteSpace: narrow ? 'normal' : 'nowrap' },
      render: item => <LastCommit {...{ item, today, format }} />,
    },
    !narrow &&
      context.sync !== undefined && {
        title: t('repositories.completeness'),
        sorting: false,
        width: '26%',
        render: completeness,
      },
    !narrow &&
      !parts && {
        title: t('repositories.actions'),
        sorting: false,
        render: actions,
      },
  ];
  return columns
    .filter((column): column is Column => column !== false)
    .map(column => ({
      width: 'auto',
      // the server has sorted them
      customSort: () => 0,
      defaultSort: column.field === list.sort ? list.order : undefined,
      cellStyle: CELL_STYLE,
      ...column,
    }));
}

/** By what a column sorts. */
export function sortOf(column: Column): RepositorySort {
  return column.field as RepositorySort;
}

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(0.5), justifyItems: 'start' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) },
}));

function Stack(props: { children: React.ReactNode }) {
  const classes = useStyles();
  return <div className={classes.stack}>{props.children}</div>;
}

function Actions(props: { item: RepositoryShare; context: RowContext }) {
  const { item, context } = props;
  const { only, onOnly, sync, format } = context;
  const { repository } = item;
  const { id } = repository;
  const classes = useStyles();
  return (
    <div className={classes.actions}>
      <OnlyThis
        {...{ item, format }}
        isOnly={only === id}
        onChange={isOnly => onOnly(isOnly ? repository : undefined)}
      />
      {sync && <SyncButton {...{ repository, sync, format }} />}
    </div>
  );
}
