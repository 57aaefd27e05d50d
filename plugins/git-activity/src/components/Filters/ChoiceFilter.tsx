import ListSubheader from '@material-ui/core/ListSubheader';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { createFilterOptions } from '@material-ui/lab/useAutocomplete';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo, useState } from 'react';
import { LocalFormat } from '../../calendar/locale';

/** Something that can be filtered for. */
export interface Choice {
  id: string;
  label: string;
  /** By which links may name it as well. */
  formerId?: string;
}

/** Options that are listed at once; typing finds the others. */
const MOST_OPTIONS_SHOWN = 200;
const filterOptions = createFilterOptions<Choice>({
  limit: MOST_OPTIONS_SHOWN,
  // a search on the server finds Users by their refs, too
  stringify: ({ id, label }) => `${label}\n${id}`,
});

const useStyles = makeStyles({
  root: { flex: '1 1 220px', maxWidth: 420, minWidth: 0 },
});

/** Chooses any number of things from a list, by typing; none means all. */
export function ChoiceFilter(props: {
  id: string;
  label: string;
  /** Says that nothing is left out as long as nothing is chosen. */
  placeholder: string;
  choices: Choice[] | undefined;
  /** What those are called that are chosen and may not be among the choices. */
  known?: Choice[];
  /** Says that these are not all. */
  note?: string;
  loading: boolean;
  /** Why there is nothing to choose from. */
  error?: string;
  chosen: string[];
  format: LocalFormat;
  onChange(ids: string[]): void;
  /** Called with what is typed, where the choices are looked for elsewhere. */
  onSearch?(text: string): void;
}) {
  const { id, label, placeholder, choices, known, note, chosen } = props;
  const { onChange, onSearch } = props;
  const { t } = props.format;
  const classes = useStyles();
  const [typed, setTyped] = useState('');
  const value = useMemo(
    () =>
      chosen.map(
        // a link may name what is not in this selection: it shows by its id, and can be removed
        item =>
          [...(choices ?? []), ...(known ?? [])].find(({ id: own, formerId }) =>
            [own, formerId].includes(item),
          ) ?? {
            id: item,
            label: item,
          },
      ),
    [choices, known, chosen],
  );
  return (
    <Autocomplete
      multiple
      size="small"
      id={id}
      className={classes.root}
      options={choices ?? []}
      filterOptions={filterOptions}
      loading={props.loading}
      loadingText={t('filters.loading')}
      noOptionsText={t('filters.noOptions')}
      clearText={t('filters.clear')}
      openText={t('filters.open')}
      closeText={t('filters.close')}
      limitTags={2}
      filterSelectedOptions
      value={value}
      inputValue={typed}
      onInputChange={(event, text) => {
        // Without an event it is emptied because choices arrived, under the fingers of who types.
        if (!event) return;
        setTyped(text);
        onSearch?.(text);
      }}
      groupBy={note === undefined ? undefined : () => note}
      renderGroup={({ key, group, children }) => (
        <li key={key} role="group" aria-label={group}>
          <ListSubheader component="div" aria-hidden>
            {group}
          </ListSubheader>
          {children}
        </li>
      )}
      getOptionLabel={choice => choice.label}
      getOptionSelected={(option, selected) => option.id === selected.id}
      renderOption={choice => <bdi>{choice.label}</bdi>}
      onChange={(_, picked) => onChange(picked.map(choice => choice.id))}
      renderInput={parameters => (
        <TextField
          {...parameters}
          variant="outlined"
          label={label}
          placeholder={chosen.length === 0 ? placeholder : undefined}
          error={props.error !== undefined}
          helperText={props.error}
          InputLabelProps={{ ...parameters.InputLabelProps, shrink: true }}
        />
      )}
    />
  );
}
