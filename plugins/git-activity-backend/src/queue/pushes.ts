import { Knex } from 'knex';
import { databaseTime, latestOf } from '../database/clock';
import { soon } from './lease';
import { isPostgres, recordset } from '../database/sql';
import { writeQueue } from '../database/transactions';

/** A repository that somebody is said to have pushed to. */
export interface PushedRepository {
  sourceId: string;
  url: string;
  externalId?: string;
}

/**
 * Makes repositories due that may have been pushed to: at once, or a while after their last sync began, and never before
 * the end of what holds them back. A host that is in trouble is left in peace. Who is not known is passed over.
 *
 * @returns how many were found
 */
export async function noticePushes(
  knex: Knex,
  options: { pushed: PushedRepository[] },
): Promise<number> {
  return writeQueue(knex, async trx => makeDue(trx, options.pushed));
}

async function makeDue(
  knex: Knex.Transaction,
  pushed: PushedRepository[],
): Promise<number> {
  const recorded = () =>
    recordset(knex, {
      as: 'pushed',
      columns: { source_id: 'text', url: 'text', external_id: 'text' },
      rows: pushed.map(({ sourceId, url, externalId }) => ({
        source_id: sourceId,
        url,
        external_id: externalId ?? null,
      })),
    });
  const found = knex.raw(
    `select r.id from ? join repositories r
       on r.source_id = pushed.source_id and r.url = pushed.url
     union
     select r.id from ? join repositories r
       on r.source_id = pushed.source_id and r.external_id = pushed.external_id
     union
     select r.id from ? join repository_urls u on u.url = pushed.url
       join repositories r on r.source_id = pushed.source_id and r.id = u.repository_id`,
    [recorded(), recorded(), recorded()],
  );
  // In the order of their ids, so that two who change many rows never wait for each other.
  const inOrder = knex('repositories')
    .whereRaw('id in (?)', [found])
    .orderBy('id')
    .forUpdate()
    .select('id');
  return knex('repositories')
    .whereIn('id', inOrder)
    .update({ wanted_at: databaseTime(knex), due_at: dueAfterPush(knex) });
}

function dueAfterPush(knex: Knex): Knex.Raw {
  const due = latestOf(knex, [soon(knex), knex.raw('held_back_until')]);
  const earliest = isPostgres(knex) ? 'least' : 'min';
  return knex.raw(
    `case when error_kind in ('try-later', 'stuck') then due_at else ${earliest}(due_at, ?) end`,
    [due],
  );
}
