import Button from '@material-ui/core/Button';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ClaimList } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { Action } from '../../hooks/useAction';
import { RequestState } from '../../hooks/useRequest';
import { ForeignText } from '../ForeignText';
import { ProblemPanel } from '../states';

/** What can be decided on a claim. */
export type Decision = 'approved' | 'declined';

/** Claims that wait for somebody to decide. */
export function PendingClaims(props: {
  claims: RequestState<ClaimList>;
  decide: Action<[string, Decision]>;
  format: LocalFormat;
}) {
  const { claims, decide, format } = props;
  const { t } = format;
  const { value, refresh } = claims;
  const error = decide.error ?? claims.error;
  return (
    <>
      {error && (
        <ProblemPanel {...{ error, format }} what="people" onRetry={refresh} />
      )}
      {!value && !error && <Progress />}
      {value?.items.length === 0 && (
        <Typography>{t('identities.noClaims')}</Typography>
      )}
      <List disablePadding>
        {value?.items.map(({ id, userEntityRef, email, commits = 0 }) => (
          <ListItem key={id} disableGutters>
            <ListItemText
              primary={t('identities.claims', {
                who: <EntityRefLink entityRef={userEntityRef} hideIcon />,
                email: <ForeignText text={email} />,
                commits: t('common.commits', { count: commits }),
              })}
            />
            {(['approved', 'declined'] as const).map(decision => (
              <Button
                key={decision}
                size="small"
                color={decision === 'approved' ? 'primary' : 'default'}
                disabled={decide.running}
                aria-label={t(`identities.decideOn.${decision}`, {
                  email,
                  who: userEntityRef,
                })}
                onClick={() => decide.run(id, decision)}
              >
                {t(`identities.decide.${decision}`)}
              </Button>
            ))}
          </ListItem>
        ))}
      </List>
      {value?.nextCursor !== undefined && (
        <Typography>{t('identities.moreClaims')}</Typography>
      )}
    </>
  );
}
