import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { Progress } from '@backstage/core-components';
import { Claim } from 'backstage-plugin-git-activity-common';
import { FormEvent, useState } from 'react';
import { gitActivityApiRef } from '../../api';
import { LocalFormat } from '../../calendar/locale';
import { useAction } from '../../hooks/useAction';
import { useRequest } from '../../hooks/useRequest';
import { useUniqueId } from '../../hooks/useUniqueId';
import { AboutMe } from '../AboutMe';
import { ForeignText } from '../ForeignText';
import { ProblemPanel } from '../states';
import { TitledDialog } from '../TitledDialog';

/** On one's own page: the ways to say that an address is one's own, and to see what is stored about oneself. Nothing on that of others. */
export function OwnAddresses(props: {
  userEntityRef: string;
  format: LocalFormat;
  /** Called when something may count for them that did not before. */
  onApproved(): void;
}) {
  const { userEntityRef, format, onApproved } = props;
  const { t } = format;
  const identity = useApi(identityApiRef);
  const viewer = useRequest({
    key: 'viewer',
    load: () => identity.getBackstageIdentity(),
  });
  const [opened, setOpened] = useState<'claim' | 'me'>();
  const close = () => setOpened(undefined);
  const own = viewer.value?.userEntityRef.toLocaleLowerCase('en-US');
  if (own !== userEntityRef.toLocaleLowerCase('en-US')) {
    return null;
  }
  return (
    <div>
      {t('claims.missing')}{' '}
      <Button size="small" color="primary" onClick={() => setOpened('claim')}>
        {t('claims.claim')}
      </Button>
      <Button size="small" color="primary" onClick={() => setOpened('me')}>
        {t('me.title')}
      </Button>
      {opened === 'claim' && (
        <ClaimDialog {...{ format, onApproved }} onClose={close} />
      )}
      {opened === 'me' && <AboutMe format={format} onClose={close} />}
    </div>
  );
}

function ClaimDialog(props: {
  format: LocalFormat;
  onApproved(): void;
  onClose(): void;
}) {
  const { format, onApproved, onClose } = props;
  const { t } = format;
  const form = useUniqueId();
  const field = useUniqueId();
  const api = useApi(gitActivityApiRef);
  const [email, setEmail] = useState('');
  const claims = useRequest({
    key: 'own',
    load: signal => api.getClaims({}, { signal }),
  });
  const claim = useAction(async (address: string) => {
    const { state } = await api.addClaim({ email: address });
    setEmail('');
    claims.refresh();
    if (state === 'approved') onApproved();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (email.trim()) claim.run(email.trim());
  };
  const error = claim.error ?? claims.error;
  return (
    <TitledDialog
      {...{ format, onClose }}
      title={t('claims.title')}
      closing={t('claims.close')}
      action={
        <Button
          type="submit"
          form={form}
          color="primary"
          variant="contained"
          disabled={!email.trim() || claim.running}
        >
          {t('claims.submit')}
        </Button>
      }
    >
      <form id={form} onSubmit={submit}>
        <Typography paragraph>{t('claims.explanation')}</Typography>
        <TextField
          id={field}
          fullWidth
          variant="outlined"
          size="small"
          label={t('claims.address')}
          value={email}
          inputProps={{ maxLength: 320, inputMode: 'email' }}
          onChange={event => setEmail(event.target.value)}
        />
        {error && (
          <ProblemPanel
            {...{ error, format }}
            what="people"
            onRetry={() =>
              claim.error ? claim.run(email.trim()) : claims.refresh()
            }
          />
        )}
        {!claims.value && !claims.error && <Progress />}
        <div role="status">
          {claims.value && claims.value.items.length > 0 && (
            <>
              <Typography variant="subtitle2" component="h3">
                {t('claims.yours')}
              </Typography>
              <ul>
                {claims.value.items.map(one => (
                  <li key={one.id}>
                    {t(stateOf(one), {
                      email: <ForeignText text={one.email} />,
                    })}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </form>
    </TitledDialog>
  );
}

function stateOf({ state, decidedBy }: Claim) {
  return state === 'approved' && decidedBy === undefined
    ? 'claims.verified'
    : (`claims.${state}` as const);
}
