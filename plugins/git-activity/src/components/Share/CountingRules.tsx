import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { LocalFormat } from '../../calendar/locale';
import { describeDayBasis } from '../../calendar/words';
import { useUniqueId } from '../../hooks/useUniqueId';
import { inLanguageOf } from '../writing';

const RULES = [
  'rules.branch',
  'rules.once',
  'rules.people',
  'rules.leftOut',
  'rules.undated',
  'rules.unknown',
] as const;

const useStyles = makeStyles({
  paper: { '@media (forced-colors: active)': { border: '1px solid' } },
});

/** By which rules the numbers come about. */
export function CountingRules(props: {
  open: boolean;
  dayBasis: string;
  format: LocalFormat;
  onClose(): void;
}) {
  const { open, dayBasis, format, onClose } = props;
  const { t } = format;
  const classes = useStyles();
  const id = useUniqueId();
  return (
    <Dialog
      {...{ open, onClose }}
      aria-labelledby={id}
      PaperProps={{ className: classes.paper }}
      {...inLanguageOf(format)}
    >
      <DialogTitle id={id}>{t('rules.title')}</DialogTitle>
      <DialogContent>
        <Typography component="ul">
          <li>{describeDayBasis(dayBasis, format)}</li>
          {RULES.map(rule => (
            <li key={rule}>{t(rule)}</li>
          ))}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button color="primary" onClick={onClose}>
          {t('rules.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
