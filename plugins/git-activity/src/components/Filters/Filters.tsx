import { makeStyles } from '@material-ui/core/styles';
import { Repository } from 'backstage-plugin-git-activity-common';
import { useMemo } from 'react';
import { Clock } from '../../calendar/periods';
import { LocalFormat } from '../../calendar/locale';
import { nameOfRepository } from '../../calendar/repositoryName';
import { ActivitySelection } from '../../hooks/selection';
import { ChangeSelection } from '../../hooks/useActivitySelection';
import { PeopleFilter } from '../../hooks/usePeopleFilter';
import { RequestState } from '../../hooks/useRequest';
import { ChoiceFilter } from './ChoiceFilter';
import { PeopleChoice } from './PeopleChoice';
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
  people?: PeopleFilter;
  format: LocalFormat;
}) {
  const { selection, change, clock, years, repositories, people, format } =
    props;
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
  const canChooseRepository =
    selection.repositories.length > 0 ||
    (repositoryChoices && repositoryChoices.length > 1);

  return (
    <div
      className={classes.root}
      role="group"
      aria-label={format.t('filters.label')}
    >
      <RangeFilter
        range={selection.range}
        {...{ clock, years, format }}
        onChange={range => change({ range })}
      />
      {canChooseRepository && (
        <ChoiceFilter
          id="git-activity-repositories"
          label={format.t('filters.repositories')}
          placeholder={format.t('filters.allRepositories')}
          choices={repositoryChoices}
          loading={repositories.loading}
          format={format}
          chosen={selection.repositories}
          onChange={refs => change({ repositories: refs })}
        />
      )}
      {people && (
        <PeopleChoice
          {...{ people, format }}
          chosen={selection.people}
          onChange={ids => change({ people: ids })}
        />
      )}
    </div>
  );
}
