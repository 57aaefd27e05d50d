import { CommitSourceError } from '../errors';

/** @param reason - what is wrong; never any of the URL, which may hold a password */
export function refuseUrl(reason: string): CommitSourceError {
  return new CommitSourceError('refused', reason);
}
