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

/** Looks authors up in a repository's `.mailmap`; answers with those that it maps to somebody else. */
export type MapAuthors = (authors: CommitAuthor[]) => Promise<MappedAuthor[]>;

/** Enters the authors of one repository and maps them, each once in a sync. */
export class AuthorMapper {
  readonly #book: AuthorBook;
  readonly #mapAuthors: MapAuthors;
  /** By name and email as written, so that an author of many commits is cleaned but once. */
  #known = new Map<string, StoredAuthor>();

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
      if (!known.has(key)) {
        unknown.set(key, cleanAuthor(author));
      }
    }
    if (unknown.size > 0) {
      const stored = await this.#store([...unknown.values()]);
      for (const [key, author] of unknown) {
        known.set(key, stored(author));
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
        cleanAuthor(entry.mapped),
      ]),
    );
    for (const author of mapped.values()) {
      distinct.set(authorKey(author), author);
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
