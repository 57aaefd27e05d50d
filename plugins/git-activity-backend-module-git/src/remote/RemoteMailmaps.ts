import { readFile, writeFile } from 'node:fs/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  askGit,
  CommitSourceError,
  isObjectName,
} from 'backstage-plugin-git-activity-node';
import { CloneDirectory } from './clones/CloneDirectory';
import { initRepository } from './clones/cloneContents';
import { Connection } from './clones/Clones';
import { withinSize } from './clones/withinSize';
import { tooLargeError } from './failures';

const NOTE = 'mailmap.json';
const MAILMAP_ENTRY = /^100\d{3} blob ([0-9a-f]+)\t\.mailmap$/m;
/** One commit and the list of its files come at once, or not at all. */
const MAX_FETCH_MS = 60_000;
const MAX_FETCH_BYTES = 64 * 1024 * 1024;
/** Larger than any that people write by hand. */
const MAX_MAILMAP_BYTES = 5 * 1024 * 1024;

/** What is remembered of a repository's `.mailmap`. */
interface Note {
  /** The head at which it was looked for. */
  head: string;
  /** Its id; absent if there was none. */
  id?: string;
  text?: string;
}

/** How a `.mailmap` that is not remembered is got. */
export interface MailmapRequest {
  /** By which it is remembered. */
  url: string;
  head: string;
  connect(directory: string): Promise<Connection>;
  signal: AbortSignal;
}

/**
 * The `.mailmap` files of remote repositories. They are not among what is kept of a repository, so each is read through a
 * repository that lives for a moment, and its text is remembered beside the clone.
 */
export class RemoteMailmaps {
  readonly #directory: CloneDirectory;
  readonly #logger: LoggerService;

  constructor(options: { directory: CloneDirectory; logger: LoggerService }) {
    this.#directory = options.directory;
    this.#logger = options.logger;
  }

  /** The id of the `.mailmap` at a head; as long as that cannot be found out, the last one that was there. */
  async idAt(request: MailmapRequest): Promise<string | undefined> {
    const { url, head, signal } = request;
    const note = await this.#recall(url);
    if (note?.head === head) {
      return note.id;
    }
    try {
      return (await this.#read(request, note)).id;
    } catch (error) {
      signal.throwIfAborted();
      this.#logger.debug(
        `The .mailmap of ${url} could not be read: ${stringifyError(error)}`,
      );
      if (isLasting(error)) {
        await this.#remember(url, { ...note, head });
      }
      return note?.id;
    }
  }

  /**
   * The text of the `.mailmap` with an id.
   *
   * @throws CommitSourceError of kind `head-unknown` if the head has another one
   */
  async text(request: MailmapRequest & { id: string }): Promise<string> {
    const { url, id, signal } = request;
    signal.throwIfAborted();
    const recalled = await this.#recall(url);
    const note =
      recalled?.id === id ? recalled : await this.#read(request, recalled);
    if (note.id !== id || note.text === undefined) {
      throw new CommitSourceError('head-unknown', 'There is no such .mailmap.');
    }
    return note.text;
  }

  async #read(request: MailmapRequest, former?: Note): Promise<Note> {
    const { url, head } = request;
    const gitDir = await this.#directory.makeScratch();
    try {
      const note = { head, ...(await readMailmap(gitDir, request, former)) };
      await this.#remember(url, note);
      return note;
    } finally {
      await this.#directory.discard(gitDir);
    }
  }

  async #remember(url: string, note: Note): Promise<void> {
    try {
      const file = this.#directory.noteFile(url, NOTE);
      await writeFile(file, JSON.stringify(note));
    } catch (error) {
      this.#logger.debug(
        `The .mailmap of ${url} was not remembered: ${stringifyError(error)}`,
      );
    }
  }

  async #recall(url: string): Promise<Note | undefined> {
    try {
      const file = this.#directory.noteFile(url, NOTE);
      const note: Partial<Note> = JSON.parse(await readFile(file, 'utf8'));
      return typeof note.head === 'string'
        ? { ...note, head: note.head }
        : undefined;
    } catch {
      // There is none, or the process was killed while it was written.
      return undefined;
    }
  }
}

/** Whether there is no use in asking again before the head is another one. */
function isLasting(error: unknown): boolean {
  return (
    error instanceof CommitSourceError &&
    !['try-later', 'rate-limited'].includes(error.kind)
  );
}

async function readMailmap(
  gitDir: string,
  request: MailmapRequest,
  former: Note | undefined,
): Promise<Pick<Note, 'id' | 'text'>> {
  const { head, signal } = request;
  if (!isObjectName(head)) {
    throw new CommitSourceError('head-unknown', 'There is no such commit.');
  }
  const { repository, network } = await request.connect(gitDir);
  await initRepository(gitDir, head);
  const fetch = (options: string[], sha: string) =>
    withinSize({
      folder: gitDir,
      maxBytes: MAX_FETCH_BYTES,
      tooLarge: () => tooLargeError(repository),
      signal,
      work: heeded =>
        askGit({
          gitDir,
          signal: heeded,
          network,
          maxSilenceMs: MAX_FETCH_MS,
          args: [
            'fetch',
            '--quiet',
            '--no-progress',
            '--no-tags',
            '--no-write-fetch-head',
            '--no-auto-maintenance',
            ...options,
            '--end-of-options',
            repository.cloneUrl,
            sha,
          ],
        }),
    });
  await fetch(['--depth=1', '--filter=tree:1'], head);
  const entries = await askGit({
    gitDir,
    signal,
    args: ['ls-tree', '--full-tree', head, '.mailmap'],
  });
  const [, id] = MAILMAP_ENTRY.exec(entries) ?? [];
  if (id === undefined) {
    return {};
  }
  if (id === former?.id && former.text !== undefined) {
    return { id, text: former.text };
  }
  await fetch(['--filter=blob:none'], id);
  const ask = (what: string) =>
    askGit({ gitDir, signal, args: ['cat-file', what, id] });
  // One that nobody can have written is as good as none, and must not fill the memory.
  const tooLarge = Number(await ask('-s')) > MAX_MAILMAP_BYTES;
  return { id, text: tooLarge ? '' : await ask('blob') };
}
