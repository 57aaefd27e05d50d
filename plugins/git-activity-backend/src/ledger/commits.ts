import { Knex } from 'knex';
import { CountedCommit, DailyCountChanges } from './dailyCounts';
import { insertMany, rowsOf, textList } from '../database/sql';

/** A commit ready to be stored. */
export interface NewCommit extends CountedCommit {
  sha: string;
  author_id: number;
  authored_at: number | null;
  utc_offset: number;
  committed_at: number | null;
  subject: string;
  /** 1 if it was found in another repository. */
  shared: 0 | 1;
  coAuthors: Array<{ id: number; mappedId: number }>;
}

/**
 * Stores commits that may be here already, in this repository or in others. What is here already stays as it is: a SHA
 * never changes its meaning.
 *
 * @returns how many were not here
 */
export async function insertCommits(
  trx: Knex.Transaction,
  options: {
    repositoryId: number;
    generation: number;
    commits: NewCommit[];
    changes: DailyCountChanges;
  },
): Promise<number> {
  const { repositoryId, generation, changes } = options;
  const commits = new Map(options.commits.map(commit => [commit.sha, commit]));
  if (commits.size === 0) {
    return 0;
  }
  const { here, elsewhere } = await findCommits(trx, {
    repositoryId,
    shas: [...commits.keys()],
  });
  if (here.size > 0) {
    await trx('commits')
      .where({ repository_id: repositoryId })
      .whereRaw('sha in ?', [textList(trx, [...here])])
      .whereNot({ generation })
      .update({ generation });
  }
  const added = [...commits.values()].filter(commit => !here.has(commit.sha));
  const twins = added.filter(commit => elsewhere.has(commit.sha));
  twins.forEach(commit => {
    commit.shared = 1;
  });
  await insertRows(trx, { repositoryId, generation, added });
  await insertCoAuthors(trx, { repositoryId, added });
  added.forEach(commit => changes.count(commit, 1));
  if (twins.length > 0) {
    await trx('commits')
      .whereRaw('sha in ?', [
        textList(
          trx,
          twins.map(commit => commit.sha),
        ),
      ])
      .where({ shared: 0 })
      .update({ shared: 1 });
  }
  return added.length;
}

/**
 * Removes commits that may be gone already.
 *
 * @returns how many there were
 */
export async function removeCommits(
  trx: Knex.Transaction,
  options: {
    repositoryId: number;
    shas: string[];
    changes: DailyCountChanges;
  },
): Promise<number> {
  const { repositoryId, shas, changes } = options;
  if (shas.length === 0) {
    return 0;
  }
  await trx('commit_coauthors')
    .where({ repository_id: repositoryId })
    .whereRaw('sha in ?', [textList(trx, shas)])
    .delete();
  const removed = rowsOf<CountedCommit>(
    await trx.raw(
      `delete from commits where repository_id = ? and sha in ?
       returning day, mapped_author_id, parents`,
      [repositoryId, textList(trx, shas)],
    ),
  );
  removed.forEach(commit => changes.count(commit, -1));
  return removed.length;
}

/** Corrects the number of commits that a repository is said to hold. */
export async function adjustCommitCount(
  trx: Knex.Transaction,
  options: { repositoryId: number; by: number },
): Promise<void> {
  if (options.by !== 0) {
    await trx('repositories')
      .where({ id: options.repositoryId })
      .increment('commit_count', options.by);
  }
}

/** One look tells which commits are here already, and which have a twin in another repository. */
async function findCommits(
  trx: Knex.Transaction,
  options: { repositoryId: number; shas: string[] },
): Promise<{ here: Set<string>; elsewhere: Set<string> }> {
  const rows: Array<{ sha: string; repository_id: number }> = await trx(
    'commits',
  )
    .whereRaw('sha in ?', [textList(trx, options.shas)])
    .select('sha', 'repository_id');
  const here = new Set<string>();
  const elsewhere = new Set<string>();
  for (const row of rows) {
    (row.repository_id === options.repositoryId ? here : elsewhere).add(
      row.sha,
    );
  }
  return { here, elsewhere };
}

async function insertRows(
  trx: Knex.Transaction,
  options: { repositoryId: number; generation: number; added: NewCommit[] },
): Promise<void> {
  await insertMany(trx, {
    into: 'commits',
    constants: {
      repository_id: options.repositoryId,
      generation: options.generation,
    },
    columns: {
      sha: 'text',
      author_id: 'integer',
      mapped_author_id: 'integer',
      day: 'text',
      authored_at: 'bigint',
      utc_offset: 'integer',
      committed_at: 'bigint',
      parents: 'integer',
      subject: 'text',
      shared: 'integer',
    },
    rows: options.added,
  });
}

async function insertCoAuthors(
  trx: Knex.Transaction,
  options: { repositoryId: number; added: NewCommit[] },
): Promise<void> {
  await insertMany(trx, {
    into: 'commit_coauthors',
    constants: { repository_id: options.repositoryId },
    columns: { sha: 'text', author_id: 'integer', mapped_author_id: 'integer' },
    rows: options.added.flatMap(commit =>
      commit.coAuthors.map(coAuthor => ({
        sha: commit.sha,
        author_id: coAuthor.id,
        mapped_author_id: coAuthor.mappedId,
      })),
    ),
  });
}
