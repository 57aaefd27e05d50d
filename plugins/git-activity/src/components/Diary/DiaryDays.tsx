import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { DiaryDay } from './entries';

const useStyles = makeStyles(theme => ({
  repositories: {
    margin: 0,
    display: 'grid',
    gridTemplateColumns: 'fit-content(30%) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    overflowWrap: 'anywhere',
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0 },
    '& ul': { margin: 0, padding: 0, listStyle: 'none' },
  },
}));

/** Days, in each its repositories, and what was done there. */
export function DiaryDays(props: { days: readonly DiaryDay[] }) {
  const classes = useStyles();
  return (
    <>
      {props.days.map(({ day, title, note, repositories }) => (
        <section key={day} aria-label={title}>
          <Typography variant="subtitle2" component="h4">
            {title}
          </Typography>
          {note !== undefined && (
            <Typography variant="body2" color="textSecondary">
              {note}
            </Typography>
          )}
          <Typography
            variant="body2"
            component="dl"
            className={classes.repositories}
          >
            {repositories.map(({ id, name, commits }) => [
              <dt key={`${id} name`}>
                <bdi>{name}</bdi>
              </dt>,
              <dd key={id}>
                <ul>
                  {commits.map(({ sha, text }) => (
                    <li key={sha}>
                      <bdi>{text}</bdi>
                    </li>
                  ))}
                </ul>
              </dd>,
            ])}
          </Typography>
        </section>
      ))}
    </>
  );
}
