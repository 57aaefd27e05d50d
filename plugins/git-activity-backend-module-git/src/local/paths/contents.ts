import { CommitSourceError } from 'backstage-plugin-git-activity-node';

/** Git knows no other way to write the beginning of a section; what looks like it in a comment or a value is not worth the risk. */
const INCLUDES = /\[include/i;
/** Newer versions of git take a place for what keeps the refs. */
const REFS_ELSEWHERE = /refstorage(?!\s*=\s*(?:files|reftable)\s*$)/im;

/** As deep as git follows refs that name others. */
const MAX_SYMBOLIC_REFS = 5;
const SYMBOLIC_REF = /^ref:\s*(.*?)\s*$/s;

/**
 * Makes sure that the settings of a repository do not have git read other files, of which its errors would tell.
 *
 * @throws CommitSourceError of kind `refused`
 */
export function assertConfigStays(
  text: string | undefined,
  repository: string,
): void {
  if (text !== undefined && INCLUDES.test(text)) {
    throw new CommitSourceError(
      'refused',
      `The configuration of ${repository} includes other files, which could be any on the machine: take [include] and [includeIf] out of it.`,
    );
  }
  if (text !== undefined && REFS_ELSEWHERE.test(text)) {
    throw new CommitSourceError(
      'refused',
      `The configuration of ${repository} keeps its refs somewhere else (extensions.refStorage).`,
    );
  }
}

/**
 * Makes sure that HEAD leads to refs only: git would take any file of the repository for one.
 *
 * @param read - reads a file of the repository
 * @throws CommitSourceError of kind `refused`
 */
export async function assertRefStays(
  read: (name: string) => Promise<string | undefined>,
): Promise<void> {
  let name = 'HEAD';
  for (let depth = 0; depth < MAX_SYMBOLIC_REFS; depth++) {
    const text = await read(name);
    const [, target] = SYMBOLIC_REF.exec(text ?? '') ?? [];
    if (target === undefined) {
      return;
    }
    if (!target.startsWith('refs/') || target.split('/').includes('..')) {
      throw new CommitSourceError(
        'refused',
        `${name} of the repository names something that is no ref.`,
      );
    }
    name = target;
  }
}
