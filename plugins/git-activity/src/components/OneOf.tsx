import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useUniqueId } from '../hooks/useUniqueId';
import { pressedInForcedColours } from './pressed';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  choice: { ...pressedInForcedColours },
}));

/** Buttons of which one is pressed, and what they choose. */
export function OneOf<TId extends string>(props: {
  label: string;
  choices: ReadonlyArray<{ id: TId; label: string }>;
  chosen: TId;
  onChange(id: TId): void;
}) {
  const { label, choices, chosen, onChange } = props;
  const classes = useStyles();
  const id = useUniqueId();
  return (
    <div className={classes.root}>
      <Typography id={id} variant="body2" component="span">
        {label}
      </Typography>
      <ButtonGroup
        size="small"
        color="primary"
        disableElevation
        aria-labelledby={id}
      >
        {choices.map(choice => (
          <Button
            key={choice.id}
            className={classes.choice}
            variant={choice.id === chosen ? 'contained' : 'outlined'}
            aria-pressed={choice.id === chosen}
            onClick={() => onChange(choice.id)}
          >
            {choice.label}
          </Button>
        ))}
      </ButtonGroup>
    </div>
  );
}
