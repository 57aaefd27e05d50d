import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { LocalFormat } from '../../calendar/locale';
import { still } from '../still';

/** Heights of what takes the skeleton's place, so that nothing jumps. */
const HEADLINE_PX = 64;
const CALENDAR_PX = 190;
/** The same in a card. */
const COMPACT_HEADLINE_PX = 40;
const COMPACT_CALENDAR_PX = 96;

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2), ...still },
}));

/** The shape of a calendar that is being loaded. */
export function ActivitySkeleton(props: {
  compact?: boolean;
  format: LocalFormat;
}) {
  const { compact = false, format } = props;
  const classes = useStyles();
  return (
    <div
      role="status"
      aria-label={format.t('panel.loading')}
      className={classes.root}
    >
      <Skeleton
        variant="rect"
        height={compact ? COMPACT_HEADLINE_PX : HEADLINE_PX}
        width="60%"
      />
      <Skeleton
        variant="rect"
        height={compact ? COMPACT_CALENDAR_PX : CALENDAR_PX}
      />
    </div>
  );
}
