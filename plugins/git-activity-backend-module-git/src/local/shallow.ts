import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isObjectName } from 'backstage-plugin-git-activity-node';
import { Disk } from './disk/Disk';

/** Where the history of a shallow clone ends. */
export interface Cuts {
  /** The commits whose parents were not fetched. */
  shas: ReadonlySet<string>;
  /** Changes when the clone is made deeper, or less deep. */
  id: string;
}

/**
 * Reads where a shallow clone ends.
 *
 * @returns undefined if a repository holds all of its history
 */
export async function readCuts(
  disk: Disk,
  commonDir: string,
): Promise<Cuts | undefined> {
  const text = (await disk.readText(join(commonDir, 'shallow'))) ?? '';
  const shas = text.split('\n').filter(isObjectName).sort();
  if (shas.length === 0) {
    return undefined;
  }
  const id = createHash('sha256').update(shas.join('\n')).digest('hex');
  return { shas: new Set(shas), id };
}
