import { makeStyles } from '@material-ui/core/styles';
import { Calendar } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { ActivitySelection } from '../../hooks/selection';
import { ChangeSelection } from '../../hooks/useActivitySelection';
import { LabelledSwitch } from '../LabelledSwitch';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap' },
});

/** The switches that count in what is left out. */
export function Inclusions(props: {
  calendar: Calendar;
  /** Whether it is about the work of some people; they are no bots. */
  isByPeople: boolean;
  selection: ActivitySelection;
  change: ChangeSelection;
  format: LocalFormat;
}) {
  const { calendar, isByPeople, selection, change, format } = props;
  const { folders, untold } = calendar.scope;
  const classes = useStyles();
  const switches = [
    ...(folders > untold.length ? (['whole'] as const) : []),
    'merges' as const,
    ...(isByPeople ? [] : (['bots'] as const)),
  ];
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
