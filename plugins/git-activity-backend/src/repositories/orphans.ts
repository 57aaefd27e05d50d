import { Knex } from 'knex';
import { RepositoryRow } from '../database/tables';
import { write } from '../database/transactions';
import { dropScopes } from '../ledger/holderSets';
import { NOT_SEEN } from '../queue/lease';
import { withoutVacancy } from './repositoryUrls';

/** A catalog that loses entities for a while loses no history. */
export const ORPHAN_GRACE_MS = 7 * 24 * 60 * 60_000;

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

/** Deletes repositories that have been without entities for longer than the grace; their commits are collected later. */
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
    .orderBy('id')
    .select('id', 'url', 'source_id', 'external_id');
  const deleted: DeletedRepository[] = [];
  for (const { id, ...orphan } of orphans) {
    signal.throwIfAborted();
    if (await deleteOrphan(knex, id)) {
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

/** @returns false if an entity refers to it again */
async function deleteOrphan(knex: Knex, id: number): Promise<boolean> {
  return write(knex, async trx => {
    const isOrphaned = await trx('repositories')
      .where({ id })
      .whereNotNull('orphaned_at')
      .increment('version');
    if (isOrphaned === 0) {
      return false;
    }
    const scopes: number[] = await trx('scopes')
      .where({ repository_id: id })
      .pluck('id');
    await dropScopes(trx, scopes);
    await trx('repositories').where({ id }).delete();
    return true;
  });
}

async function isThere(knex: Knex, url: string): Promise<boolean> {
  const rows = await knex('repositories').where({ url }).select('id');
  return rows.length > 0;
}
