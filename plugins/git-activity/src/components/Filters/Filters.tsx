import { makeStyles } from '@material-ui/core/styles';
import { PersonList, Repository } from 'backstage-plugin-git-activity-common';
import { useMemo } from 'react';
import { Clock } from '../../calendar/periods';
import { nameOfRepository } from '../../calendar/repositoryName';
import { describePerson } from '../../calendar/words';
import { ActivitySelection } from '../../hooks/selection';
import { ChangeSelection } from '../../hooks/useActivitySelection';
import { RequestState } from '../../hooks/useRequest';
import { ChoiceFilter } from './ChoiceFilter';
import { RangeFilter } from './RangeFilter';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    // the labels stand on the fields' upper edges
    paddingTop: theme.spacing(1),
  },
}));

/** What is counted: which days, which repositories, whose commits. */
export function Filters(props: {
  selection: ActivitySelection;
  change: ChangeSelection;
  clock: Clock;
  /** The years that have commits, newest first. */
  years: number[];
  repositories: RequestState<Repository[]>;
  /** Absent where the entity is one person already. */
  people?: RequestState<PersonList>;
}) {
  const { selection, change, clock, years, repositories, people } = props;
  const classes = useStyles();
  const repositoryChoices = useMemo(
    () =>
      repositories.value?.map(({ id, url }) => ({
        // an id is a row of a database, a URL is what it is called
        id: url,
        formerId: id,
        label: nameOfRepository(url),
      })),
    [repositories.value],
  );
  const peopleChoices = useMemo(
    () =>
      people?.value?.items.map(person => ({
        // a User's ref outlives whatever is learnt of them
        id: person.userEntityRef ?? person.id,
        formerId: person.id,
        label: person.bot
          ? `${describePerson(person)} (bot)`
          : describePerson(person),
      })),
    [people?.value],
  );
  const canChooseRepository =
    selection.repositories.length > 0 ||
    (repositoryChoices && repositoryChoices.length > 1);

  return (
    <div className={classes.root} role="group" aria-label="Filters">
      <RangeFilter
        range={selection.range}
        {...{ clock, years }}
        onChange={range => change({ range })}
      />
      {canChooseRepository && (
        <ChoiceFilter
          id="git-activity-repositories"
          label="Repositories"
          placeholder="All repositories"
          choices={repositoryChoices}
          loading={repositories.loading}
          chosen={selection.repositories}
          onChange={refs => change({ repositories: refs })}
        />
      )}
      {people && (
        <ChoiceFilter
          id="git-activity-people"
          label="People"
          placeholder="Everyone"
          choices={peopleChoices}
          loading={people.loading}
          error={people.error && 'People cannot be listed'}
          chosen={selection.people}
          onChange={ids => change({ people: ids })}
        />
      )}
    </div>
  );
}
