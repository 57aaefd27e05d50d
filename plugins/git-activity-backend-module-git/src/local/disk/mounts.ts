import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';

/** Where Linux tells what is mounted, which touches no disk. */
const MOUNTS = '/proc/self/mountinfo';
/** Root, then mount point, of `36 35 98:0 /mnt1 /mnt2 rw,noatime …`. */
const MOUNT_LINE = /^\d+ \d+ \S+ \S+ (\S+)/gm;

/** All places at which something is mounted; just `/` where that cannot be found out. */
export async function readMounts(): Promise<string[]> {
  const text = await readFile(MOUNTS, 'utf8').catch(() => '');
  const mounts = [...text.matchAll(MOUNT_LINE)].map(([, escaped]) =>
    escaped.replace(/\\(\d{3})/g, (_, code) =>
      String.fromCharCode(parseInt(code, 8)),
    ),
  );
  return [sep, ...mounts];
}

/** The mount that a path is on, by its looks alone: to ask the system would wait for a disk that has gone. */
export function mountOf(path: string, mounts: string[]): string {
  return mounts.reduce(
    (deepest, mount) =>
      mount.length > deepest.length && isWithin(path, mount) ? mount : deepest,
    sep,
  );
}

/** Whether a path is another, or below it; both without links and dots. */
export function isWithin(path: string, folder: string): boolean {
  return (
    path === folder ||
    path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
  );
}
