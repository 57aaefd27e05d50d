import { CommitSourceError } from 'backstage-plugin-git-activity-node';

/** GitLab answered well, and yet with less than there must be, or with what does not fit. */
export function incomplete(what: string): CommitSourceError {
  return new CommitSourceError(
    'incomplete',
    `GitLab's list of commits does not hang together: ${what}. It is read again.`,
  );
}
