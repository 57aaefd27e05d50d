/**
 * What `git log -z --name-only` prints of each commit, beside the paths. Since no path is empty, an empty field says that a commit
 * follows.
 */
export const FOLDER_LOG_FORMAT = '%x00%H';

const NUL = 0;
/** What stands before the first path of a commit. */
const NEWLINE = '\n';
/** The longest name of a commit. */
const OBJECT_NAME_LENGTH = 64;

/** A commit that git came upon, and the places of the folders in which it changed something, in ascending order. */
export interface WalkedCommit {
  sha: string;
  folders: number[];
}

/**
 * Parses the output of `git log -z --name-only` in {@link FOLDER_LOG_FORMAT} as it comes, and finds the folders that each path lies in.
 * Everything is compared byte by byte, each character of a string here being one byte. Of what a commit changed, no more is kept than
 * which folders it was in, and of a path no more than the longest folder is long.
 */
export class FolderParser {
  /** Where folders are in the request; somebody may ask for one twice. */
  readonly #places = new Map<string, number[]>();
  readonly #maxLength: number;
  /** The beginning of a field whose end has not come yet. */
  #pending = '';
  #expects: 'name' | 'first path' | 'path' = 'name';
  #sha = '';
  readonly #found = new Set<number>();

  constructor(folders: string[]) {
    let longest = OBJECT_NAME_LENGTH;
    folders.forEach((folder, place) => {
      const bytes = Buffer.from(folder).toString('latin1');
      this.#places.set(bytes, [...(this.#places.get(bytes) ?? []), place]);
      longest = Math.max(longest, bytes.length);
    });
    // A slash behind the longest folder shows that a path lies in it, and any other byte that it does not.
    this.#maxLength = NEWLINE.length + longest + 1;
  }

  /**
   * @param chunk - the next bytes, cut anywhere
   * @returns the commits that end in them, whether they changed anything in a folder or not
   */
  push(chunk: Buffer): WalkedCommit[] {
    const commits: WalkedCommit[] = [];
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NUL, start);
      const room = this.#maxLength - this.#pending.length;
      const until = Math.min(end === -1 ? chunk.length : end, start + room);
      this.#pending += chunk.toString('latin1', start, until);
      if (end === -1) {
        return commits;
      }
      const commit = this.#take(this.#pending);
      if (commit) {
        commits.push(commit);
      }
      this.#pending = '';
      start = end + 1;
    }
  }

  /** The last commit, once nothing comes any more; undefined if there was none at all. */
  end(): WalkedCommit | undefined {
    if (this.#sha === '') {
      return undefined;
    }
    const folders = [...this.#found].sort((a, b) => a - b);
    const commit = { sha: this.#sha, folders };
    this.#found.clear();
    this.#sha = '';
    return commit;
  }

  /** @returns the commit that ends before this field, if one does */
  #take(field: string): WalkedCommit | undefined {
    if (field === '') {
      this.#expects = 'name';
      return this.end();
    }
    if (this.#expects === 'name') {
      this.#sha = field;
      this.#expects = 'first path';
    } else {
      const isFirst = this.#expects === 'first path';
      this.#look(isFirst ? field.slice(NEWLINE.length) : field);
      this.#expects = 'path';
    }
    return undefined;
  }

  #look(path: string): void {
    for (let end = path.indexOf('/'); end !== -1; ) {
      this.#find(path.slice(0, end));
      end = path.indexOf('/', end + 1);
    }
    this.#find(path);
  }

  #find(path: string): void {
    this.#places.get(path)?.forEach(place => this.#found.add(place));
  }
}
