import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useApi } from '@backstage/core-plugin-api';
import { Identity } from 'backstage-plugin-git-activity-common';
import { gitActivityApiRef } from '../../api';
import { LocalFormat } from '../../calendar/locale';
import { useAction } from '../../hooks/useAction';
import { ProblemPanel } from '../states';
import { TitledDialog } from '../TitledDialog';

/** Erases somebody, once it was read what that does. */
export function EraseDialog(props: {
  person: Identity;
  format: LocalFormat;
  onClose(): void;
  onErased(): void;
}) {
  const { person, format, onClose, onErased } = props;
  const { t } = format;
  const api = useApi(gitActivityApiRef);
  const erase = useAction(async () => {
    await api.erasePerson(person.id);
    onErased();
  });
  return (
    <TitledDialog
      {...{ format, onClose }}
      title={t('identities.eraseWho', { name: person.name })}
      closing={t('identities.cancel')}
      action={
        <Button
          color="primary"
          variant="contained"
          disabled={erase.running}
          onClick={() => erase.run()}
        >
          {t('identities.eraseConfirm')}
        </Button>
      }
    >
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
    </TitledDialog>
  );
}
