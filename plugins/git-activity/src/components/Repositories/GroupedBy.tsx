import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { LocalFormat } from '../../calendar/locale';
import { WholeKind } from '../../entities';
import { Grouping, GROUPINGS } from '../../hooks/repositoryList';
import { useUniqueId } from '../../hooks/useUniqueId';
import { pressedInForcedColours } from '../pressed';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  choice: { ...pressedInForcedColours },
}));

/** What a row of the table is: a repository, or a part of the group, system or domain. */
export function GroupedBy(props: {
  by: Grouping;
  wholeKind: WholeKind;
  format: LocalFormat;
  onChange(by: Grouping): void;
}) {
  const { by, wholeKind, format, onChange } = props;
  const classes = useStyles();
  const id = useUniqueId();
  const nameOf = (grouping: Grouping) =>
    format.t(grouping === 'part' ? `parts.${wholeKind}` : 'repositories.name');
  return (
    <div className={classes.root}>
      <Typography id={id} variant="body2" component="span">
        {format.t('parts.groupedBy')}
      </Typography>
      <ButtonGroup
        size="small"
        color="primary"
        disableElevation
        aria-labelledby={id}
      >
        {GROUPINGS.map(grouping => (
          <Button
            key={grouping}
            className={classes.choice}
            variant={grouping === by ? 'contained' : 'outlined'}
            aria-pressed={grouping === by}
            onClick={() => onChange(grouping)}
          >
            {nameOf(grouping)}
          </Button>
        ))}
      </ButtonGroup>
    </div>
  );
}
