import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { EntityRefLinks } from '@backstage/plugin-catalog-react';
import {
  Breakdown,
  Day,
  printable,
  safeLink,
} from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { nameOfRepository } from '../../calendar/repositoryName';
import { Folders } from '../FolderScope';
import { pressedInForcedColours } from '../pressed';
import { visuallyHidden } from '../visuallyHidden';
import { Sparkline } from './Sparkline';
import {
  BreakdownItem,
  RepositoryShare,
  changeOf,
  describeChange,
  describeCommits,
  describeDaysAgo,
  describeSeries,
  isTold,
} from './words';

/** Entities that are named beside a repository; a monorepo may stand behind hundreds. */
const MOST_ENTITIES = 3;
/** Folders that are named: those that count of the repository. */
const MOST_FOLDERS = 3;

const useStyles = makeStyles(theme => ({
  what: { overflowWrap: 'anywhere', minWidth: 100 },
  number: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  unknown: { color: theme.palette.text.secondary },
  hidden: visuallyHidden,
  toggle: { whiteSpace: 'nowrap', ...pressedInForcedColours },
}));

/** What it is called, where it is, and what stands before it in the catalog. */
export function RepositoryName(props: {
  item: RepositoryShare;
  format: LocalFormat;
}) {
  const { item, format } = props;
  const { url, entityRefs, folders = [] } = item.repository;
  const classes = useStyles();
  const name = <bdi>{nameOfRepository(url)}</bdi>;
  const link = safeLink({ url, about: url });
  const more = entityRefs.length - MOST_ENTITIES;
  const entities = (
    <EntityRefLinks entityRefs={entityRefs.slice(0, MOST_ENTITIES)} hideIcons />
  );
  return (
    <div className={classes.what}>
      <Typography component="div" title={printable(url)}>
        {link ? <Link to={link}>{name}</Link> : name}
      </Typography>
      {folders.length > 0 && (
        <Typography variant="body2" component="div">
          <Folders
            format={format}
            paths={folders.slice(0, MOST_FOLDERS).map(({ path }) => path)}
            total={folders.length}
          />
        </Typography>
      )}
      {entityRefs.length > 0 && (
        <Typography variant="body2" color="textSecondary" component="div">
          {more > 0
            ? format.t('common.andMore', { count: more, list: entities })
            : entities}
        </Typography>
      )}
    </div>
  );
}

/** When its commits were made. */
export function Activity(props: {
  item: BreakdownItem;
  top: number;
  daysPerPoint: number;
  format: LocalFormat;
}) {
  const { item, top, daysPerPoint, format } = props;
  if (!isTold(item, item.commits) || item.series.length === 0) {
    return <Unknown format={format} />;
  }
  return (
    <Sparkline
      series={item.series}
      top={top}
      label={describeSeries(item.series, { daysPerPoint, format })}
    />
  );
}

/** How many commits there are; what is not complete is not told as if it were. */
export function Commits(props: { item: BreakdownItem; format: LocalFormat }) {
  const { item, format } = props;
  const { commits, states } = item;
  if (!isTold(item, commits)) {
    return <Unknown format={format} />;
  }
  const number = format.number(commits);
  return (
    <Said
      words={describeCommits(item, format)}
      sign={states.includes('incomplete') ? `≥ ${number}` : number}
    />
  );
}

/** How many more or fewer than in as many days before; more is not better, so it has no colour. */
export function Change(props: {
  item: BreakdownItem;
  previous: Breakdown['previous'];
  format: LocalFormat;
}) {
  const { item, previous, format } = props;
  const change = changeOf(item, previous);
  return change === undefined ? (
    <Unknown format={format} />
  ) : (
    <Said
      words={describeChange(change, { previous, format })}
      sign={format.difference(change)}
    />
  );
}

/** How long ago something was last done. */
export function LastCommit(props: {
  item: BreakdownItem;
  today: Day;
  format: LocalFormat;
}) {
  const { item, today, format } = props;
  const { lastDay } = item;
  if (lastDay === null) {
    return isTold(item, 0) && item.series.length > 0 ? (
      <>{format.t('repositories.noCommit')}</>
    ) : (
      <Unknown format={format} />
    );
  }
  return (
    <time dateTime={lastDay} title={format.longDay(lastDay)}>
      {describeDaysAgo(lastDay, { today, format })}
    </time>
  );
}

/** Narrows the calendar to one repository, and back. */
export function OnlyThis(props: {
  item: RepositoryShare;
  isOnly: boolean;
  format: LocalFormat;
  onChange(isOnly: boolean): void;
}) {
  const { item, isOnly, format, onChange } = props;
  const classes = useStyles();
  return (
    <Button
      size="small"
      color="primary"
      variant={isOnly ? 'contained' : 'outlined'}
      className={classes.toggle}
      disableElevation
      aria-pressed={isOnly}
      aria-label={format.t('repositories.onlyLabel', {
        name: nameOfRepository(item.repository.url),
      })}
      onClick={() => onChange(!isOnly)}
    >
      {format.t('repositories.only')}
    </Button>
  );
}

/** A number as it is seen, and in words for those who hear it or point at it. */
function Said(props: { words: string; sign: string }) {
  const { words, sign } = props;
  const classes = useStyles();
  return (
    <span className={classes.number} title={words}>
      <span aria-hidden>{sign}</span>
      <span className={classes.hidden}>{words}</span>
    </span>
  );
}

function Unknown({ format }: { format: LocalFormat }) {
  const words = format.t('common.unknown');
  const classes = useStyles();
  return (
    <span className={classes.unknown} title={words}>
      <span aria-hidden>?</span>
      <span className={classes.hidden}>{words}</span>
    </span>
  );
}
