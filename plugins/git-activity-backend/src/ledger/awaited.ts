import { SourceCommit } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { textList } from '../database/sql';
import { findHeld } from './commits';
import { HolderSets } from './holderSets';

/**
 * Notes which parents of what a reading has met so far are still to come. An answer that succeeds may hold too little, be it an empty
 * page or half of one, so that a history counts as read only when all of it hangs together, up to its roots.
 *
 * @param options - `commits` are stored already
 */
export async function noteParents(
  trx: Knex.Transaction,
  options: {
    repositoryId: number;
    scopeId: number;
    sets: HolderSets;
    commits: SourceCommit[];
  },
): Promise<void> {
  const { repositoryId, scopeId, sets, commits } = options;
  const met = new Set(commits.map(({ sha }) => sha));
  const awaited: string[] = await trx('awaited_commits')
    .where({ repository_id: repositoryId })
    .pluck('sha');
  const arrived = awaited.filter(sha => met.has(sha));
  if (arrived.length > 0) {
    await trx('awaited_commits')
      .where({ repository_id: repositoryId })
      .whereRaw('sha in ?', [textList(trx, arrived)])
      .delete();
  }
  const known = new Set(awaited);
  const open = new Set<string>();
  for (const parent of commits.flatMap(({ parents }) => parents)) {
    if (!met.has(parent) && !known.has(parent)) {
      open.add(parent);
    }
  }
  const held = await findHeld(trx, { scopeId, sets, shas: [...open] });
  const missing = [...open].filter(sha => !held.has(sha));
  if (missing.length > 0) {
    await trx.batchInsert(
      'awaited_commits',
      missing.map(sha => ({ repository_id: repositoryId, sha })),
      100,
    );
  }
}

/** How many parents are still to come. */
export async function countAwaited(
  knex: Knex,
  repositoryId: number,
): Promise<number> {
  const row = await knex('awaited_commits')
    .where({ repository_id: repositoryId })
    .count({ count: '*' })
    .first();
  return Number(row?.count ?? 0);
}

/** Forgets what a former reading waited for. */
export async function forgetAwaited(
  trx: Knex,
  repositoryId: number,
): Promise<void> {
  await trx('awaited_commits').where({ repository_id: repositoryId }).delete();
}
