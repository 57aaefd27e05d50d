import { makeStyles } from '@material-ui/core/styles';
import { printable } from 'backstage-plugin-git-activity-common';

const useStyles = makeStyles({ text: { overflowWrap: 'anywhere' } });

/** A text that somebody else wrote, as it can be shown without harm to what stands beside it. */
export function ForeignText(props: {
  text: string;
  /** What stands for a text of which nothing shows. */
  otherwise?: string;
}) {
  const classes = useStyles();
  return (
    <bdi className={classes.text}>
      {printable(props.text) || props.otherwise}
    </bdi>
  );
}
