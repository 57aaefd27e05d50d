/**
 * An author as written in a commit: nothing is mapped, trimmed or lower-cased.
 *
 * @public
 */
export interface CommitAuthor {
  /** May be empty. */
  name: string;
  /** May be empty, and need not be an email address. */
  email: string;
  /** The name of the account that the host takes this author for, such as a GitHub login, if the host tells. */
  login?: string;
}

/**
 * The metadata of one commit, as the host has it. A source reports odd values verbatim; what is usable is decided in one
 * place, by the ledger.
 *
 * @public
 */
export interface SourceCommit {
  /** The full object name, 40 or 64 lower-case hexadecimal digits. */
  sha: string;
  /**
   * The full object names of its parents, in order; a merge has two or more. They prove that a reading is whole: it only
   * counts as finished once every parent of what was read is stored.
   */
  parents: string[];
  /** Set where a shallow clone ends: the commit has parents, but the repository does not hold them, and `parents` is empty. */
  cut?: true;
  /** Who wrote it, which need not be who committed it. */
  author: CommitAuthor;
  /** From `Co-authored-by` trailers of the last trailer block, in order, without repetitions. */
  coAuthors: CommitAuthor[];
  /**
   * How many more it names than `coAuthors` holds; null if that is not known, since its message is too long to be read. Absent if
   * all are there. See {@link COMMIT_BOUNDS}.
   */
  coAuthorsCut?: number | null;
  /** Seconds since 1970 in UTC; absent if the commit has none that is a number. */
  authoredAt?: number;
  /** The author's UTC offset in minutes, east positive; absent if the commit has none that is a number. */
  utcOffset?: number;
  /** Seconds since 1970 in UTC; absent if the commit has none that is a number. */
  committedAt?: number;
  /** The subject as git gives it: the first paragraph of the message on one line; may be empty, and of a long one its beginning. */
  subject: string;
}

/**
 * What a repository URL of an entity comes to for the source that serves it.
 *
 * @public
 */
export interface ResolvedRepository {
  /** The canonical URL: two spellings of one repository resolve to the same one. Never holds credentials. */
  url: string;
  /** The host's own id of the repository, which stays when it is renamed or moved, where there is one. */
  externalId?: string;
}

/**
 * A repository as a source is asked about it.
 *
 * @public
 */
export interface SourceRepository {
  /** The canonical URL that the source resolved. */
  url: string;
  /** The host's own id, if the source resolved one. */
  externalId?: string;
}

/**
 * Where the counted branch of a repository points now.
 *
 * @public
 */
export interface RepositoryHead {
  /** The full SHA; absent for a repository that truly has no commit at all. */
  sha?: string;
  /** The short name of the branch; absent if HEAD is detached. */
  branch?: string;
  /** Identifies the content of the `.mailmap` at this head; absent if there is none. */
  mailmapId?: string;
  /** The host's own id of the repository, which stays when it is renamed or moved, if the host told it on this occasion. */
  externalId?: string;
  /** The canonical URL that the repository has now, if the host told it; another than was asked for means that it moved. */
  url?: string;
  /** Whether the host has made it read-only; absent if the host does not tell. */
  archived?: boolean;
  /**
   * Identifies where the history is cut off, for a repository that holds only a part of it, such as a shallow clone; absent for
   * a whole one. When it changes, everything is read anew.
   */
  cutId?: string;
  /** What people should know of the numbers although the repository can be read, each a sentence for users. */
  notices?: string[];
}

/**
 * What the portal's events service received from a webhook: hostile input, since anyone may be able to send it.
 *
 * @public
 */
export interface PushEvent {
  /** The topic it was published under. */
  topic: string;
  /** What the host sent. */
  payload: unknown;
}

/**
 * How a source makes sense of the events that its hosts send after a push. They are hints: a repository is looked at sooner, and nothing
 * in the event is believed.
 *
 * @public
 */
export interface PushEventReader {
  /** The topics of the portal's events service to listen to, such as `github.push`. */
  readonly topics: string[];
  /**
   * Tells which repository was pushed to, without asking any host.
   *
   * @returns undefined if the event is about no repository that this source could serve
   */
  findRepository(event: PushEvent): SourceRepository | undefined;
}

/**
 * A request for what changed between two heads of a repository.
 *
 * @public
 */
export interface ReadCommitsRequest {
  /** The repository to read. */
  repository: SourceRepository;
  /** The head that the ledger holds completely; absent to read the whole history. */
  from?: string;
  /** The head to read up to. */
  to: string;
  /** The `cursor` of the last batch that was stored for this same `from` and `to`; what came before it is not sent again. */
  cursor?: string;
  /** Ends the reading; the iterator then rejects with the signal's reason. */
  signal: AbortSignal;
}

/**
 * A part of the answer to a {@link ReadCommitsRequest}.
 *
 * @public
 */
export interface CommitBatch {
  /**
   * Commits reachable from `to` and not from `from`; over all batches, each once. Without `from`, newest first: in git's own order,
   * by committer date. With `from`, some that `from` reaches, too, do no harm: what is stored already stays as it is.
   */
  added: SourceCommit[];
  /**
   * SHAs reachable from `from` and no longer from `to`: a history that was rewritten. Only what is proven to be unreachable;
   * where that would cost more than to read everything, a source throws `head-unknown` instead.
   */
  removed: string[];
  /** Where to go on if nothing after this batch is stored. Opaque to everyone but the source. */
  cursor: string;
  /** How many requests the batch cost the host; 0 for a local repository. */
  requests: number;
  /** How many commits are reachable from `to`, where the host counts them; the reading is only finished if as many are stored. */
  total?: number;
}

