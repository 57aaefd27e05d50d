import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { Link } from '@backstage/core-components';
import {
  CommitExplanation,
  printable,
  safeLink,
} from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { nameOfRepository } from '../../calendar/repositoryName';
import { describePerson } from '../../calendar/words';
import { ForeignText } from '../ForeignText';
import { describeSync } from '../Repositories/words';
import { describeVerdict } from './words';

const SHOWN_SHA_LENGTH = 12;

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  list: { margin: 0, paddingInlineStart: theme.spacing(3) },
  breaking: { overflowWrap: 'anywhere' },
}));

/** What became of a commit, and where it is or was looked for. */
export function Explanation(props: {
  explanation: CommitExplanation;
  format: LocalFormat;
}) {
  const { explanation, format } = props;
  const { sha, verdict, commit, totals } = explanation;
  const { t } = format;
  const classes = useStyles();
  const { title, sentences } = describeVerdict(explanation, format);
  const link =
    commit?.url && safeLink({ url: commit.url, about: commit.repository.url });
  const subject = commit?.subject !== undefined && (
    <ForeignText text={commit.subject} otherwise={t('commits.noSubject')} />
  );
  const shown = <code>{sha.slice(0, SHOWN_SHA_LENGTH)}</code>;
  const more = totals.repositories - explanation.repositories.length;
  return (
    <div className={classes.root}>
      <Typography className={classes.breaking}>
        {link ? <Link to={link}>{shown}</Link> : shown} {subject}
        {commit && (
          <>
            {' · '}
            <bdi>{describePerson(commit.author, format)}</bdi>
          </>
        )}
      </Typography>
      <Alert severity={verdict === 'counts' ? 'success' : 'info'}>
        <AlertTitle>{title}</AlertTitle>
        {sentences.map(sentence => (
          <Typography key={sentence} variant="body2" gutterBottom>
            {sentence}
          </Typography>
        ))}
      </Alert>
      {explanation.repositories.length > 0 && (
        <div>
          <Typography variant="subtitle2" component="h3">
            {t(commit ? 'why.heldBy' : 'why.lookedIn')}
          </Typography>
          <ul className={classes.list}>
            {explanation.repositories.map(item => (
              <RepositoryLine key={item.repository.id} {...{ item, format }} />
            ))}
            {more > 0 && (
              <Typography variant="body2" component="li">
                {t('why.more', { count: more })}
              </Typography>
            )}
          </ul>
        </div>
      )}
    </div>
  );
}

/** A repository, up to which commit of which branch it is known, and what is the matter with it. */
function RepositoryLine(props: {
  item: CommitExplanation['repositories'][number];
  format: LocalFormat;
}) {
  const { item, format } = props;
  const { repository, branch, selected, changed = [] } = item;
  const { t } = format;
  const { head, error, heldBack } = repository;
  const facts = [
    !selected && t('why.notSelected'),
    changed.length > 0 &&
      t('why.changed', {
        folders: changed.map(path => printable(path)).join(', '),
      }),
    branch !== null &&
      head !== null &&
      t('why.branchUpTo', {
        branch: printable(branch),
        head: head.slice(0, SHOWN_SHA_LENGTH),
      }),
    describeSync(repository, format),
    error && t('sync.lastTime', { message: printable(error.message) }),
    heldBack &&
      t('sync.waitsUntil', {
        time: format.moment(new Date(heldBack.until), new Date()),
        reason: printable(heldBack.reason),
      }),
  ].filter(Boolean);
  return (
    <Typography variant="body2" component="li">
      <bdi title={printable(repository.url)}>
        {nameOfRepository(repository.url)}
      </bdi>
      <Typography variant="body2" color="textSecondary" component="div">
        {facts.join(t('common.separator'))}
      </Typography>
    </Typography>
  );
}
