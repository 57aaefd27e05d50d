import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { InfoCard, Progress } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import {
  Alias,
  IdentityList,
  gitActivityIdentityUpdatePermission,
} from 'backstage-plugin-git-activity-common';
import { RequirePermission } from '@backstage/plugin-permission-react';
import { useState } from 'react';
import { gitActivityApiRef } from '../../api';
import { LocalFormat } from '../../calendar/locale';
import { useAction } from '../../hooks/useAction';
import { IdentityChoice, useIdentities } from '../../hooks/useIdentities';
import { useLocalFormat } from '../../hooks/useLocalFormat';
import { useRequest } from '../../hooks/useRequest';
import { OneOf } from '../OneOf';
import { SearchField } from '../SearchField';
import { ProblemPanel } from '../states';
import { inLanguageOf } from '../writing';
import { History } from './History';
import { MergeDialog, MergeSource } from './MergeDialog';
import { Decision, PendingClaims } from './PendingClaims';
import { PeopleTable } from './PeopleTable';
import { Suggestions } from './Suggestions';
import { describeAlias } from './words';

const ALIASES_PER_PAGE = 20;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  controls: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1),
  },
}));

/** Who is who: everyone whom commits name, and all that can be said of who they are. */
export function People() {
  return (
    <RequirePermission permission={gitActivityIdentityUpdatePermission}>
      <Workbench />
    </RequirePermission>
  );
}

function Workbench() {
  const format = useLocalFormat();
  const { t } = format;
  const classes = useStyles();
  const bench = useWorkbench();
  const { people, suggestions, aliases, claims, undo } = bench;
  const [source, setSource] = useState<MergeSource>();
  const [merged, setMerged] = useState<Alias>();
  const isUndone = aliases.value?.items.some(
    ({ id, undoneBy }) => id === merged?.id && undoneBy !== undefined,
  );
  const onMerged = (alias: Alias) => {
    setSource(undefined);
    setMerged(alias);
    bench.refresh();
  };
  return (
    <div className={classes.root} {...inLanguageOf(format)}>
      <div role="status">
        {merged && !isUndone && (
          <>
            {t('identities.done', { what: describeAlias(merged, format) })}{' '}
            <Button
              size="small"
              color="primary"
              disabled={undo.running}
              onClick={() => undo.run(merged.id)}
            >
              {t('identities.undo')}
            </Button>
          </>
        )}
      </div>
      {claims.value?.items.length !== 0 && (
        <InfoCard title={t('identities.claimsTitle')}>
          <PendingClaims {...{ claims, format }} decide={bench.decide} />
        </InfoCard>
      )}
      <InfoCard title={t('identities.suggestions')}>
        <Suggestions {...{ suggestions, format }} onMerge={setSource} />
      </InfoCard>
      <InfoCard title={t('identities.people')}>
        <Controls {...bench} format={format} />
        {people.error && (
          <ProblemPanel
            error={people.error}
            what="people"
            format={format}
            onRetry={people.refresh}
          />
        )}
        {!people.value && !people.error && <Progress />}
        {people.value && (
          <PeopleTable
            people={{ ...people, value: people.value }}
            choice={bench.choice}
            format={format}
            onMerge={setSource}
          />
        )}
      </InfoCard>
      <InfoCard title={t('identities.history')}>
        <History {...{ aliases, undo, format }} onMore={bench.showMore} />
      </InfoCard>
      {source && (
        <MergeDialog
          {...{ source, format, onMerged }}
          onClose={() => setSource(undefined)}
        />
      )}
    </div>
  );
}

/** All that is asked for and done here. */
function useWorkbench() {
  const api = useApi(gitActivityApiRef);
  const [choice, setChoice] = useState<IdentityChoice>({ search: '' });
  const [limit, setLimit] = useState(ALIASES_PER_PAGE);
  const people = useIdentities(choice);
  const suggestions = useRequest({
    key: 'suggestions',
    load: signal => api.getIdentitySuggestions({ signal }),
  });
  const aliases = useRequest({
    key: `${limit}`,
    load: signal => api.getAliases({ limit }, { signal }),
  });
  const claims = useRequest({
    key: 'claims',
    load: signal =>
      api.getClaims({ of: 'everyone', state: 'pending' }, { signal }),
  });
  const refresh = () =>
    [people, suggestions, aliases, claims].forEach(request =>
      request.refresh(),
    );
  const undo = useAction(async (id: string) => {
    await api.undoAlias(id);
    refresh();
  });
  const decide = useAction(async (id: string, decision: Decision) => {
    await api.decideClaim(id, decision);
    refresh();
  });
  return {
    ...{ choice, setChoice, people, suggestions, aliases, claims },
    ...{ undo, decide, refresh },
    showMore: () => setLimit(limit + ALIASES_PER_PAGE),
  };
}

const STATES = ['all', 'unmatched', 'matched', 'bot'] as const;

/** Which people are listed, and how many commits are whose. */
function Controls(props: {
  people: { value?: IdentityList };
  choice: IdentityChoice;
  setChoice(choice: IdentityChoice): void;
  format: LocalFormat;
}) {
  const { people, choice, setChoice, format } = props;
  const { t } = format;
  const classes = useStyles();
  const totals = people.value?.totals;
  const labelOf = (state: (typeof STATES)[number]) => {
    const name = t(`identities.state.${state}`);
    return totals && state !== 'all'
      ? t('repositories.stateCount', {
          state: name,
          number: format.number(totals[state].people),
        })
      : name;
  };
  return (
    <>
      {totals && (
        <Typography paragraph>
          {t('identities.totals', {
            matched: t('common.commits', { count: totals.matched.commits }),
            unmatched: t('common.commits', { count: totals.unmatched.commits }),
            bot: t('common.commits', { count: totals.bot.commits }),
          })}
        </Typography>
      )}
      <div className={classes.controls}>
        <OneOf
          label={t('identities.show')}
          choices={STATES.map(id => ({ id, label: labelOf(id) }))}
          chosen={choice.state ?? 'all'}
          onChange={id =>
            setChoice({ ...choice, state: id === 'all' ? undefined : id })
          }
        />
        <SearchField
          search={choice.search}
          label={t('identities.search')}
          format={format}
          onSearch={search => setChoice({ ...choice, search })}
        />
      </div>
    </>
  );
}
