import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
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

/** A small switch, and what it switches. */
export function LabelledSwitch(props: {
  label: string;
  checked: boolean;
  onChange(checked: boolean): void;
}) {
  const { label, checked, onChange } = props;
  const classes = useStyles();
  return (
    <FormControlLabel
      label={<Typography variant="body2">{label}</Typography>}
      control={
        <Switch
          size="small"
          color="primary"
          classes={classes}
          checked={checked}
          onChange={(_, isOn) => onChange(isOn)}
        />
      }
    />
  );
}
