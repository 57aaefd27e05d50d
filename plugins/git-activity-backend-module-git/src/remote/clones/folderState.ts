import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../local/disk/fileErrors';

/** What `lstat` counts in, on every disk. */
const BLOCK_BYTES = 512;

/**
 * How large a folder is, in bytes of disk, and when anything in it last changed, in milliseconds since 1970. What somebody deletes
 * while we look counts as nothing; the rest around it still counts.
 */
export async function folderState(
  path: string,
): Promise<{ bytes: number; changedAt: number }> {
  try {
    const entry = await lstat(path);
    let bytes = entry.blocks * BLOCK_BYTES;
    let changedAt = entry.mtimeMs;
    for (const name of entry.isDirectory() ? await readdir(path) : []) {
      const state = await folderState(join(path, name));
      bytes += state.bytes;
      changedAt = Math.max(changedAt, state.changedAt);
    }
    return { bytes, changedAt };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return { bytes: 0, changedAt: 0 };
    }
    throw error;
  }
}
