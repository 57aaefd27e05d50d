import { Knex } from 'knex';
import { insertMany, recordset, textList } from '../database/sql';
import { CountChanges, CountedCommit } from './CountChanges';
import { HolderSets } from './holderSets';

/** A commit ready to be stored. */
export interface NewCommit extends Omit<CountedCommit, 'set_id'> {
  sha: string;
  authored_at: number | null;
  utc_offset: number;
  committed_at: number | null;
  subject: string;
  /** How many co-authors it names beside those that are stored; null if that is not known. */
  coauthors_cut: number | null;
}

interface StoredCommit extends CountedCommit {
  sha: string;
}

/** What some commits of one scope change. */
export interface CommitChange {
  scopeId: number;
  sets: HolderSets;
  changes: CountChanges;
}

/**
 * Makes a scope hold some commits. One that is stored already stays as it is, since a SHA never changes its meaning, and only moves
 * to the set of all that hold it now.
 *
 * @returns how many the scope did not hold before
 */
export async function holdCommits(
  trx: Knex.Transaction,
  options: CommitChange & { commits: NewCommit[] },
): Promise<number> {
  const { scopeId, sets, changes } = options;
  // In one order, so that two who store the same commits never wait for each other in a circle.
  let commits = [
    ...new Map(options.commits.map(commit => [commit.sha, commit])).values(),
  ].sort((a, b) => (a.sha < b.sha ? -1 : 1));
  let held = 0;
  while (commits.length > 0) {
    const setId = await sets.of([scopeId]);
    const inserted = await insertRows(trx, { setId, commits });
    inserted.forEach(commit => changes.count({ ...commit, set_id: setId }, 1));
    const stored = await findCommits(
      trx,
      without(commits, inserted).map(({ sha }) => sha),
    );
    await sets.load(stored.map(({ set_id }) => set_id));
    const elsewhere = stored.filter(({ set_id }) => !sets.has(set_id, scopeId));
    await moveCommits(trx, {
      commits: elsewhere,
      target: id => sets.with(id, scopeId),
      changes,
    });
    held += inserted.length + elsewhere.length;
    // Somebody may have deleted one that was there a moment ago.
    commits = without(without(commits, inserted), stored);
  }
  return held;
}

/** The commits of a list that are not in another one. */
function without(
  commits: NewCommit[],
  others: Array<{ sha: string }>,
): NewCommit[] {
  const shas = new Set(others.map(({ sha }) => sha));
  return commits.filter(({ sha }) => !shas.has(sha));
}

/**
 * Makes a scope hold some commits no longer; what nobody else holds is deleted. It may not have held some of them.
 *
 * @returns how many it held
 */
export async function releaseCommits(
  trx: Knex.Transaction,
  options: CommitChange & { shas: string[] },
): Promise<number> {
  const { scopeId, sets, changes, shas } = options;
  if (shas.length === 0) {
    return 0;
  }
  const stored = await findCommits(trx, shas);
  await sets.load(stored.map(({ set_id }) => set_id));
  const held = stored.filter(({ set_id }) => sets.has(set_id, scopeId));
  const deleted: StoredCommit[] = [];
  const kept: StoredCommit[] = [];
  for (const commit of held) {
    const left = await sets.without(commit.set_id, scopeId);
    (left === undefined ? deleted : kept).push(commit);
  }
  await moveCommits(trx, {
    commits: kept,
    target: async setId => (await sets.without(setId, scopeId)) ?? setId,
    changes,
  });
  if (deleted.length > 0) {
    await trx('commits')
      .whereRaw('sha in ?', [
        textList(
          trx,
          deleted.map(({ sha }) => sha),
        ),
      ])
      .delete();
    deleted.forEach(commit => changes.count(commit, -1));
  }
  return held.length;
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

/**
 * How many commits a scope holds, from their daily counts. In one statement: between two, another repository that has some of them, too, may
 * move them to other sets.
 *
 * @param options - `but` leaves out what another scope holds
 */
export async function countCommits(
  knex: Knex,
  options: { scopeId: number; but?: number },
): Promise<number> {
  const { scopeId, but } = options;
  const ofScope = (id: number) =>
    knex('holder_set_scopes').where({ scope_id: id }).select('set_id');
  const query = knex('daily_counts')
    .whereIn('set_id', ofScope(scopeId))
    .sum({ commits: knex.raw('commits + merges') })
    .first();
  const row: { commits?: number | string | null } | undefined = await (but ===
  undefined
    ? query
    : query.whereNotIn('set_id', ofScope(but)));
  return Number(row?.commits ?? 0);
}

/** Those of some commits that a scope holds. */
export async function findHeld(
  trx: Knex.Transaction,
  options: { scopeId: number; sets: HolderSets; shas: string[] },
): Promise<Set<string>> {
  const { scopeId, sets, shas } = options;
  if (shas.length === 0) {
    return new Set();
  }
  const rows: Array<{ sha: string; set_id: number }> = await trx('commits')
    .whereRaw('sha in ?', [textList(trx, shas)])
    .select('sha', 'set_id');
  await sets.load(rows.map(({ set_id }) => set_id));
  return new Set(
    rows.filter(row => sets.has(row.set_id, scopeId)).map(({ sha }) => sha),
  );
}

async function findCommits(
  trx: Knex.Transaction,
  shas: string[],
): Promise<StoredCommit[]> {
  if (shas.length === 0) {
    return [];
  }
  return trx('commits')
    .whereRaw('sha in ?', [textList(trx, shas)])
    .orderBy('sha')
    .forUpdate()
    .select('sha', 'set_id', 'day', 'author_id', 'coauthors', 'parents');
}

async function moveCommits(
  trx: Knex.Transaction,
  options: {
    commits: StoredCommit[];
    target: (setId: number) => Promise<number>;
    changes: CountChanges;
  },
): Promise<void> {
  const { commits, target, changes } = options;
  if (commits.length === 0) {
    return;
  }
  const moves: Array<{ sha: string; set_id: number }> = [];
  const targets = new Map<number, number>();
  for (const commit of commits) {
    const to = targets.get(commit.set_id) ?? (await target(commit.set_id));
    targets.set(commit.set_id, to);
    changes.count(commit, -1);
    changes.count({ ...commit, set_id: to }, 1);
    moves.push({ sha: commit.sha, set_id: to });
  }
  await trx.raw(
    'update commits set set_id = moves.set_id from ? where commits.sha = moves.sha',
    [
      recordset(trx, {
        as: 'moves',
        columns: { sha: 'text', set_id: 'integer' },
        rows: moves,
      }),
    ],
  );
}

/** @returns those that were not stored already */
async function insertRows(
  trx: Knex.Transaction,
  options: { setId: number; commits: NewCommit[] },
): Promise<NewCommit[]> {
  return insertMany(trx, {
    into: 'commits',
    constants: { set_id: options.setId },
    columns: {
      sha: 'text',
      day: 'text',
      author_id: 'integer',
      coauthors: 'text',
      authored_at: 'bigint',
      utc_offset: 'integer',
      committed_at: 'bigint',
      parents: 'integer',
      subject: 'text',
      coauthors_cut: 'integer',
    },
    rows: options.commits,
    unlessThere: 'sha',
  });
}
