import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles({
  value: { fontVariantNumeric: 'tabular-nums' },
});

/** A figure, what it is, and what there is to say of it. */
export function Figure(props: {
  label?: string;
  value: string;
  component?: 'h2' | 'p';
  children: ReactNode;
}) {
  const { label, value, component = 'p', children } = props;
  const classes = useStyles();
  return (
    <div>
      {label && (
        <Typography variant="body2" color="textSecondary">
          {label}
        </Typography>
      )}
      <Typography
        variant={component === 'h2' ? 'h5' : 'h6'}
        component={component}
        className={classes.value}
      >
        {value}
      </Typography>
      <Typography variant="body2" color="textSecondary" component="div">
        {children}
      </Typography>
    </div>
  );
}
