import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../local/paths/fileErrors';

/** What `lstat` counts in, on every disk. */
const BLOCK_BYTES = 512;

/** How large a folder is, in bytes of disk, and when anything in it last changed, in milliseconds since 1970. */
export async function folderState(
  path: string,
): Promise<{ bytes: number; changedAt: number }> {
  try {
    const { blocks, mtimeMs } = await lstat(path);
    let bytes = blocks * BLOCK_BYTES;
    let changedAt = mtimeMs;
    for (const entry of await readdir(path, { withFileTypes: true })) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) {
        const state = await folderState(child);
        bytes += state.bytes;
        changedAt = Math.max(changedAt, state.changedAt);
      } else {
        const file = await lstat(child);
        bytes += file.blocks * BLOCK_BYTES;
        changedAt = Math.max(changedAt, file.mtimeMs);
      }
    }
    return { bytes, changedAt };
  } catch (error) {
    // Somebody deletes while we look.
    if (hasCode(error, 'ENOENT')) {
      return { bytes: 0, changedAt: 0 };
    }
    throw error;
  }
}
