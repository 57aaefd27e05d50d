import Button from '@material-ui/core/Button';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { useState } from 'react';
import {
  IdentitySuggestion,
  IdentitySuggestionList,
} from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { RequestState } from '../../hooks/useRequest';
import { ForeignText } from '../ForeignText';
import { ProblemPanel } from '../states';
import { MergeSource } from './MergeDialog';

/** Of all that there are, until more are asked for. */
const SHOWN_AT_FIRST = 5;

/** Who may be the same, and why. */
export function Suggestions(props: {
  suggestions: RequestState<IdentitySuggestionList>;
  format: LocalFormat;
  onMerge(source: MergeSource): void;
}) {
  const { suggestions, format, onMerge } = props;
  const { value, error, refresh } = suggestions;
  const { t } = format;
  const [isOpen, setOpen] = useState(false);
  if (error && !value) {
    return (
      <ProblemPanel {...{ error, format }} what="people" onRetry={refresh} />
    );
  }
  if (!value) {
    return <Progress />;
  }
  if (value.items.length === 0) {
    return <Typography>{t('identities.noSuggestions')}</Typography>;
  }
  const shown = isOpen ? value.items : value.items.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <List disablePadding>
        {shown.map(suggestion => (
          <Suggestion
            key={`${suggestion.from.id} ${targetOf(suggestion)}`}
            {...{ suggestion, format, onMerge }}
          />
        ))}
      </List>
      {shown.length < value.items.length && (
        <Button size="small" color="primary" onClick={() => setOpen(true)}>
          {t('identities.allSuggestions', { count: value.items.length })}
        </Button>
      )}
    </>
  );
}

function targetOf({ into }: IdentitySuggestion): string {
  return into.userEntityRef ?? into.sameAs ?? '';
}

function Suggestion(props: {
  suggestion: IdentitySuggestion;
  format: LocalFormat;
  onMerge(source: MergeSource): void;
}) {
  const { suggestion, format, onMerge } = props;
  const { t } = format;
  const { from, into, reasons } = suggestion;
  const merge = () =>
    onMerge({
      name: from.name,
      alias: from.alias,
      target: {
        name: into.name,
        userEntityRef: into.userEntityRef,
        email: into.sameAs,
      },
    });
  return (
    <ListItem disableGutters>
      <ListItemText
        primary={t('identities.maybe', {
          from: <ForeignText text={from.name} />,
          fromId: <ForeignText text={from.alias.email} />,
          into: <ForeignText text={into.name} />,
          intoId: <ForeignText text={targetOf(suggestion)} />,
        })}
        secondary={t('identities.because', {
          commits: t('common.commits', { count: from.commits }),
          rule: format.phrases(
            reasons.map(reason => t(`identities.reason.${reason}`)),
          ),
        })}
      />

      <Button
        size="small"
        color="primary"
        aria-label={t('identities.mergeInto', {
          from: from.name,
          into: into.name,
        })}
        onClick={merge}
      >
        {t('identities.merge')}
      </Button>
    </ListItem>
  );
}
