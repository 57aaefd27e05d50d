import { makeStyles } from '@material-ui/core/styles';
import { LocalFormat } from '../../calendar/locale';
import { ActivitySelection } from '../../hooks/selection';
import { ChangeSelection } from '../../hooks/useActivitySelection';
import { LabelledSwitch } from '../LabelledSwitch';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap' },
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
        <LabelledSwitch
          key={what}
          label={format.t(`summary.${what}`)}
          checked={selection[what]}
          onChange={checked => change({ [what]: checked })}
        />
      ))}
    </div>
  );
}
