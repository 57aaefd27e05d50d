import { CommitAuthor, MappedAuthor } from 'backstage-plugin-git-activity-node';
import { AuthorBook, authorKey, cleanAuthor } from './AuthorBook';

/** Bounds the memory of a sync; few repositories have as many authors. */
const MAX_REMEMBERED_AUTHORS = 20_000;

/** An author as stored. */
export interface StoredAuthor {
  id: number;
  /** Who it is after the repository's `.mailmap`; the author itself if that does not know it. */
  mappedId: number;
}

/** An author of this sync. Of several accounts the first counts: commits are read newest first. */
interface RememberedAuthor extends StoredAuthor {
  hasLogin: boolean;
}

/** Looks authors up in a repository's `.mailmap`; answers with those that it maps to somebody else. */
export type MapAuthors = (authors: CommitAuthor[]) => Promise<MappedAuthor[]>;

/** Enters the authors of one repository and maps them, each once in a sync. */
export class AuthorMapper {
  readonly #book: AuthorBook;
  readonly #mapAuthors: MapAuthors;
  /** By name and email as written, so that an author of many commits is cleaned but once. */
  #known = new Map<string, RememberedAuthor>();

  constructor(options: { book: AuthorBook; mapAuthors: MapAuthors }) {
    this.#book = options.book;
    this.#mapAuthors = options.mapAuthors;
  }

  /** @returns a function that finds each of these authors */
  async enter(
    authors: Iterable<CommitAuthor>,
  ): Promise<(author: CommitAuthor) => StoredAuthor> {
    if (this.#known.size > MAX_REMEMBERED_AUTHORS) {
      this.#known = new Map();
    }
    const known = this.#known;
    const unknown = new Map<string, CommitAuthor>();
    for (const author of authors) {
      const key = writtenKey(author);
      const cleaned = unknown.get(key);
      const isTold = known.get(key)?.hasLogin ?? cleaned?.login !== undefined;
      if ((!known.has(key) && !cleaned) || (author.login && !isTold)) {
        unknown.set(key, cleanAuthor(author));
      }
    }
    if (unknown.size > 0) {
      const stored = await this.#store([...unknown.values()]);
      for (const [key, author] of unknown) {
        known.set(key, {
          ...stored(author),
          hasLogin: author.login !== undefined,
        });
      }
    }
    return author => {
      const stored = known.get(writtenKey(author));
      if (!stored) {
        throw new Error('An author was not entered before its commit');
      }
      return stored;
    };
  }

  /** @param authors - cleaned; some may have become the same by that */
  async #store(
    authors: CommitAuthor[],
  ): Promise<(author: CommitAuthor) => StoredAuthor> {
    const distinct = new Map(
      authors.map(author => [authorKey(author), author]),
    );
    const mapped = new Map(
      (await this.#mapAuthors([...distinct.values()])).map(entry => [
        authorKey(cleanAuthor(entry.author)),
        // Whoever it is by the `.mailmap` need not be who the host takes the author as written for.
        cleanAuthor({ name: entry.mapped.name, email: entry.mapped.email }),
      ]),
    );
    for (const author of mapped.values()) {
      if (!distinct.has(authorKey(author))) {
        distinct.set(authorKey(author), author);
      }
    }
    const ids = await this.#book.enter([...distinct.values()]);
    const idOf = (author: CommitAuthor) => {
      const id = ids.get(authorKey(author));
      if (id === undefined) {
        throw new Error('An author that was entered is not there');
      }
      return id;
    };
    return author => ({
      id: idOf(author),
      mappedId: idOf(mapped.get(authorKey(author)) ?? author),
    });
  }
}

/** What is written may hold any character, so a length tells where the name ends. */
function writtenKey(author: CommitAuthor): string {
  return `${author.name.length} ${author.name}${author.email}`;
}
