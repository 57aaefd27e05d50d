import { constants, Stats } from 'node:fs';
import { lstat, open, readlink, realpath } from 'node:fs/promises';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { fileError, hasCode } from './fileErrors';
import { inTime, MAX_LOOK_UP_MS, silentDiskError } from './inTime';
import { mountOf, readMounts } from './mounts';
import { runFind } from './runFind';

/** Files of a repository that are read here name paths or commits, and are tiny but for odd clones. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;
/** A disk that has just answered will answer again; later it is asked by another process first. */
const TRUST_MS = 5_000;
/** For so long nobody else waits for a disk that has just not answered. */
const SILENCE_MS = 60_000;

/** One file system that is mounted somewhere. */
interface Mount {
  /** Ends once everything that was asked of it so far has been answered. */
  queue: Promise<unknown>;
  answeredAt: number;
  silentUntil: number;
}

export type Kind = 'folder' | 'file' | 'link' | 'other';

/**
 * Looks things up on disks that may have gone, or hold what nobody should open. A call of the system that never returns keeps one
 * of the few threads that the whole process has for files. So each mount is asked one thing at a time, and at first by another process,
 * which can be ended; and while one does not answer the others are not kept waiting.
 */
export class Disk {
  readonly #maxLookUpMs: number;
  readonly #mounts = new Map<string, Mount>();
  #places: { at: number; list: Promise<string[]> } | undefined;

  /** @param options - `maxLookUpMs` is how long a disk may take for one answer; for tests */
  constructor(options: { maxLookUpMs?: number } = {}) {
    this.#maxLookUpMs = options.maxLookUpMs ?? MAX_LOOK_UP_MS;
  }

  /** What is at a path; a link is not followed. */
  async kindOf(path: string): Promise<Kind | undefined> {
    const stats = await this.#ask(path, () => lstat(path));
    return stats && kindOf(stats);
  }

  /** Where a link leads, as it is written. */
  async readLink(path: string): Promise<string | undefined> {
    return this.#ask(path, () => readlink(path));
  }

  /** Resolves links, wherever they lead: for what the portal's configuration names. */
  async resolveAnywhere(path: string): Promise<string | undefined> {
    return this.#ask(path, () => realpath(path));
  }

  /**
   * Reads a small file, without the newline at its end.
   *
   * @returns undefined if there is none
   * @throws CommitSourceError of kind `broken` if it is none that git could have written
   */
  async readText(path: string): Promise<string | undefined> {
    const text = await this.#ask(path, () => readRegularFile(path));
    return text?.replace(/\n$/, '');
  }

  async #ask<T>(path: string, work: () => Promise<T>): Promise<T | undefined> {
    const mount = this.#mountAt(mountOf(path, await this.#readPlaces()));
    assertAnswering(mount);
    const turn = mount.queue.then(async () => {
      assertAnswering(mount);
      await this.#knock(mount, path);
      try {
        return await work();
      } finally {
        mount.answeredAt = performance.now();
      }
    });
    mount.queue = turn.catch(() => {});
    try {
      return await inTime(turn, 2 * this.#maxLookUpMs);
    } catch (error) {
      if (error instanceof CommitSourceError) {
        if (error.kind === 'stuck') {
          mount.silentUntil = performance.now() + SILENCE_MS;
        }
        throw error;
      }
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) {
        return undefined;
      }
      throw fileError(error, path);
    }
  }

  /** Has another process look at something on a disk first, unless that has answered a moment ago. */
  async #knock(mount: Mount, path: string): Promise<void> {
    if (performance.now() - mount.answeredAt > TRUST_MS) {
      await runFind([path, '-prune'], { maxMs: this.#maxLookUpMs }).catch(
        error => {
          if (error.kind !== 'stuck') {
            throw error;
          }
          mount.silentUntil = performance.now() + SILENCE_MS;
          throw silentDiskError();
        },
      );
    }
  }

  #mountAt(place: string): Mount {
    const mount = this.#mounts.get(place) ?? {
      queue: Promise.resolve(),
      answeredAt: -Infinity,
      silentUntil: -Infinity,
    };
    this.#mounts.set(place, mount);
    return mount;
  }

  async #readPlaces(): Promise<string[]> {
    const now = performance.now();
    if (!this.#places || now - this.#places.at > TRUST_MS) {
      this.#places = { at: now, list: readMounts() };
    }
    return this.#places.list;
  }
}

function assertAnswering({ silentUntil }: Mount): void {
  if (performance.now() < silentUntil) {
    throw silentDiskError();
  }
}

function kindOf(stats: Stats): Kind {
  if (stats.isDirectory()) {
    return 'folder';
  }
  if (stats.isFile()) {
    return 'file';
  }
  return stats.isSymbolicLink() ? 'link' : 'other';
}

/** Neither follows a link nor waits for whoever might write into a pipe. */
async function readRegularFile(path: string): Promise<string> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  // Some devices do something when they are merely opened.
  const isFile = (stats: Stats) =>
    stats.isFile() && stats.size <= MAX_FILE_BYTES;
  if (isFile(await lstat(path))) {
    const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      if (isFile(await file.stat())) {
        return asText(path, await file.readFile());
      }
    } finally {
      await file.close();
    }
  }
  throw unexpected(path);
}

/** Git takes bytes for what they are, and ends a path at a NUL: what looks different to it and to us is nothing that both agree on. */
function asText(path: string, bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (text.includes('\0') || !Buffer.from(text).equals(bytes)) {
    throw unexpected(path);
  }
  return text;
}

function unexpected(path: string): CommitSourceError {
  return new CommitSourceError('broken', `${path} is not what git writes.`);
}
