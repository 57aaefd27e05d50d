import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { makeStyles } from '@material-ui/core/styles';
import { Entity } from '@backstage/catalog-model';
import { Coverage } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
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
export function NoRepository(props: { entity: Entity; format: LocalFormat }) {
  const { entity, format } = props;
  const { t } = format;
  if (!isComponentLike(entity)) {
    return <NoRepositoryInParts kind={entity.kind} format={format} />;
  }
  return isGitActivityAvailable(entity) ? (
    <Alert severity="info">
      <AlertTitle>{t('states.undiscoveredTitle')}</AlertTitle>
      {t('states.undiscovered')}
    </Alert>
  ) : (
    <MissingAnnotation {...{ entity, format }} />
  );
}

/** Kinds whose repositories are those of others. */
const COLLECTIVES = ['system', 'domain', 'group', 'user'] as const;

function NoRepositoryInParts(props: { kind: string; format: LocalFormat }) {
  const { t } = props.format;
  const kind = props.kind.toLocaleLowerCase('en-US');
  const known = COLLECTIVES.find(collective => collective === kind);
  return (
    <Alert severity="info">
      <AlertTitle>{t('states.noRepositories')}</AlertTitle>
      {t(`states.none.${known ?? 'other'}`)}
    </Alert>
  );
}

function MissingAnnotation(props: { entity: Entity; format: LocalFormat }) {
  const { entity, format } = props;
  const classes = useStyles();
  return (
    <div>
      <Typography variant="h6" component="h3" gutterBottom>
        {format.t('states.unnamedTitle')}
      </Typography>
      <Typography paragraph>
        {format.t('states.unnamed', {
          kind: entity.kind.toLocaleLowerCase('en-US'),
          annotation: <code>{GIT_ACTIVITY_REPOSITORY_ANNOTATION}</code>,
        })}
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
  format: LocalFormat;
}) {
  const { problems, format } = props;
  const { t } = format;
  const more = problems.length - MOST_PROBLEMS_SHOWN;
  return (
    <Alert severity="warning">
      <AlertTitle>{t('states.refused', { count: problems.length })}</AlertTitle>
      {problems
        .slice(0, MOST_PROBLEMS_SHOWN)
        .map(({ entityRef, message: text }) => {
          const message = <ForeignText text={text} />;
          return (
            <div key={`${entityRef} ${text}`}>
              {entityRef === props.entityRef
                ? message
                : t('states.refusedEntity', { entity: entityRef, message })}
            </div>
          );
        })}
      {more > 0 && <div>{t('states.moreRefused', { count: more })}</div>}
    </Alert>
  );
}
