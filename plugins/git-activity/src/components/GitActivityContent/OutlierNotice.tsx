import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Day } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { OutlierDay } from '../../calendar/outlier';
import { describeOutlier } from '../../calendar/words';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1),
  },
}));

/** That one day is most of a total, and the way to see it without that day. */
export function OutlierNotice(props: {
  /** Found in the days that are shown; absent where there is none. */
  outlier?: OutlierDay;
  without?: Day;
  format: LocalFormat;
  onChange(without: Day | undefined): void;
}) {
  const { outlier, without, format, onChange } = props;
  const classes = useStyles();
  if (!outlier && !without) {
    return null;
  }
  return (
    <div className={classes.root}>
      {outlier && !without && (
        <Typography variant="body2">
          {describeOutlier(outlier, format)}
        </Typography>
      )}
      <Button
        size="small"
        color="primary"
        onClick={() => onChange(without ? undefined : outlier?.day)}
      >
        {format.t(without ? 'outlier.showWith' : 'outlier.showWithout')}
      </Button>
    </div>
  );
}
