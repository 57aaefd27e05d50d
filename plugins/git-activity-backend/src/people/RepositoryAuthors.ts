import { CommitAuthor, MappedAuthor } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { AuthorBook, authorKey, cleanAuthor, CleanAuthor } from './AuthorBook';
import { AuthorMapping, recordMappings } from './mailmaps';

/** Bounds the memory of a sync; few repositories have as many authors. */
const MAX_REMEMBERED_AUTHORS = 20_000;

/** As many as a large batch of commits has. */
const AUTHORS_AT_ONCE = 8_000;

/** An author of this sync. Of several accounts the first counts: commits are read newest first. */
interface RememberedAuthor {
  id: number;
  hasLogin: boolean;
}

/** Looks authors up in a repository's `.mailmap`; answers with those that it maps to somebody else. */
export type MapAuthors = (authors: CommitAuthor[]) => Promise<MappedAuthor[]>;

/** Enters the authors of one repository, and whom its `.mailmap` says them to be, each once in a sync. */
export class RepositoryAuthors {
  readonly #knex: Knex;
  readonly #book: AuthorBook;
  readonly #repositoryId: number;
  readonly #host: string;
  readonly #mapAuthors: MapAuthors;
  /** By name and email as written, so that an author of many commits is cleaned but once. */
  #known = new Map<string, RememberedAuthor>();

  /** @param options - `host` is whose accounts the logins of authors are */
  constructor(options: {
    knex: Knex;
    book: AuthorBook;
    repositoryId: number;
    host: string;
    mapAuthors: MapAuthors;
  }) {
    this.#knex = options.knex;
    this.#book = options.book;
    this.#repositoryId = options.repositoryId;
    this.#host = options.host;
    this.#mapAuthors = options.mapAuthors;
  }

  /** @returns a function that finds the id of each of these authors */
  async enter(
    authors: Iterable<CommitAuthor>,
  ): Promise<(author: CommitAuthor) => number> {
    if (this.#known.size > MAX_REMEMBERED_AUTHORS) {
      this.#known = new Map();
    }
    const known = this.#known;
    const unknown = new Map<string, CleanAuthor>();
    for (const author of authors) {
      const key = writtenKey(author);
      const cleaned = unknown.get(key);
      const isTold = known.get(key)?.hasLogin ?? cleaned?.login !== undefined;
      if ((!known.has(key) && !cleaned) || (author.login && !isTold)) {
        unknown.set(key, cleanAuthor(author));
      }
    }
    if (unknown.size > 0) {
      const { idOf, mappings } = await this.#store([...unknown.values()]);
      await recordMappings(this.#knex, {
        repositoryId: this.#repositoryId,
        mappings,
      });
      for (const [key, author] of unknown) {
        known.set(key, {
          id: idOf(author),
          hasLogin: author.login !== undefined,
        });
      }
    }
    return author => {
      const stored = known.get(writtenKey(author));
      if (!stored) {
        throw new Error('An author was not entered before its commit');
      }
      return stored.id;
    };
  }

  /** Enters some authors, and says whom the `.mailmap` has them be. */
  async mapAll(authors: CommitAuthor[]): Promise<AuthorMapping[]> {
    const mappings: AuthorMapping[] = [];
    for (let at = 0; at < authors.length; at += AUTHORS_AT_ONCE) {
      const some = authors.slice(at, at + AUTHORS_AT_ONCE).map(cleanAuthor);
      mappings.push(...(await this.#store(some)).mappings);
    }
    return mappings;
  }

  /** @param authors - some may have become the same by being cleaned */
  async #store(authors: CleanAuthor[]): Promise<{
    idOf: (author: CleanAuthor) => number;
    mappings: AuthorMapping[];
  }> {
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
    const entered = await this.#book.enter(
      [...distinct.values()].map(author => ({
        ...author,
        mapped: mapped.get(authorKey(author)),
      })),
      this.#host,
    );
    const find = (author: Pick<CleanAuthor, 'name' | 'email'>) => {
      const found = entered.get(authorKey(author));
      if (found === undefined) {
        throw new Error('An author that was entered is not there');
      }
      return found;
    };
    const idOf = (author: CleanAuthor) => find(author).id;
    const mappings = [...distinct.values()].flatMap(author => {
      const other = mapped.get(authorKey(author));
      const { id: authorId, isErased } = find(author);
      // What stands in for several must not become somebody else because one of them does.
      return other && !isErased ? [{ authorId, mappedId: idOf(other) }] : [];
    });
    return { idOf, mappings };
  }
}

/** What is written may hold any character, so a length tells where the name ends. */
function writtenKey(author: CommitAuthor): string {
  return `${author.name.length} ${author.name}${author.email}`;
}
