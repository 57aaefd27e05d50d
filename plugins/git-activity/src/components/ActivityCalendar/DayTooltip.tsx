import Popper from '@material-ui/core/Popper';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  popper: { pointerEvents: 'none', zIndex: theme.zIndex.tooltip },
  text: {
    ...theme.typography.caption,
    padding: theme.spacing(0.5, 1),
    marginBottom: theme.spacing(0.75),
    borderRadius: theme.shape.borderRadius,
    // an edge where forced colours take away the background
    border: '1px solid transparent',
    color: theme.palette.background.paper,
    background: theme.palette.text.primary,
  },
}));

/** A day's sentence beside the day; screen readers have it from the day itself. */
export function DayTooltip(props: { anchor: HTMLElement; text: string }) {
  const classes = useStyles();
  return (
    <Popper
      open
      anchorEl={props.anchor}
      placement="top"
      className={classes.popper}
      data-testid="day-tooltip"
      aria-hidden
    >
      <div className={classes.text}>{props.text}</div>
    </Popper>
  );
}
