import { CommitAuthor } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { AuthorMapper } from '../people/AuthorMapper';
import { adjustCommitCount, removeCommits } from './commits';
import {
  CountedCommit,
  DailyCountChanges,
  rebuildDailyCounts,
} from './dailyCounts';
import { DayClock } from './DayClock';
import { LeasedRepository } from '../queue/LeasedRepository';
import { recordset } from '../database/sql';

/** Bounds how long one transaction keeps others from writing. */
const MAX_COMMITS_PER_TRANSACTION = 5_000;

/**
 * Removes what a complete reading of the history did not see.
 *
 * @returns how many commits that were
 */
export async function sweepCommits(options: {
  knex: Knex;
  repository: LeasedRepository;
  signal: AbortSignal;
}): Promise<number> {
  const { knex, repository, signal } = options;
  const { id: repositoryId, generation } = repository.row;
  for (let swept = 0; ; ) {
    signal.throwIfAborted();
    const rows: Array<{ sha: string }> = await knex('commits')
      .where({ repository_id: repositoryId })
      .where('generation', '<', generation)
      .limit(MAX_COMMITS_PER_TRANSACTION)
      .select('sha');
    if (rows.length === 0) {
      return swept;
    }
    swept += await repository.write({}, async trx => {
      const changes = new DailyCountChanges();
      const removed = await removeCommits(trx, {
        repositoryId,
        shas: rows.map(row => row.sha),
        changes,
      });
      await changes.write(trx, repositoryId);
      await adjustCommitCount(trx, { repositoryId, by: -removed });
      return removed;
    });
  }
}

/** Maps the authors of all stored commits anew, after the repository's `.mailmap` changed. */
export async function remapAuthors(options: {
  knex: Knex;
  repository: LeasedRepository;
  authors: AuthorMapper;
  mailmapId: string | null;
}): Promise<void> {
  const { knex, repository, authors, mailmapId } = options;
  const repositoryId = repository.row.id;
  const written: Array<CommitAuthor & { id: number }> = await knex('authors')
    .whereIn('id', builder =>
      builder
        .from('commits')
        .where({ repository_id: repositoryId })
        .select('author_id')
        .union(union =>
          union
            .from('commit_coauthors')
            .where({ repository_id: repositoryId })
            .select('author_id'),
        ),
    )
    .select('id', 'name', 'email');
  const find = await authors.enter(written);
  const mapping = recordset(knex, {
    as: 'mapping',
    columns: { id: 'integer', mapped_id: 'integer' },
    rows: written.map(author => ({
      id: author.id,
      mapped_id: find(author).mappedId,
    })),
  });
  await repository.write({ mailmap_id: mailmapId }, async trx => {
    for (const table of ['commits', 'commit_coauthors']) {
      await trx.raw(
        `update ${table} set mapped_author_id = mapping.mapped_id
         from ?
         where ${table}.repository_id = ? and ${table}.author_id = mapping.id
           and ${table}.mapped_author_id <> mapping.mapped_id`,
        [mapping, repositoryId],
      );
    }
    await rebuildDailyCounts(trx, repositoryId);
  });
}

/**
 * Puts every stored commit on the day that it has by another basis, without asking the host. In steps: after each one the
 * daily counts equal the commits, and an interrupted change goes on where it was.
 */
export async function recomputeDays(options: {
  knex: Knex;
  repository: LeasedRepository;
  clock: DayClock;
  dayBasis: string;
  signal: AbortSignal;
}): Promise<void> {
  const { knex, repository, clock, dayBasis, signal } = options;
  const days: Array<{ day: string; commits: number | string }> = await knex(
    'commits',
  )
    .where({ repository_id: repository.row.id })
    .whereNotNull('authored_at')
    .groupBy('day')
    .orderBy('day')
    .select('day')
    .count({ commits: '*' });
  for (const range of rangesOf(days)) {
    signal.throwIfAborted();
    await repository.write({}, trx =>
      recomputeRange(trx, { repositoryId: repository.row.id, range, clock }),
    );
  }
  await repository.change({ day_basis: dayBasis });
}

interface DayRange {
  from: string;
  to: string;
}

/** A commit that moves into a range still to come is looked at twice, and found in its place the second time. */
function rangesOf(
  days: Array<{ day: string; commits: number | string }>,
): DayRange[] {
  const ranges: DayRange[] = [];
  let commits = MAX_COMMITS_PER_TRANSACTION;
  for (const { day, commits: more } of days) {
    if (commits + Number(more) > MAX_COMMITS_PER_TRANSACTION) {
      ranges.push({ from: day, to: day });
      commits = 0;
    }
    ranges[ranges.length - 1].to = day;
    commits += Number(more);
  }
  return ranges;
}

interface DatedCommit extends CountedCommit {
  sha: string;
  authored_at: number | string;
  utc_offset: number;
}

async function recomputeRange(
  trx: Knex.Transaction,
  options: { repositoryId: number; range: DayRange; clock: DayClock },
): Promise<void> {
  const { repositoryId, range, clock } = options;
  const commits: DatedCommit[] = await trx('commits')
    .where({ repository_id: repositoryId })
    .whereBetween('day', [range.from, range.to])
    .whereNotNull('authored_at')
    .select(
      'sha',
      'day',
      'mapped_author_id',
      'parents',
      'authored_at',
      'utc_offset',
    );
  const changes = new DailyCountChanges();
  const moves: Array<{ sha: string; day: string }> = [];
  for (const commit of commits) {
    const day = clock.dayOf({
      authoredAt: Number(commit.authored_at),
      utcOffset: commit.utc_offset,
    });
    if (day !== commit.day) {
      changes.count(commit, -1);
      changes.count({ ...commit, day }, 1);
      moves.push({ sha: commit.sha, day });
    }
  }
  if (moves.length === 0) {
    return;
  }
  await trx.raw(
    `update commits set day = moves.day
     from ? where commits.sha = moves.sha and commits.repository_id = ?`,
    [
      recordset(trx, {
        as: 'moves',
        columns: { sha: 'text', day: 'text' },
        rows: moves,
      }),
      repositoryId,
    ],
  );
  await changes.write(trx, repositoryId);
}
