import { CommitSchema } from '@gitbeaker/rest';
import {
  isObjectName,
  parseCommitMessage,
  parseGitDate,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import { GitlabError } from '../api/GitlabError';

/**
 * Reads a commit as GitLab's API has it.
 *
 * Of a message beyond 10 MB GitLab sends the first line only: the subject is that line, and nothing tells that co-authors are not known.
 */
export function toSourceCommit(commit: CommitSchema): SourceCommit {
  const { id, message, parent_ids: parents } = Object(commit);
  if (!isObjectName(id) || !parents?.every(isObjectName)) {
    throw new GitlabError(
      'broken',
      'GitLab sent a commit without a SHA, or without its parents.',
    );
  }
  const authored = parseGitDate(commit.authored_date ?? '');
  const committed = parseGitDate(commit.committed_date ?? '');
  return {
    sha: id,
    parents,
    author: {
      name: commit.author_name ?? '',
      email: commit.author_email ?? '',
    },
    authoredAt: authored.seconds,
    utcOffset: authored.utcOffset,
    committedAt: committed.seconds,
    ...parseCommitMessage(message ?? ''),
  };
}
