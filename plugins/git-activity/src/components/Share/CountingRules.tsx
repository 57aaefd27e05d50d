import Typography from '@material-ui/core/Typography';
import { LocalFormat } from '../../calendar/locale';
import { describeDayBasis } from '../../calendar/words';
import { TitledDialog } from '../TitledDialog';

const RULES = [
  'rules.branch',
  'rules.once',
  'rules.people',
  'rules.leftOut',
  'rules.undated',
  'rules.unknown',
] as const;

/** By which rules the numbers come about. */
export function CountingRules(props: {
  open: boolean;
  dayBasis: string;
  format: LocalFormat;
  onClose(): void;
}) {
  const { open, dayBasis, format, onClose } = props;
  const { t } = format;
  return (
    <TitledDialog
      {...{ open, format, onClose }}
      title={t('rules.title')}
      closing={t('rules.close')}
    >
      <Typography component="ul">
        <li>{describeDayBasis(dayBasis, format)}</li>
        {RULES.map(rule => (
          <li key={rule}>{t(rule)}</li>
        ))}
      </Typography>
    </TitledDialog>
  );
}
