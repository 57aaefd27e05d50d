import Button from '@material-ui/core/Button';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { Alias, AliasList } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { Action } from '../../hooks/useAction';
import { RequestState } from '../../hooks/useRequest';
import { ForeignText } from '../ForeignText';
import { ProblemPanel } from '../states';
import { describeAlias } from './words';

const CONFIGURATION_KEY = 'gitActivity.people.aliases';

/** What was said of who is who, by whom, and what was undone. */
export function History(props: {
  aliases: RequestState<AliasList>;
  undo: Action<[string]>;
  format: LocalFormat;
  onMore(): void;
}) {
  const { aliases, undo, format, onMore } = props;
  const { t } = format;
  const { value, refresh } = aliases;
  const error = undo.error ?? aliases.error;
  return (
    <>
      {error && (
        <ProblemPanel {...{ error, format }} what="people" onRetry={refresh} />
      )}
      {!value && !error && <Progress />}
      {value?.items.length === 0 && (
        <Typography>{t('identities.noHistory')}</Typography>
      )}
      <List disablePadding>
        {value?.items.map(alias => (
          <Said key={alias.id} {...{ alias, undo, format }} />
        ))}
      </List>
      {value?.nextCursor !== undefined && (
        <Button size="small" color="primary" onClick={onMore}>
          {t('identities.moreHistory')}
        </Button>
      )}
      {value && value.configured.length > 0 && (
        <>
          <Typography variant="body2">
            {t('identities.configured', {
              key: <code>{CONFIGURATION_KEY}</code>,
            })}
          </Typography>
          <ul>
            {value.configured.map(alias => (
              <li key={describeAlias(alias, format)}>
                <ForeignText text={describeAlias(alias, format)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Said(props: {
  alias: Alias;
  undo: Action<[string]>;
  format: LocalFormat;
}) {
  const { alias, undo, format } = props;
  const { t } = format;
  const words = describeAlias(alias, format);
  const at = (moment: string) => format.moment(new Date(moment), new Date());
  const said = t('identities.said', {
    who: alias.createdBy,
    when: at(alias.createdAt),
  });
  const { undoneBy, undoneAt } = alias;
  const isUndone = undoneBy !== undefined && undoneAt !== undefined;
  return (
    <ListItem disableGutters>
      <ListItemText
        primary={
          isUndone ? (
            <s>
              <ForeignText text={words} />
            </s>
          ) : (
            <ForeignText text={words} />
          )
        }
        secondary={
          isUndone
            ? t('identities.saidAndUndone', {
                said,
                who: undoneBy,
                when: at(undoneAt),
              })
            : said
        }
      />
      {!isUndone && (
        <Button
          size="small"
          color="primary"
          disabled={undo.running}
          aria-label={t('identities.undoWhat', { what: words })}
          onClick={() => undo.run(alias.id)}
        >
          {t('identities.undo')}
        </Button>
      )}
    </ListItem>
  );
}
