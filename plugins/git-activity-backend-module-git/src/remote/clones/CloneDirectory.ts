import { createHash, randomUUID } from 'node:crypto';
import {
  mkdir,
  readdir,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { CloneOptions } from '../../config';
import { hasCode } from '../../local/disk/fileErrors';
import { folderState } from './folderState';

const CLONE_SUFFIX = '.git';
const SCRATCH_PREFIX = 'scratch-';
/** Its time of modification tells when a clone was last needed, by whichever process. */
const USED_MARKER = 'git-activity-used';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const MAX_UNUSED_MS = 30 * DAY_MS;
/** A scratch folder in which nothing has changed for so long is of a process that was killed. */
const ABANDONED_MS = HOUR_MS;
/** The folder is looked through this often; in between, only what this process changes is measured. */
const SURVEY_INTERVAL_MS = HOUR_MS;
const HASH_LENGTH = 40;

interface Clone {
  bytes: number;
  usedAt: number;
}

/**
 * The folder that holds the copies of remote repositories, one each, and throws away those that are least needed. It may be
 * lost or shared by several processes: whatever is in it can be fetched anew, appears at once or not at all, and is never
 * changed but by git.
 */
export class CloneDirectory {
  readonly path: string;
  /** How large all clones may be together. */
  readonly maxBytes: number;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #clones = new Map<string, Clone>();
  /** How many readings of this process go on in each clone. */
  readonly #readings = new Map<string, number>();
  #surveyedAt = -Infinity;
  #survey?: Promise<void>;

  constructor(
    options: CloneOptions & { logger: LoggerService; now?: () => number },
  ) {
    this.path = options.directory;
    this.maxBytes = options.maxBytes;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** Where the clone of a repository is, or would be. */
  gitDir(url: string): string {
    return join(this.path, `${hash(url)}${CLONE_SUFFIX}`);
  }

  /** Where a small file about a repository is kept beside its clone. */
  noteFile(url: string, name: string): string {
    return join(this.path, `${hash(url)}.${name}`);
  }

  /** Makes an empty folder for what is not done yet; whoever asks for it throws it away. */
  async makeScratch(): Promise<string> {
    await this.#surveyIfDue();
    const path = join(this.path, `${SCRATCH_PREFIX}${randomUUID()}`);
    await mkdir(path, { recursive: true });
    return path;
  }

  /** Makes a finished scratch folder the clone of a repository, unless another process was faster. */
  async adopt(scratch: string, url: string): Promise<void> {
    try {
      await rename(scratch, this.gitDir(url));
    } catch (error) {
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) {
        throw error;
      }
      await this.discard(scratch);
    }
  }

  /** Keeps a clone from being thrown away to make room, until the function that is returned is called. */
  hold(url: string): () => void {
    const gitDir = this.gitDir(url);
    this.#readings.set(gitDir, (this.#readings.get(gitDir) ?? 0) + 1);
    return () => {
      const others = (this.#readings.get(gitDir) ?? 1) - 1;
      if (others > 0) {
        this.#readings.set(gitDir, others);
      } else {
        this.#readings.delete(gitDir);
      }
    };
  }

  /** Takes note that a clone is needed, and how large it is now. */
  async touch(url: string): Promise<void> {
    const gitDir = this.gitDir(url);
    const usedAt = this.#now();
    const marker = join(gitDir, USED_MARKER);
    try {
      await writeFile(marker, '');
      await utimes(marker, usedAt / 1000, usedAt / 1000);
    } catch (error) {
      // To have forgotten when it was used costs a fetch at worst.
      this.#logger.debug(`${marker} was not written: ${stringifyError(error)}`);
    }
    const { bytes } = await folderState(gitDir);
    this.#clones.set(gitDir, { bytes, usedAt });
  }

  /** Throws away what is over the size that is allowed, least recently needed first, and what is not needed any more. */
  async keepWithinBounds(): Promise<void> {
    await this.#surveyIfDue();
    const now = this.#now();
    const oldestFirst = [...this.#clones].sort(
      ([, a], [, b]) => a.usedAt - b.usedAt,
    );
    let total = oldestFirst.reduce((sum, [, { bytes }]) => sum + bytes, 0);
    for (const [gitDir, { bytes, usedAt }] of oldestFirst) {
      const unused = now - usedAt > MAX_UNUSED_MS;
      if ((unused || total > this.maxBytes) && !this.#readings.has(gitDir)) {
        await this.discard(gitDir);
        total -= bytes;
      }
    }
  }

  /** Deletes everything about a repository. */
  async forget(url: string): Promise<void> {
    await this.discard(this.gitDir(url));
    const prefix = `${hash(url)}.`;
    for (const name of await this.#list()) {
      if (name.startsWith(prefix)) {
        await this.discard(join(this.path, name));
      }
    }
  }

  /** Deletes a clone or scratch folder. Half of one is never seen. */
  async discard(path: string): Promise<void> {
    const doomed = join(this.path, `${SCRATCH_PREFIX}${randomUUID()}`);
    this.#clones.delete(path);
    try {
      await rename(path, doomed);
      await rm(doomed, { recursive: true, force: true, maxRetries: 3 });
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) {
        this.#logger.warn(
          `${path} could not be deleted: ${stringifyError(error)}`,
        );
      }
    }
  }

  async #surveyIfDue(): Promise<void> {
    if (this.#now() - this.#surveyedAt >= SURVEY_INTERVAL_MS) {
      this.#surveyedAt = this.#now();
      this.#survey = this.#lookThrough().catch(error => {
        this.#surveyedAt = -Infinity;
        this.#logger.warn(
          `${this.path} could not be looked through: ${stringifyError(error)}`,
        );
      });
    }
    await this.#survey;
  }

  /** Learns what other processes, or this one before it was started anew, have left. */
  async #lookThrough(): Promise<void> {
    this.#clones.clear();
    for (const name of await this.#list()) {
      const path = join(this.path, name);
      if (name.endsWith(CLONE_SUFFIX)) {
        const { bytes } = await folderState(path);
        this.#clones.set(path, { bytes, usedAt: await lastUsedAt(path) });
      } else if (name.startsWith(SCRATCH_PREFIX)) {
        const { changedAt } = await folderState(path);
        if (this.#now() - changedAt > ABANDONED_MS) {
          await this.discard(path);
        }
      }
    }
  }

  async #list(): Promise<string[]> {
    try {
      return await readdir(this.path);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) {
        return [];
      }
      throw error;
    }
  }
}

function hash(url: string): string {
  return createHash('sha256').update(url).digest('hex').slice(0, HASH_LENGTH);
}

async function lastUsedAt(gitDir: string): Promise<number> {
  try {
    return (await stat(join(gitDir, USED_MARKER))).mtimeMs;
  } catch {
    return 0;
  }
}
