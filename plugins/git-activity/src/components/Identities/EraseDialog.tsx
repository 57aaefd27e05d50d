import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import { useApi } from '@backstage/core-plugin-api';
import { Identity } from 'backstage-plugin-git-activity-common';
import { gitActivityApiRef } from '../../api';
import { LocalFormat } from '../../calendar/locale';
import { useAction } from '../../hooks/useAction';
import { useUniqueId } from '../../hooks/useUniqueId';
import { ProblemPanel } from '../states';
import { inLanguageOf } from '../writing';

/** Erases somebody, once it was read what that does. */
export function EraseDialog(props: {
  person: Identity;
  format: LocalFormat;
  onClose(): void;
  onErased(): void;
}) {
  const { person, format, onClose, onErased } = props;
  const { t } = format;
  const title = useUniqueId();
  const api = useApi(gitActivityApiRef);
  const erase = useAction(async () => {
    await api.erasePerson(person.id);
    onErased();
  });
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      aria-labelledby={title}
      onClose={onClose}
      {...inLanguageOf(format)}
    >
      <DialogTitle id={title}>
        {t('identities.eraseWho', { name: person.name })}
      </DialogTitle>
      <DialogContent>
        <Typography paragraph>
          {t('identities.eraseDoes', {
            commits: t('common.commits', { count: person.commits }),
          })}
        </Typography>
        <Typography paragraph>{t('identities.eraseLeaves')}</Typography>
        <Typography paragraph>
          <strong>{t('identities.eraseForGood')}</strong>
        </Typography>
        {erase.error && (
          <ProblemPanel
            error={erase.error}
            what="people"
            format={format}
            onRetry={erase.run}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('identities.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={erase.running}
          onClick={() => erase.run()}
        >
          {t('identities.eraseConfirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
