import { CommitSourceError } from 'backstage-plugin-git-activity-node';

/** Whether an error is a source's, of a kind. */
export function isOfKind(
  error: unknown,
  kind: CommitSourceError['kind'],
): boolean {
  return error instanceof CommitSourceError && error.kind === kind;
}
