import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { LocalFormat } from '../../calendar/locale';
import { ActivitySelection } from '../../hooks/selection';
import { ChangeSelection } from '../../hooks/useActivitySelection';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap' },
  // a switch is drawn by backgrounds alone, which forced colours take away
  thumb: {
    '@media (forced-colors: active)': { border: '1px solid ButtonText' },
  },
  track: {
    '@media (forced-colors: active)': {
      border: '1px solid ButtonText',
      opacity: 1,
    },
  },
});

/** The switches that count in what is left out. */
export function Inclusions(props: {
  selection: ActivitySelection;
  change: ChangeSelection;
  format: LocalFormat;
}) {
  const { selection, change, format } = props;
  const classes = useStyles();
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={format.t('summary.countIn')}
    >
      {(['merges', 'bots'] as const).map(what => (
        <FormControlLabel
          key={what}
          label={
            <Typography variant="body2">
              {format.t(`summary.${what}`)}
            </Typography>
          }
          control={
            <Switch
              size="small"
              color="primary"
              classes={{ thumb: classes.thumb, track: classes.track }}
              checked={selection[what]}
              onChange={(_, checked) => change({ [what]: checked })}
            />
          }
        />
      ))}
    </div>
  );
}
