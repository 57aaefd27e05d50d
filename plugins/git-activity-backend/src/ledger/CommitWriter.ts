import {
  COMMIT_BOUNDS,
  CommitAuthor,
  CommitBatch,
  SourceCommit,
  Turns,
} from 'backstage-plugin-git-activity-node';
import { cleanText } from '../database/text';
import { RepositoryAuthors } from '../people/RepositoryAuthors';
import { LeasedRepository, RepositoryChanges } from '../queue/LeasedRepository';
import { noteParents } from './awaited';
import {
  adjustCommitCount,
  holdCommits,
  NewCommit,
  releaseCommits,
} from './commits';
import { CountChanges } from './CountChanges';
import { coverageAfter, coverageAboveCut } from './coverage';
import { DayClock } from './DayClock';
import { noteRewrite } from './folders';
import { HolderSets } from './holderSets';
import { rememberRemoved } from './removed';

/** What a write did. */
export interface WriteCounts {
  added: number;
  removed: number;
}

/** Writes what a reading streams into the ledger. */
export class CommitWriter {
  readonly #repository: LeasedRepository;
  readonly #authors: RepositoryAuthors;
  readonly #clock: DayClock;

  constructor(options: {
    repository: LeasedRepository;
    authors: RepositoryAuthors;
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
    const {
      id: repositoryId,
      scope_id,
      reading_scope_id,
      reading_from,
      reading_to,
    } = this.#repository.row;
    if (reading_scope_id === null || reading_to === null) {
      throw new Error('Nothing is being read that a batch could belong to');
    }
    return this.#repository.write(this.#progress(batch), async trx => {
      const change = {
        scopeId: reading_scope_id,
        sets: new HolderSets(trx),
        changes: new CountChanges(),
      };
      const turns = new Turns();
      if (batch.removed.length > 0 && reading_scope_id === scope_id) {
        await rememberRemoved(trx, {
          repositoryId,
          scopeId: scope_id,
          shas: batch.removed,
        });
      }
      const removed = await releaseCommits(trx, {
        ...change,
        shas: batch.removed,
      });
      if (removed > 0 && reading_from !== null) {
        await noteRewrite(trx, {
          repositoryId,
          from: reading_from,
          to: reading_to,
        });
      }
      const added = await holdCommits(trx, { ...change, commits });
      await turns.take();
      await noteParents(trx, {
        ...change,
        repositoryId,
        commits: batch.added,
      });
      await turns.take();
      await change.changes.write(trx);
      if (reading_scope_id === scope_id) {
        await adjustCommitCount(trx, { repositoryId, by: added - removed });
      }
      return { added, removed };
    });
  }

  async #prepare(commits: SourceCommit[]): Promise<NewCommit[]> {
    const find = await this.#authors.enter(authorsOf(commits));
    return new Turns().map(commits, commit => {
      const authorId = find(commit.author);
      const time = this.#clock.timeOf(commit);
      return {
        sha: commit.sha,
        author_id: authorId,
        coauthors: coAuthorsOf(authorId, commit.coAuthors.map(find)),
        coauthors_cut:
          commit.coAuthorsCut === undefined ? 0 : commit.coAuthorsCut,
        day: time.day,
        authored_at: time.authoredAt,
        utc_offset: time.utcOffset,
        committed_at: this.#clock.usable(commit.committedAt),
        parents: commit.parents.length,
        subject: cleanText(commit.subject, COMMIT_BOUNDS.subjectLength),
      };
    });
  }

  #progress({ added, cursor, total }: CommitBatch): RepositoryChanges {
    const { row } = this.#repository;
    const committedAt = added.map(commit => commit.committedAt);
    // Only the first reading makes days complete one after another; a later one changes days that count as complete.
    const isFirst = row.head === null && row.reading_from === null;
    return {
      reading_cursor: cursor,
      ...(total !== undefined && { reading_total: total }),
      ...(isFirst && {
        complete_from: coverageAfter({
          before: row.complete_from,
          committedAt,
          clock: this.#clock,
        }),
      }),
      reading_cut_from: coverageAboveCut({
        before: row.reading_cut_from,
        committedAt: added
          .filter(({ cut }) => cut)
          .map(commit => commit.committedAt),
        clock: this.#clock,
      }),
    };
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
function coAuthorsOf(authorId: number, coAuthorIds: number[]): string {
  if (coAuthorIds.length === 0) {
    return '';
  }
  const others = new Set(coAuthorIds);
  others.delete(authorId);
  return [...others].sort((a, b) => a - b).join(',');
}
