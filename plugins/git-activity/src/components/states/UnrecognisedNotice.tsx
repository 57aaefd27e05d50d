import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { EntityRefLinks } from '@backstage/plugin-catalog-react';
import { Calendar } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';

/** Whether nothing is known of those who are asked for, because nothing lets anybody recognise them. */
export function isUnrecognised(calendar: Calendar): boolean {
  return calendar.unrecognised.length > 0 && calendar.totals.commits === 0;
}

/** Whose commits nothing lets anybody recognise, and what would: without that, none of theirs is counted. */
export function UnrecognisedNotice(props: {
  userEntityRefs: string[];
  format: LocalFormat;
}) {
  const { userEntityRefs, format } = props;
  if (userEntityRefs.length === 0) {
    return null;
  }
  return (
    <Alert severity="warning">
      <AlertTitle>{format.t('states.unrecognisedTitle')}</AlertTitle>
      {format.t('states.unrecognised', {
        people: <EntityRefLinks entityRefs={userEntityRefs} hideIcons />,
        email: <code>spec.profile.email</code>,
        login: <code>github.com/user-login</code>,
      })}
    </Alert>
  );
}
