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
  #known = new Map<string, StoredAuthor>();

  constructor(options: { book: AuthorBook; mapAuthors: MapAuthors }) {
    this.#book = options.book;
    this.#mapAuthors = options.mapAuthors;
  }

  /** @returns a function that finds each of these authors */
  async enter(
    authors: CommitAuthor[],
  ): Promise<(author: CommitAuthor) => StoredAuthor> {
    if (this.#known.size > MAX_REMEMBERED_AUTHORS) {
      this.#known = new Map();
    }
    const known = this.#known;
    const unknown = new Map<string, CommitAuthor>();
    for (const author of authors) {
      const clean = cleanAuthor(author);
      if (!known.has(authorKey(clean))) {
        unknown.set(authorKey(clean), clean);
      }
    }
    if (unknown.size > 0) {
      for (const [key, stored] of await this.#map(unknown)) {
        known.set(key, stored);
      }
    }
    return author => {
      const key = authorKey(cleanAuthor(author));
      const stored = known.get(key);
      if (!stored) {
        throw new Error('An author was not entered before its commit');
      }
      return stored;
    };
  }

  async #map(
    authors: Map<string, CommitAuthor>,
  ): Promise<Map<string, StoredAuthor>> {
    const mapped = new Map(
      (await this.#mapAuthors([...authors.values()])).map(entry => [
        authorKey(cleanAuthor(entry.author)),
        cleanAuthor(entry.mapped),
      ]),
    );
    const everyone = new Map(authors);
    for (const author of mapped.values()) {
      everyone.set(authorKey(author), author);
    }
    const ids = await this.#book.enter([...everyone.values()]);
    const idOf = (author: CommitAuthor) => {
      const id = ids.get(authorKey(author));
      if (id === undefined) {
        throw new Error('An author that was entered is not there');
      }
      return id;
    };
    return new Map(
      [...authors].map(([key, author]) => [
        key,
        { id: idOf(author), mappedId: idOf(mapped.get(key) ?? author) },
      ]),
    );
  }
}
