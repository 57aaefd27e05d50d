import { Knex } from 'knex';
import { insertMany, recordset, textList } from '../database/sql';
import { COUNTED_COLUMNS, CountChanges, CountedCommit } from './CountChanges';
import { HolderSets } from './holderSets';

/** A commit ready to be stored. */
export interface NewCommit
  extends Omit<CountedCommit, 'set_id' | 'folder_set_id'> {
  sha: string;
  authored_at: number | null;
  utc_offset: number;
  committed_at: number | null;
  subject: string;
  /** How many co-authors it names beside those that are stored; null if that is not known. */
  coauthors_cut: number | null;
}

/** A commit that is stored, as far as it counts. */
export interface StoredCommit extends CountedCommit {
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
    inserted.forEach(commit =>
      changes.count({ ...commit, set_id: setId, folder_set_id: null }, 1),
    );
    const stored = await findCommits(
      trx,
      without(commits, inserted).map(({ sha }) => sha),
    );
    await loadSets(sets, stored);
    const elsewhere = stored.filter(({ set_id }) => !sets.has(set_id, scopeId));
    await moveCommits(trx, {
      moves: await changeSets(elsewhere, { sets, more: [scopeId] }),
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
  await loadSets(sets, stored);
  const held = stored.filter(({ set_id }) => sets.has(set_id, scopeId));
  const moves = await changeSets(held, {
    sets,
    less: [scopeId, ...(await findFolders(trx, scopeId))],
  });
  const deleted = moves.flatMap(({ from, to }) => (to ? [] : [from]));
  await moveCommits(trx, { moves, changes });
  if (deleted.length > 0) {
    await trx('commits')
      .whereRaw('sha in ?', [
        textList(
          trx,
          deleted.map(({ sha }) => sha),
        ),
      ])
      .delete();
  }
  return held.length;
}

/** The folders in the repository of a scope. */
async function findFolders(
  trx: Knex.Transaction,
  scopeId: number,
): Promise<number[]> {
  return trx('scopes')
    .where('path', '<>', '')
    .where(
      'repository_id',
      trx('scopes').where({ id: scopeId }).select('repository_id'),
    )
    .pluck('id');
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
    knex('holder_set_scopes')
      .join('holder_sets', 'holder_sets.id', 'holder_set_scopes.set_id')
      .where({ scope_id: id, folders: 0 })
      .select('set_id');
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

/** Commits of some names that are stored, in one order; whoever else would change them waits. */
export async function findCommits(
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
    .select('sha', ...COUNTED_COLUMNS);
}

/** Looks at the sets that commits are in. */
export async function loadSets(
  sets: HolderSets,
  commits: StoredCommit[],
): Promise<void> {
  await sets.load(
    commits.flatMap(({ set_id, folder_set_id }) => [set_id, folder_set_id]),
  );
}

/** What becomes of a commit. */
export interface CommitMove {
  from: StoredCommit;
  /** Absent if nobody holds it any more. */
  to?: StoredCommit;
}

/** Decides in which sets commits are that some scopes come to hold, or hold no longer. */
async function changeSets(
  commits: StoredCommit[],
  options: { sets: HolderSets; more?: number[]; less?: number[] },
): Promise<CommitMove[]> {
  const { sets, ...change } = options;
  const targets = new Map<number, number | undefined>();
  const find = async (setId: number) => {
    if (!targets.has(setId)) {
      targets.set(setId, await sets.change(setId, change));
    }
    return targets.get(setId);
  };
  const moves: CommitMove[] = [];
  for (const from of commits) {
    const set_id = await find(from.set_id);
    const folder_set_id =
      from.folder_set_id === null ? null : await find(from.folder_set_id);
    moves.push({
      from,
      ...(set_id !== undefined && {
        to: { ...from, set_id, folder_set_id: folder_set_id ?? null },
      }),
    });
  }
  return moves;
}

/** Puts commits into other sets, and counts them there; those that nobody holds only count no longer. */
export async function moveCommits(
  trx: Knex.Transaction,
  options: { moves: CommitMove[]; changes: CountChanges },
): Promise<void> {
  const { moves, changes } = options;
  for (const { from, to } of moves) {
    changes.count(from, -1);
    if (to) changes.count(to, 1);
  }
  const kept = moves.flatMap(({ to }) => to ?? []);
  if (kept.length === 0) {
    return;
  }
  await trx.raw(
    `update commits set set_id = moves.set_id, folder_set_id = moves.folder_set_id
     from ? where commits.sha = moves.sha`,
    [
      recordset(trx, {
        as: 'moves',
        columns: { sha: 'text', set_id: 'integer', folder_set_id: 'integer' },
        rows: kept,
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