/**
 * A request for which commits changed something in some folders of a repository.
 *
 * @public
 */
export interface ReadFoldersRequest {
  /** The repository to read. */
  repository: SourceRepository;
  /**
   * Paths as git writes them, without slashes at their ends, compared byte by byte as UTF-8. A file, a symbolic link or a
   * submodule of such a name counts as a folder does. None is empty.
   */
  folders: string[];
  /** The head up to which this is known already; absent to read the whole history. */
  from?: string;
  /** The head to read up to. */
  to: string;
  /** The `cursor` of the last batch that was stored for this same request; what came before it is not sent again. */
  cursor?: string;
  /** Ends the reading; the iterator then rejects with the signal's reason. */
  signal: AbortSignal;
}

/**
 * A part of the answer to a {@link ReadFoldersRequest}.
 *
 * @public
 */
export interface FolderBatch {
  /**
   * Commits reachable from `to` and not from `from` that changed something in one of the folders at least, newest first; over all
   * batches, each once. A commit changed what differs between its tree and that of its first parent, or is in its tree if it has
   * none; a file that was renamed differs in both places.
   */
  commits: Array<{
    sha: string;
    /** The places of the folders in the request, in ascending order. */
    folders: number[];
  }>;
  /** Where to go on if nothing after this batch is stored. Opaque to everyone but the source. */
  cursor: string;
  /** How many requests the batch cost the host; 0 for a local repository. */
  requests: number;
}

/**
 * An author and whom the repository's `.mailmap` says it is.
 *
 * @public
 */
export interface MappedAuthor {
  /** As written in commits. */
  author: CommitAuthor;
  /** As the `.mailmap` has it. */
  mapped: CommitAuthor;
}

/**
 * Reads commits from one kind of host. Register one through {@link gitActivitySourcesExtensionPoint}.
 *
 * Methods that talk to a host reject with a {@link CommitSourceError} that tells what kind of trouble it is; anything else
 * that is thrown counts as `unknown`. A source keeps no state that it could not lose at any moment.
 *
 * @public
 */
export interface CommitSource {
  /** A short, stable id, unique among the registered sources, such as `git`. */
  readonly id: string;

  /**
   * Tells whether this source serves a URL, without asking any host.
   *
   * @param url - as an entity has it: hostile input
   * @returns the repository, or undefined if the URL is none of this source's business
   * @throws {@link CommitSourceError} of kind `refused` if it is its business and must not be served; the message tells
   *   the entity's owner why
   */
  resolve(url: string): Promise<ResolvedRepository | undefined>;

  /**
   * Finds the current heads of many repositories, at most 500, with as few requests as the host allows.
   *
   * @param options - `onHead`, where it is given, may be called with what is known of one repository before all are known, and its
   *   place among those asked for: nobody then waits for the slowest
   * @returns one entry for each repository, in the order asked: its head, or what kept it from being read. One
   *   repository's trouble is never another's.
   */
  getHeads(options: {
    repositories: SourceRepository[];
    onHead?: (index: number, told: RepositoryHead | Error) => void;
    signal: AbortSignal;
  }): Promise<Array<RepositoryHead | Error>>;

  /**
   * Streams what changed between two heads, in batches of a bounded size, `removed` before `added`. Ends when everything was sent.
   *
   * @throws {@link CommitSourceError} of kind `head-unknown` if `from` or `to` no longer exists on the host, before the first batch
   */
  readCommits(request: ReadCommitsRequest): AsyncIterable<CommitBatch>;

  /**
   * Looks authors up in the `.mailmap` at a head.
   *
   * @returns those authors that it maps to somebody else, in any order
   */
  mapAuthors?(options: {
    repository: SourceRepository;
    head: RepositoryHead;
    authors: CommitAuthor[];
    signal: AbortSignal;
  }): Promise<MappedAuthor[]>;

  /** Where the host shows a commit to people, if it does; nobody is led to another host than the repository's. */
  getCommitUrl?(options: {
    repository: SourceRepository;
    sha: string;
  }): string | undefined;

  /**
   * Leaves the reading of a repository's commits to another source, which reads them from the same URL; heads and the
   * `.mailmap` remain this one's.
   *
   * @returns the id of that source, such as `git`; undefined to read them itself
   */
  readThrough?(repository: SourceRepository): string | undefined;

  /**
   * Streams which commits changed something in some folders, in batches of a bounded size. Batches also come, without commits, while
   * nothing is found, so that the cursor moves on. Ends when everything was sent. A source that has neither this nor
   * {@link CommitSource.readFoldersThrough} cannot tell; components in folders then show the whole repository.
   *
   * @throws {@link CommitSourceError} of kind `head-unknown` if `from` or `to` no longer exists on the host, before the first batch
   */
  readFolders?(request: ReadFoldersRequest): AsyncIterable<FolderBatch>;

  /**
   * Leaves it to another source to tell which commits changed folders of a repository.
   *
   * @returns the id of that source, such as `git`; undefined to tell it itself
   */
  readFoldersThrough?(repository: SourceRepository): string | undefined;

  /** How to understand the events that its hosts send after a push, if they do. */
  readonly pushEvents?: PushEventReader;

  /** Deletes whatever the source keeps of a repository to save work; called once nothing refers to it any more. */
  forget?(repository: SourceRepository): Promise<void>;
}
