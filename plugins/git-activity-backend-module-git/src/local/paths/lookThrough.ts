import { join } from 'node:path';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { runFind } from '../disk/runFind';

/** Millions of files are looked through in a part of it. */
const MAX_WALK_MS = 30_000;
/** More links than this have nothing to do with how repositories are kept. */
const MAX_LINKS = 100;

/**
 * What git looks at in a repository, or in what linked work trees share: not its hooks, logs and other repositories, which are often
 * links, or many.
 */
const GIT_PARTS = [
  'HEAD',
  'commondir',
  'config',
  'config.worktree',
  'info',
  'objects',
  'packed-refs',
  'refs',
  'reftable',
  'shallow',
];
/** Links, pipes and devices. To open a socket fails at once. */
const SPECIAL = '( -type l -o -type p -o -type c -o -type b )'.split(' ');
const MISSING = /no such file or directory/i;
const DENIED = /permission denied/i;

/**
 * Finds whatever git would look at that is neither a file nor a folder; links are not followed.
 *
 * @param options - `what` tells whether the path is a repository, of which only a part counts
 * @throws CommitSourceError if it cannot be looked through
 */
export async function findSpecialFiles(options: {
  path: string;
  what: 'repository' | 'folder';
  signal?: AbortSignal;
}): Promise<string[]> {
  const { path, what, signal } = options;
  const places =
    what === 'repository' ? GIT_PARTS.map(part => join(path, part)) : [path];
  const { output, complaints, tooMuch } = await runFind(
    [...places, ...SPECIAL, '-print0'],
    { maxMs: MAX_WALK_MS, signal },
  );
  const special = output.toString('utf8').split('\0').slice(0, -1);
  if (tooMuch || special.length > MAX_LINKS) {
    throw new CommitSourceError(
      'refused',
      `More than ${MAX_LINKS} files in ${path} are links to somewhere else, which no repository needs.`,
    );
  }
  const trouble = complaints
    .split('\n')
    // Most repositories lack something, and what git deletes at this moment it does not need.
    .find(line => line !== '' && !MISSING.test(line));
  if (trouble !== undefined) {
    throw DENIED.test(trouble)
      ? new CommitSourceError(
          'forbidden',
          `The backend may not read all of ${path}: let the account that it runs under read the repository. ${trouble}`,
        )
      : new CommitSourceError('broken', `${path} cannot be read: ${trouble}`);
  }
  return special;
}
