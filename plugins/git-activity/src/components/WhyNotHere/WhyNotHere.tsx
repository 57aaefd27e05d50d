import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import { CalendarQuery } from 'backstage-plugin-git-activity-common';
import { FormEvent, useEffect, useRef, useState } from 'react';
import { gitActivityApiRef } from '../../api';
import { LocalFormat } from '../../calendar/locale';
import { useRequest } from '../../hooks/useRequest';
import { useUniqueId } from '../../hooks/useUniqueId';
import { ProblemPanel } from '../states';
import { still } from '../still';
import { TitledDialog } from '../TitledDialog';
import { Explanation } from './Explanation';
import { NamedCommit, readCommitText } from './readCommitText';

const useStyles = makeStyles(theme => ({
  button: { '@media print': { display: 'none' } },
  form: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1, 2),
    margin: theme.spacing(1, 0, 3),
  },
  // as wide as a SHA, where there is room for it
  field: { flex: '1 1 24em' },
  progress: still,
}));

/** Answers whoever misses a commit: whether it is counted by these filters, and if not, why. */
export function WhyNotHere(props: {
  query: CalendarQuery;
  format: LocalFormat;
}) {
  const { query, format } = props;
  const { t } = format;
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        color="primary"
        className={classes.button}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t('why.open')}
      </Button>
      <TitledDialog
        {...{ open, format }}
        title={t('why.title')}
        closing={t('why.close')}
        onClose={() => setOpen(false)}
      >
        <Typography>{t('why.lead')}</Typography>
        <Question {...{ query, format }} />
      </TitledDialog>
    </>
  );
}

/** Which commit is meant, and what is answered. */
function Question(props: { query: CalendarQuery; format: LocalFormat }) {
  const { query, format } = props;
  const { t } = format;
  const classes = useStyles();
  const api = useApi(gitActivityApiRef);
  const id = useUniqueId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<NamedCommit>();
  const [isUnread, setIsUnread] = useState(false);
  const { value, error, stale, loading, refresh } = useRequest({
    key: JSON.stringify({ asked, query }),
    enabled: asked !== undefined,
    load: signal =>
      api.explainCommit(
        asked?.sha ?? '',
        { ...query, url: asked?.url },
        { signal },
      ),
  });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const named = readCommitText(text);
    setIsUnread(named === undefined);
    setAsked(named);
    // who asks once more wants to know what became of it since
    if (named && JSON.stringify(named) === JSON.stringify(asked)) refresh();
  };
  const isAwaited = asked !== undefined && loading;
  return (
    <>
      <form className={classes.form} onSubmit={ask} noValidate>
        <TextField
          id={id}
          className={classes.field}
          label={t('why.commit')}
          value={text}
          inputRef={field}
          error={isUnread}
          helperText={t(isUnread ? 'why.unread' : 'why.example')}
          inputProps={{ spellCheck: false, autoComplete: 'off' }}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="submit" variant="contained" color="primary">
          {t('why.ask')}
        </Button>
      </form>
      <div aria-busy={isAwaited}>
        {isAwaited && (
          <LinearProgress
            aria-label={t('why.loading')}
            className={classes.progress}
          />
        )}
        {asked && value && !stale && !loading && !error && (
          <Explanation explanation={value} format={format} />
        )}
      </div>
      {asked && error && !loading && (
        <ProblemPanel what="commits" {...{ error, format }} onRetry={refresh} />
      )}
    </>
  );
}
