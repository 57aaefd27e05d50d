import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { useUniqueId } from '../../hooks/useUniqueId';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    columnGap: theme.spacing(2),
    marginBottom: theme.spacing(0.5),
  },
}));

/** A part of the widget, and what leads to more of it. */
export function Section(props: {
  title: string;
  link?: ReactNode;
  children: ReactNode;
}) {
  const { title, link, children } = props;
  const classes = useStyles();
  const id = useUniqueId();
  return (
    <section aria-labelledby={id}>
      <div className={classes.head}>
        <Typography variant="h6" component="h3" id={id}>
          {title}
        </Typography>
        {link && (
          <Typography variant="body2" component="div">
            {link}
          </Typography>
        )}
      </div>
      {children}
    </section>
  );
}
