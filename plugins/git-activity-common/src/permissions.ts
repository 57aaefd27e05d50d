import { createPermission } from '@backstage/plugin-permission-common';

/** Reading commit counts by day, and who is in them. @public */
export const gitActivityCalendarReadPermission = createPermission({
  name: 'git-activity.calendar.read',
  attributes: { action: 'read' },
});

/** Reading single commits: their author, time and subject line. @public */
export const gitActivityCommitReadPermission = createPermission({
  name: 'git-activity.commit.read',
  attributes: { action: 'read' },
});

/** Reading which repositories are followed and the state of their sync. @public */
export const gitActivityRepositoryReadPermission = createPermission({
  name: 'git-activity.repository.read',
  attributes: { action: 'read' },
});

/** Asking for a repository to be synced now. @public */
export const gitActivityRepositorySyncPermission = createPermission({
  name: 'git-activity.repository.sync',
  attributes: { action: 'update' },
});

/** Deciding who is who: aliases and claims; whoever may do that sees everyone whom commits name, with their addresses. @public */
export const gitActivityIdentityUpdatePermission = createPermission({
  name: 'git-activity.identity.update',
  attributes: { action: 'update' },
});

/** All permissions of git-activity. @public */
export const gitActivityPermissions = [
  gitActivityCalendarReadPermission,
  gitActivityCommitReadPermission,
  gitActivityRepositoryReadPermission,
  gitActivityRepositorySyncPermission,
  gitActivityIdentityUpdatePermission,
];
