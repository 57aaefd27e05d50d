import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Commit,
  Person,
  printable,
  safeLink,
} from 'backstage-plugin-git-activity-common';
import { Fragment } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { nameOfRepository } from '../../calendar/repositoryName';
import { describeMoment, describePerson } from '../../calendar/words';
import { ForeignText } from '../ForeignText';

const SHORT_SHA_LENGTH = 7;

const useStyles = makeStyles(theme => ({
  item: {
    padding: theme.spacing(1, 0),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  details: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1),
    overflowWrap: 'anywhere',
    '& > *:not(:last-child)::after': {
      content: '"·"',
      marginLeft: theme.spacing(1),
    },
  },
  sha: { fontFamily: 'monospace' },
  merge: { marginLeft: theme.spacing(1), verticalAlign: 'middle', margin: 0 },
}));

/** One commit: what was done, by whom, when by their clock, and where. */
export function CommitItem(props: { commit: Commit; format: LocalFormat }) {
  const { commit, format } = props;
  const classes = useStyles();
  const subject = (
    <ForeignText text={commit.subject} otherwise="(no subject)" />
  );
  const link =
    commit.url && safeLink({ url: commit.url, about: commit.repository.url });
  const shortSha = commit.sha.slice(0, SHORT_SHA_LENGTH);
  return (
    <li className={classes.item}>
      <Typography>
        {link ? <Link to={link}>{subject}</Link> : subject}
        {commit.merge && (
          <Chip size="small" label="Merge" className={classes.merge} />
        )}
      </Typography>
      <Typography
        variant="body2"
        color="textSecondary"
        component="div"
        className={classes.details}
      >
        <span>
          <PersonName person={commit.author} />
          {commit.coAuthors.map((person, index) => (
            <Fragment key={person.id}>
              {index === 0 ? ' with ' : ', '}
              <PersonName person={person} />
            </Fragment>
          ))}
        </span>
        <time dateTime={commit.authoredAt}>
          {describeMoment(commit.authoredAt, { day: commit.day, format })}
        </time>
        <span className={classes.sha} title={commit.sha}>
          {shortSha}
        </span>
        <bdi title={printable(commit.repository.url)}>
          {nameOfRepository(commit.repository.url)}
        </bdi>
      </Typography>
    </li>
  );
}

function PersonName({ person }: { person: Person }) {
  const name = describePerson(person);
  return (
    <bdi>
      {person.userEntityRef ? (
        <EntityRefLink entityRef={person.userEntityRef} title={name} hideIcon />
      ) : (
        name
      )}
    </bdi>
  );
}
