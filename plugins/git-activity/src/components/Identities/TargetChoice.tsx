import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { gitActivityApiRef } from '../../api';
import { LocalFormat } from '../../calendar/locale';
import { messageOf } from '../../hooks/problem';
import { useRequest } from '../../hooks/useRequest';
import { MergeTarget } from './gitLines';

const TYPING_PAUSE_MS = 250;
/** Of Users, and of those who are none. */
const MOST_OFFERED = 10;
const USER_FIELDS = ['kind', 'metadata', 'spec.profile'];

/** Whom somebody is merged into: a User of the catalog, or somebody else whom commits name. */
export function TargetChoice(props: {
  target: MergeTarget | null;
  format: LocalFormat;
  onChange(target: MergeTarget | null): void;
}) {
  const { target, format, onChange } = props;
  const { t } = format;
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  useDebounce(() => setText(typed.trim()), TYPING_PAUSE_MS, [typed]);
  const found = useTargets(text);
  return (
    <Autocomplete
      options={found.value ?? []}
      filterOptions={options => options}
      loading={found.loading}
      loadingText={t('filters.loading')}
      noOptionsText={
        found.error
          ? messageOf(found.error, format) ?? t('problem.activity')
          : t('filters.noOptions')
      }
      clearText={t('filters.clear')}
      openText={t('filters.open')}
      closeText={t('filters.close')}
      groupBy={({ userEntityRef }) =>
        t(userEntityRef ? 'identities.users' : 'identities.others')
      }
      value={target}
      inputValue={typed}
      onInputChange={(_, value) => setTyped(value)}
      getOptionLabel={({ name }) => name}
      getOptionSelected={(option, chosen) => idOf(option) === idOf(chosen)}
      renderOption={option => (
        <span>
          <bdi>{option.name}</bdi>{' '}
          <Typography variant="caption" color="textSecondary">
            <bdi>{idOf(option)}</bdi>
          </Typography>
        </span>
      )}
      onChange={(_, chosen) => onChange(chosen)}
      renderInput={parameters => (
        <TextField
          {...parameters}
          variant="outlined"
          size="small"
          label={t('identities.into')}
          helperText={target ? idOf(target) : t('identities.intoHelp')}
        />
      )}
    />
  );
}

function idOf({ userEntityRef, email }: MergeTarget): string {
  return userEntityRef ?? email ?? '';
}

function useTargets(text: string) {
  const api = useApi(gitActivityApiRef);
  const catalog = useApi(catalogApiRef);
  return useRequest({
    key: text,
    load: async (signal): Promise<MergeTarget[]> => {
      const [users, people] = await Promise.all([
        catalog.queryEntities({
          filter: { kind: 'user' },
          fields: USER_FIELDS,
          limit: MOST_OFFERED,
          ...(text && { fullTextFilter: { term: text } }),
        }),
        api.getIdentities(
          {
            state: 'unmatched',
            limit: MOST_OFFERED,
            ...(text && { search: text }),
          },
          { signal },
        ),
      ]);
      return [
        ...users.items.map((user): MergeTarget => {
          const profile = Object(user.spec?.profile) as {
            displayName?: string;
            email?: string;
          };
          return {
            name:
              profile.displayName ?? user.metadata.title ?? user.metadata.name,
            userEntityRef: stringifyEntityRef(user),
            email: profile.email,
          };
        }),
        // An alias cannot lead to an address that anybody may have.
        ...people.items.flatMap(({ name, alias }) =>
          alias && alias.name === undefined
            ? [{ name, email: alias.email }]
            : [],
        ),
      ];
    },
  });
}
