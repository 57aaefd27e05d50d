import { createPermission } from '@backstage/plugin-permission-common';

/** Reading commit counts by day, and who is in them. @public */
export const gitActivityCalendarReadPermission = createPermission({
  name: 'git-activity.calendar.read',
  attributes: { action: 'read' },
});

/** Reading single commits; who did them and their subject lines have permissions of their own. @public */
export const gitActivityCommitReadPermission = createPermission({
  name: 'git-activity.commit.read',
  attributes: { action: 'read' },
});

/**
 * Reading who people are and what single ones of them did. Without it, callers are told of themselves only, and of all others together.
 * @public
 */
export const gitActivityPersonReadPermission = createPermission({
  name: 'git-activity.person.read',
  attributes: { action: 'read' },
});

/** Reading the subject lines of commits. @public */
export const gitActivitySubjectReadPermission = createPermission({
  name: 'git-activity.subject.read',
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
  gitActivityPersonReadPermission,
  gitActivitySubjectReadPermission,
  gitActivityRepositoryReadPermission,
  gitActivityRepositorySyncPermission,
  gitActivityIdentityUpdatePermission,
];
