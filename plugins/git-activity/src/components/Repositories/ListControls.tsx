import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import { Day } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { WholeKind } from '../../entities';
import {
  REPOSITORY_STATES,
  RepositoryListChoice,
  RepositoryState,
} from '../../hooks/repositoryList';
import { Listing } from '../../hooks/useBreakdown';
import { pressedInForcedColours } from '../pressed';
import { SearchField } from '../SearchField';
import { GroupedBy } from './GroupedBy';
import { nameOfState } from './words';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
  },
  chips: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  // the theme's chips keep a distance of their own
  chip: { margin: 0, ...pressedInForcedColours },
}));

type ChangeList = (part: Partial<RepositoryListChoice>) => void;

/** Which repositories or parts are listed: those of a kind, and those that are searched for. */
export function ListControls(props: {
  list: RepositoryListChoice;
  change: ChangeList;
  breakdown?: Listing;
  /** Whether kinds can be chosen. */
  withStates: boolean;
  /** What has the parts that repositories can be grouped by. */
  wholeKind?: WholeKind;
  today: Day;
  format: LocalFormat;
}) {
  const { list, change, breakdown, withStates, wholeKind } = props;
  const { today, format } = props;
  const classes = useStyles();
  const labelOf = (state: RepositoryState) => {
    const to = breakdown?.to ?? today;
    const name = nameOfState(state, { to, today, format });
    return breakdown
      ? format.t('repositories.stateCount', {
          state: name,
          number: format.number(breakdown.totals[state]),
        })
      : name;
  };
  return (
    <div className={classes.root}>
      {wholeKind && (
        <GroupedBy
          by={list.by}
          onChange={by => change({ by })}
          {...{ wholeKind, format }}
        />
      )}
      {withStates && (
        <div
          className={classes.chips}
          role="group"
          aria-label={format.t('repositories.showOnly')}
        >
          {REPOSITORY_STATES.map(state => (
            <StateChip
              key={state}
              label={labelOf(state)}
              isChosen={list.states.includes(state)}
              onChange={() => change({ states: toggle(list.states, state) })}
            />
          ))}
        </div>
      )}
      <SearchField
        search={list.search}
        label={format.t(
          list.by === 'part' ? 'parts.search' : 'repositories.search',
        )}
        format={format}
        onSearch={search => change({ search })}
      />
    </div>
  );
}

function StateChip(props: {
  label: string;
  isChosen: boolean;
  onChange(): void;
}) {
  const { label, isChosen, onChange } = props;
  const classes = useStyles();
  return (
    <Chip
      component="button"
      type="button"
      size="small"
      clickable
      className={classes.chip}
      color={isChosen ? 'primary' : 'default'}
      variant={isChosen ? 'default' : 'outlined'}
      label={label}
      aria-pressed={isChosen}
      onClick={onChange}
    />
  );
}

function toggle(
  states: readonly RepositoryState[],
  state: RepositoryState,
): RepositoryState[] {
  return states.includes(state)
    ? states.filter(other => other !== state)
    : [...states, state];
}
