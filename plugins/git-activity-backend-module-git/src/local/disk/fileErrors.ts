import { isError } from '@backstage/errors';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';

/** Whether an error is one of the file system's, with one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return isError(error) && codes.includes(String(error.code));
}

/** What trouble with a path of a repository means for the repository. */
export function fileError(error: unknown, path: string): CommitSourceError {
  const options = { cause: error };
  if (hasCode(error, 'EACCES', 'EPERM')) {
    return new CommitSourceError(
      'forbidden',
      `The backend may not read ${path}: let the account that it runs under read the repository.`,
      options,
    );
  }
  if (hasCode(error, 'EMFILE', 'ENFILE', 'ENOMEM', 'EIO', 'ESTALE')) {
    return new CommitSourceError(
      'try-later',
      `${path} cannot be read at the moment.`,
      options,
    );
  }
  return new CommitSourceError('broken', `${path} cannot be read.`, options);
}
