import {
  CommitAuthor,
  CommitBatch,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import { AuthorMapper, StoredAuthor } from '../people/AuthorMapper';
import {
  adjustCommitCount,
  insertCommits,
  NewCommit,
  removeCommits,
} from './commits';
import { coverageAfter } from '../counting/readingCoverage';
import { DailyCountChanges } from './dailyCounts';
import { DayClock } from './DayClock';
import { LeasedRepository } from '../queue/LeasedRepository';
import { cleanText } from '../database/text';

const MAX_SUBJECT_LENGTH = 1_000;

/** What a write did. */
export interface WriteCounts {
  added: number;
  removed: number;
}

/** Writes what a source streams into the ledger. */
export class CommitWriter {
  readonly #repository: LeasedRepository;
  readonly #authors: AuthorMapper;
  readonly #clock: DayClock;

  constructor(options: {
    repository: LeasedRepository;
    authors: AuthorMapper;
    clock: DayClock;
  }) {
    this.#repository = options.repository;
    this.#authors = options.authors;
    this.#clock = options.clock;
  }

  /**
   * Stores a batch with all that follows from it in one transaction. Storing it once more changes nothing.
   *
   * @throws LeaseLostError if another replica has taken the repository over
   */
  async storeBatch(batch: CommitBatch): Promise<WriteCounts> {
    const commits = await this.#prepare(batch.added);
    const { id: repositoryId, generation } = this.#repository.row;
    return this.#repository.write(
      {
        reading_cursor: batch.cursor,
        complete_from: this.#coverageAfter(batch.added),
      },
      async trx => {
        const changes = new DailyCountChanges();
        const removed = await removeCommits(trx, {
          repositoryId,
          shas: batch.removed,
          changes,
        });
        const added = await insertCommits(trx, {
          repositoryId,
          generation,
          commits,
          changes,
        });
        await changes.write(trx, repositoryId);
        await adjustCommitCount(trx, { repositoryId, by: added - removed });
        return { added, removed };
      },
    );
  }

  async #prepare(commits: SourceCommit[]): Promise<NewCommit[]> {
    const find = await this.#authors.enter(authorsOf(commits));
    return commits.map(commit => {
      const author = find(commit.author);
      const time = this.#clock.timeOf(commit);
      return {
        sha: commit.sha,
        author_id: author.id,
        mapped_author_id: author.mappedId,
        day: time.day,
        authored_at: time.authoredAt,
        utc_offset: time.utcOffset,
        committed_at: this.#clock.usable(commit.committedAt),
        parents: commit.parents.length,
        subject: cleanText(commit.subject, MAX_SUBJECT_LENGTH),
        shared: 0,
        coAuthors: distinctCoAuthors(author, commit.coAuthors.map(find)),
      };
    });
  }

  /** Only the first reading makes days complete one after another; a later one changes days that count as complete. */
  #coverageAfter(commits: SourceCommit[]): string | null {
    const { complete_from: before, head, reading_from } = this.#repository.row;
    if (head !== null || reading_from !== null) {
      return before;
    }
    return coverageAfter({
      before,
      committedAt: commits.map(commit => commit.committedAt),
      clock: this.#clock,
    });
  }
}

function* authorsOf(commits: SourceCommit[]): Generator<CommitAuthor> {
  for (const commit of commits) {
    yield commit.author;
    yield* commit.coAuthors;
  }
}

/**
 * Naming oneself or somebody twice adds nobody. Whom a `.mailmap` makes the same is left to the reader, since the next
 * `.mailmap` may see it otherwise.
 */
function distinctCoAuthors(
  author: StoredAuthor,
  coAuthors: StoredAuthor[],
): StoredAuthor[] {
  if (coAuthors.length === 0) {
    return coAuthors;
  }
  const others = new Map(coAuthors.map(coAuthor => [coAuthor.id, coAuthor]));
  others.delete(author.id);
  return [...others.values()];
}
