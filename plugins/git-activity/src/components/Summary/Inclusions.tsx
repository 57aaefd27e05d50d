import { makeStyles } from '@material-ui/core/styles';
import { LocalFormat } from '../../calendar/locale';
import { ActivitySelection } from '../../hooks/selection';
import { ChangeSelection } from '../../hooks/useActivitySelection';
import { LabelledSwitch } from '../LabelledSwitch';

const MERGES = ['merges'] as const;
const ALL = ['merges', 'bots'] as const;

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap' },
});

/** The switches that count in what is left out. */
export function Inclusions(props: {
  /** Of whom it is about; a person is no bot. */
  isPerson: boolean;
  selection: ActivitySelection;
  change: ChangeSelection;
  format: LocalFormat;
}) {
  const { isPerson, selection, change, format } = props;
  const switches = isPerson ? MERGES : ALL;
  const classes = useStyles();
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={format.t('summary.countIn')}
    >
      {switches.map(what => (
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
