import { Person } from 'backstage-plugin-git-activity-common';
import { useMemo } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { describePerson } from '../../calendar/words';
import { PeopleFilter } from '../../hooks/usePeopleFilter';
import { LabelledSwitch } from '../LabelledSwitch';
import { Choice, ChoiceFilter } from './ChoiceFilter';

/** Whose commits are counted: by name, or only one's own. */
export function PeopleChoice(props: {
  people: PeopleFilter;
  chosen: string[];
  onChange(ids: string[]): void;
  format: LocalFormat;
}) {
  const { people, chosen, onChange, format } = props;
  const { t } = format;
  const { found, ownRef } = people;
  const choices = useMemo(
    () => found?.items.map(person => choiceOf(person, format)),
    [found, format],
  );
  const known = useMemo(
    () => people.chosen.map(person => choiceOf(person, format)),
    [people.chosen, format],
  );
  const isPart = found && found.items.length < found.totals.people;
  return (
    <>
      <ChoiceFilter
        id="git-activity-people"
        label={t('filters.people')}
        placeholder={t('filters.everyone')}
        {...{ choices, known, chosen, onChange, format }}
        note={
          isPart
            ? t('filters.part', {
                shown: format.number(found.items.length),
                all: format.number(found.totals.people),
              })
            : undefined
        }
        loading={people.loading}
        error={people.error && t('filters.noPeople')}
        onSearch={people.search}
      />
      {ownRef !== undefined && (
        <LabelledSwitch
          label={t('filters.onlyMe')}
          checked={chosen.length === 1 && chosen[0] === ownRef}
          onChange={checked => onChange(checked ? [ownRef] : [])}
        />
      )}
    </>
  );
}

function choiceOf(person: Person, format: LocalFormat): Choice {
  const name = describePerson(person, format);
  return {
    // a User's ref outlives whatever is learnt of them
    id: person.userEntityRef ?? person.id,
    formerId: person.id,
    label: person.bot ? format.t('filters.bot', { name }) : name,
  };
}
