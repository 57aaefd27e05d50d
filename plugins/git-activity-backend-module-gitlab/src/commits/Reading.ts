import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { GitlabClient, ProjectId } from '../api/GitlabClient';

/** What is to be read, and how. */
export interface Reading {
  client: GitlabClient;
  id: ProjectId;
  /** How many commits to ask for at once. */
  pageSize: number;
  /** Absent to read the whole history. */
  from?: string;
  to: string;
}

export function headUnknown(): CommitSourceError {
  return new CommitSourceError(
    'head-unknown',
    'GitLab no longer has a commit that was read before; the history was rewritten and cleaned up.',
  );
}
