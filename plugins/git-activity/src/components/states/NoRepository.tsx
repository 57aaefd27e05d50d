import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { makeStyles } from '@material-ui/core/styles';
import { Entity } from '@backstage/catalog-model';
import { Coverage } from 'backstage-plugin-git-activity-common';
import {
  GIT_ACTIVITY_REPOSITORY_ANNOTATION,
  isComponentLike,
  isGitActivityAvailable,
} from '../../entities';
import { ForeignText } from '../ForeignText';

const useStyles = makeStyles(theme => ({
  example: {
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    padding: theme.spacing(2),
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.default,
    fontSize: theme.typography.body2.fontSize,
    '& mark': {
      color: 'inherit',
      background: 'none',
      fontWeight: theme.typography.fontWeightBold,
    },
  },
}));

/** No repository stands behind an entity: says why that may be, and how to name one. */
export function NoRepository(props: { entity: Entity }) {
  const { entity } = props;
  if (!isComponentLike(entity)) {
    return <NoRepositoryInParts kind={entity.kind} />;
  }
  return isGitActivityAvailable(entity) ? (
    <Alert severity="info">
      <AlertTitle>Not discovered yet</AlertTitle>
      This entity names a repository, which the portal has not taken up so far.
      It looks for new repositories every few minutes; this page refreshes
      itself.
    </Alert>
  ) : (
    <MissingAnnotation entity={entity} />
  );
}

const PARTS: Record<string, string> = {
  system: 'None of this system’s parts has a repository that is followed.',
  domain:
    'None of the systems and components of this domain has a repository that is followed.',
  group:
    'Nothing that this group or its subgroups own has a repository that is followed.',
  user: 'No repository that you may see is followed, so nothing is known of this person’s work.',
};

function NoRepositoryInParts(props: { kind: string }) {
  return (
    <Alert severity="info">
      <AlertTitle>No repositories</AlertTitle>
      {PARTS[props.kind.toLocaleLowerCase('en-US')] ??
        'No repository stands behind this entity.'}
    </Alert>
  );
}

function MissingAnnotation({ entity }: { entity: Entity }) {
  const classes = useStyles();
  return (
    <div>
      <Typography variant="h6" component="h3" gutterBottom>
        No repository is named
      </Typography>
      <Typography paragraph>
        To see when work was done on this{' '}
        {entity.kind.toLocaleLowerCase('en-US')}, add the annotation{' '}
        <code>{GIT_ACTIVITY_REPOSITORY_ANNOTATION}</code> with the repository’s
        URL to its catalog file:
      </Typography>
      <pre className={classes.example}>
        {`kind: ${entity.kind}
metadata:
  name: ${entity.metadata.name}
  annotations:
    `}
        <mark>{`${GIT_ACTIVITY_REPOSITORY_ANNOTATION}: https://github.com/example/${entity.metadata.name}`}</mark>
      </pre>
    </div>
  );
}

/** Problems that are listed; the catalog file that repeats one a thousand times needs one look. */
const MOST_PROBLEMS_SHOWN = 20;

/** An entity names a repository that cannot be followed: says what the backend said. */
export function RefusedRepositories(props: {
  problems: Coverage['problems'];
  entityRef: string;
}) {
  const more = props.problems.length - MOST_PROBLEMS_SHOWN;
  return (
    <Alert severity="warning">
      <AlertTitle>
        {props.problems.length === 1
          ? 'A repository cannot be followed'
          : `${props.problems.length} repositories cannot be followed`}
      </AlertTitle>
      {props.problems
        .slice(0, MOST_PROBLEMS_SHOWN)
        .map(({ entityRef, message }) => (
          <div key={`${entityRef} ${message}`}>
            {entityRef === props.entityRef ? '' : `${entityRef}: `}
            <ForeignText text={message} />
          </div>
        ))}
      {more > 0 && <div>and {more} more</div>}
    </Alert>
  );
}
