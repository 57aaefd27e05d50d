import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { EntityRefLinks } from '@backstage/plugin-catalog-react';
import { Calendar } from 'backstage-plugin-git-activity-common';

/** Whether nothing is known of those who are asked for, because nothing lets anybody recognise them. */
export function isUnrecognised(calendar: Calendar): boolean {
  return calendar.unrecognised.length > 0 && calendar.totals.commits === 0;
}

/** Whose commits nothing lets anybody recognise, and what would: without that, none of theirs is counted. */
export function UnrecognisedNotice(props: { userEntityRefs: string[] }) {
  const { userEntityRefs } = props;
  if (userEntityRefs.length === 0) {
    return null;
  }
  return (
    <Alert severity="warning">
      <AlertTitle>Commits not recognised</AlertTitle>
      Nothing in the catalog lets us recognise commits of{' '}
      <EntityRefLinks entityRefs={userEntityRefs} hideIcons />: add{' '}
      <code>spec.profile.email</code> or the annotation{' '}
      <code>github.com/user-login</code> to the User.
    </Alert>
  );
}
