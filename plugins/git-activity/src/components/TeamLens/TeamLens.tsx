import { makeStyles } from '@material-ui/core/styles';
import { Entity } from '@backstage/catalog-model';
import { LocalFormat } from '../../calendar/locale';
import { hasSubgroups, isGroup } from '../../entities';
import { ActivitySelection } from '../../hooks/selection';
import { ChangeSelection } from '../../hooks/useActivitySelection';
import { LabelledSwitch } from '../LabelledSwitch';
import { OneOf } from '../OneOf';

const LENSES = ['owned', 'members'] as const;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 3),
  },
}));

/** How a team is seen: by what it owns or by who is in it, and with its sub-teams or alone. */
export function TeamLens(props: {
  entity: Entity;
  selection: ActivitySelection;
  change: ChangeSelection;
  format: LocalFormat;
}) {
  const { entity, selection, change, format } = props;
  const { t } = format;
  const classes = useStyles();
  if (!isGroup(entity)) {
    return null;
  }
  return (
    <div className={classes.root}>
      <OneOf
        label={t('lens.label')}
        choices={LENSES.map(id => ({ id, label: t(`lens.${id}`) }))}
        chosen={selection.lens}
        // of other repositories and people, whatever was chosen is in the way
        onChange={lens =>
          change({ lens, repositories: [], people: [], opened: undefined })
        }
      />
      {hasSubgroups(entity) && (
        <LabelledSwitch
          label={t('lens.subgroups')}
          checked={!selection.alone}
          onChange={isOn =>
            change({ alone: !isOn, repositories: [], opened: undefined })
          }
        />
      )}
    </div>
  );
}
