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

/** Stands for a subject that the viewer may not read. */
const SHORT_SHA = 8;

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
      marginInlineStart: theme.spacing(1),
    },
  },
  // the theme's chips keep a distance of their own
  mark: {
    margin: 0,
    marginInlineStart: theme.spacing(1),
    verticalAlign: 'middle',
  },
}));

/** One commit: what was done, by whom, and when by their clock and the viewer's. */
export function CommitItem(props: {
  commit: Commit;
  /** The day that is known to be meant, if it is one. */
  day?: Day;
  format: LocalFormat;
}) {
  const { commit, day, format } = props;
  const { t } = format;
  const classes = useStyles();
  const subject = (
    <ForeignText
      text={commit.subject ?? commit.sha.slice(0, SHORT_SHA)}
      otherwise={t('commits.noSubject')}
    />
  );
  const link =
    commit.url && safeLink({ url: commit.url, about: commit.repository.url });
  const marks = [
    commit.merge && t('commits.merge'),
    commit.author.bot && t('commits.bot'),
  ].filter(mark => mark !== false);
  const { authoredAt } = commit;
  const own = authoredAt && describeOwnMoment(authoredAt, { format });
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
          <Authors {...{ commit, format }} />
        </span>
        {commit.coAuthorsCut === null && <span>{t('commits.tooLong')}</span>}
        {authoredAt && (
          <time dateTime={authoredAt}>
            {describeMoment(authoredAt, { day, format })}
          </time>
        )}
        {own && <span>{own}</span>}
        <CopySha sha={commit.sha} format={format} />
      </Typography>
    </li>
  );
}

/** Who wrote it, and with whom. */
function Authors(props: { commit: Commit; format: LocalFormat }) {
  const { commit, format } = props;
  const { coAuthors, coAuthorsCut: count } = commit;
  const author = <PersonName person={commit.author} format={format} />;
  if (coAuthors.length === 0) {
    return author;
  }
  const names = coAuthors.map(person => describePerson(person, format));
  const parts = format.list(
    count ? [...names, format.t('commits.others', { count })] : names,
  );
  return format.t('commits.coAuthored', {
    author,
    coAuthors: (
      <>
        {parts.map(({ text, index }, place) => {
          const person = index === undefined ? undefined : coAuthors[index];
          return person ? (
            <PersonName key={place} {...{ person, format }} />
          ) : (
            <Fragment key={place}>{text}</Fragment>
          );
        })}
      </>
    ),
  });
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
