import { Knex } from 'knex';
import { adjustCommitCount, removeCommits } from '../ledger/commits';
import { DailyCountChanges } from '../ledger/dailyCounts';
import { GIVEN_BACK, NOT_SEEN } from '../queue/lease';
import { withoutVacancy } from './repositoryUrls';
import { takeTurnToWrite } from '../database/sql';
import { RepositoryRow } from '../database/tables';

/** A catalog that loses entities for a while loses no history. */
export const ORPHAN_GRACE_MS = 7 * 24 * 60 * 60_000;
/** Bounds how long one transaction keeps others from writing. */
const MAX_COMMITS_PER_TRANSACTION = 5_000;

/** Notes which repositories no entity refers to any more, and makes those due that one refers to again. */
export async function markOrphans(
  trx: Knex.Transaction,
  now: Date,
): Promise<void> {
  const isLinked = trx('repository_entities')
    .whereRaw('repository_entities.repository_id = repositories.id')
    .select(trx.raw('1'));
  await trx('repositories')
    .whereNull('orphaned_at')
    .whereNotExists(isLinked)
    .update({ orphaned_at: now, version: trx.raw('version + 1') });
  await trx('repositories')
    .whereNotNull('orphaned_at')
    .whereExists(isLinked)
    .update({
      orphaned_at: null,
      ...NOT_SEEN,
      due_at: now,
      version: trx.raw('version + 1'),
    });
}

/** A repository that is no longer there. */
export interface DeletedRepository {
  url: string;
  sourceId: string;
  externalId?: string;
  /** Whether its URL is another repository's now. */
  isReplaced: boolean;
}

/** Deletes repositories that have been without entities for longer than the grace, with all their data. */
export async function deleteOrphans(options: {
  knex: Knex;
  now: Date;
  signal: AbortSignal;
}): Promise<DeletedRepository[]> {
  const { knex, now, signal } = options;
  const orphans: Array<
    Pick<RepositoryRow, 'id' | 'url' | 'source_id' | 'external_id'>
  > = await knex('repositories')
    .where('orphaned_at', '<', new Date(now.getTime() - ORPHAN_GRACE_MS))
    .select('id', 'url', 'source_id', 'external_id');
  const deleted: DeletedRepository[] = [];
  for (const { id, ...orphan } of orphans) {
    let isEmpty = !(await forget(knex, id));
    while (!isEmpty) {
      signal.throwIfAborted();
      isEmpty = await deleteSomeCommits(knex, id);
    }
    if (await deleteIfEmpty(knex, id)) {
      const url = withoutVacancy({ id, url: orphan.url });
      deleted.push({
        url,
        sourceId: orphan.source_id,
        externalId: orphan.external_id ?? undefined,
        isReplaced: await isThere(knex, url),
      });
    }
  }
  return deleted;
}

/** If an entity refers to it again before all is deleted, everything is read anew; a sync under way is shut out. */
async function forget(knex: Knex, id: number): Promise<boolean> {
  const updated = await knex('repositories')
    .where({ id })
    .whereNotNull('orphaned_at')
    .update({
      head: null,
      reading_from: null,
      reading_to: null,
      reading_cursor: null,
      reading_source: null,
      complete_from: null,
      synced_at: null,
      held_back_until: null,
      held_back_reason: null,
      ...NOT_SEEN,
      ...GIVEN_BACK,
      lease_epoch: knex.raw('lease_epoch + 1'),
      version: knex.raw('version + 1'),
    });
  return updated > 0;
}

/** @returns whether there is nothing more to delete */
async function deleteSomeCommits(knex: Knex, id: number): Promise<boolean> {
  return knex.transaction(async trx => {
    const isOrphaned = await trx('repositories')
      .where({ id })
      .whereNotNull('orphaned_at')
      .increment('version');
    await takeTurnToWrite(trx);
    const rows: Array<{ sha: string }> = await trx('commits')
      .where({ repository_id: id })
      .limit(isOrphaned ? MAX_COMMITS_PER_TRANSACTION : 0)
      .select('sha');
    const changes = new DailyCountChanges();
    const removed = await removeCommits(trx, {
      repositoryId: id,
      shas: rows.map(row => row.sha),
      changes,
    });
    await changes.write(trx, id);
    await adjustCommitCount(trx, { repositoryId: id, by: -removed });
    return removed === 0;
  });
}

/** Commits and counts must be gone first: no foreign key would take them along. */
async function deleteIfEmpty(knex: Knex, id: number): Promise<boolean> {
  const deleted = await knex('repositories')
    .where({ id })
    .whereNotNull('orphaned_at')
    .whereNotExists(knex('commits').where({ repository_id: id }).select('sha'))
    .delete();
  return deleted > 0;
}

async function isThere(knex: Knex, url: string): Promise<boolean> {
  const rows = await knex('repositories').where({ url }).select('id');
  return rows.length > 0;
}
