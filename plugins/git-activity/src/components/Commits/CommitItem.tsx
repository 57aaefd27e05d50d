import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Commit,
  Day,
  Person,
  safeLink,
} from 'backstage-plugin-git-activity-common';
import { Fragment } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { describeMoment, describeOwnMoment } from '../../calendar/momentWords';
import { describePerson } from '../../calendar/words';
import { ForeignText } from '../ForeignText';
import { CopySha } from './CopySha';

const useStyles = makeStyles(theme => ({
  item: {
    padding: theme.spacing(1, 0),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  details: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    overflowWrap: 'anywhere',
    '& > *:not(:last-child)::after': {
      content: '"·"',
      marginLeft: theme.spacing(1),
    },
  },
  mark: { marginLeft: theme.spacing(1), verticalAlign: 'middle', margin: 0 },
}));

/** One commit: what was done, by whom, and when by their clock and the viewer's. */
export function CommitItem(props: {
  commit: Commit;
  /** The day that is known to be meant, if it is one. */
  day?: Day;
  format: LocalFormat;
}) {
  const { commit, day, format } = props;
  const classes = useStyles();
  const subject = (
    <ForeignText text={commit.subject} otherwise="(no subject)" />
  );
  const link =
    commit.url && safeLink({ url: commit.url, about: commit.repository.url });
  const marks = [commit.merge && 'Merge', commit.author.bot && 'Bot'].filter(
    mark => mark !== false,
  );
  const own = describeOwnMoment(commit.authoredAt, { format });
  return (
    <li className={classes.item}>
      <Typography component="div">
        {link ? <Link to={link}>{subject}</Link> : subject}
        {marks.map(mark => (
          <Chip key={mark} size="small" label={mark} className={classes.mark} />
        ))}
      </Typography>
      <Typography
        variant="body2"
        color="textSecondary"
        component="div"
        className={classes.details}
      >
        <span>
          <PersonName person={commit.author} format={format} />
          {commit.coAuthors.map((person, index) => (
            <Fragment key={person.id}>
              {index === 0 ? ' with ' : ', '}
              <PersonName person={person} format={format} />
            </Fragment>
          ))}
          {commit.coAuthorsCut && (
            <> and {format.number(commit.coAuthorsCut)} more</>
          )}
        </span>
        {commit.coAuthorsCut === null && (
          <span>message too long to tell co-authors</span>
        )}
        <time dateTime={commit.authoredAt}>
          {describeMoment(commit.authoredAt, { day, format })}
        </time>
        {own && <span>{own}</span>}
        <CopySha sha={commit.sha} />
      </Typography>
    </li>
  );
}

function PersonName(props: { person: Person; format: LocalFormat }) {
  const { person, format } = props;
  const name = describePerson(person, format);
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
