import Typography from '@material-ui/core/Typography';
import { CodeSnippet, Progress } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { gitActivityApiRef } from '../../api';
import { LocalFormat } from '../../calendar/locale';
import { useAction } from '../../hooks/useAction';
import { useRequest } from '../../hooks/useRequest';
import { LabelledSwitch } from '../LabelledSwitch';
import { ProblemPanel } from '../states';
import { TitledDialog } from '../TitledDialog';

/** All that is stored about the viewer, and the way not to be told of by name. */
export function AboutMe(props: { format: LocalFormat; onClose(): void }) {
  const { format, onClose } = props;
  const { t } = format;
  const api = useApi(gitActivityApiRef);
  const stored = useRequest({
    key: 'me',
    load: signal => api.getStoredAboutMe({ signal }),
  });
  const change = useAction(async (isOut: boolean) => {
    await api.setOptOut(isOut);
    stored.refresh();
  });
  const error = change.error ?? stored.error;
  return (
    <TitledDialog
      {...{ format, onClose }}
      title={t('me.title')}
      closing={t('claims.close')}
    >
      <Typography paragraph>{t('me.explanation')}</Typography>
      {error && (
        <ProblemPanel
          {...{ error, format }}
          what="people"
          onRetry={stored.refresh}
        />
      )}
      {!stored.value && !stored.error && <Progress />}
      {stored.value && (
        <>
          <LabelledSwitch
            label={t('me.optOut')}
            checked={stored.value.optedOut.byMe}
            onChange={change.run}
          />
          {stored.value.optedOut.byOthers && (
            <Typography variant="body2">{t('me.byOthers')}</Typography>
          )}
          <CodeSnippet
            language="json"
            showCopyCodeButton
            text={JSON.stringify(stored.value, null, 2)}
          />
        </>
      )}
    </TitledDialog>
  );
}
