import { Knex } from 'knex';
import { databaseTime, timeAfter } from '../database/clock';
import { textList } from '../database/sql';
import { SqlWriter } from '../database/SqlWriter';
import { write } from '../database/transactions';

/** Of one rewrite; whoever looks for one commit of more than that finds at least that it is not there. */
const MAX_REMEMBERED = 10_000;
const DAY_MS = 24 * 60 * 60_000;
/** After so long, hardly anybody looks for what was taken back. */
const REMEMBERED_MS = 180 * DAY_MS;

/** Remembers that a repository holds some commits no longer, as of now. It may not have held some of them. */
export async function rememberRemoved(
  trx: Knex.Transaction,
  options: { repositoryId: number; scopeId: number; shas: string[] },
): Promise<void> {
  const { shas, ...scope } = options;
  await remember(trx, {
    ...scope,
    isGone: trx.raw('c.sha in ?', [
      textList(trx, shas.slice(0, MAX_REMEMBERED)),
    ]),
  });
}

/** Remembers what one scope of a repository holds, and the one that takes its place does not. */
export async function rememberReplaced(
  trx: Knex.Transaction,
  options: { repositoryId: number; scopeId: number; by: number },
): Promise<void> {
  const { by, ...scope } = options;
  await remember(trx, {
    ...scope,
    isGone: trx.raw(
      'not exists (select 1 from holder_set_scopes n where n.set_id = h.set_id and n.scope_id = ?)',
      [by],
    ),
  });
}

async function remember(
  trx: Knex.Transaction,
  options: { repositoryId: number; scopeId: number; isGone: Knex.Raw },
): Promise<void> {
  const { repositoryId, scopeId, isGone } = options;
  const db = new SqlWriter(trx);
  await db.run(db.sql`
    insert into removed_commits (sha, repository_id, removed_at)
    select c.sha, cast(${repositoryId} as integer), ${databaseTime(trx)}
    from holder_set_scopes h join commits c on c.set_id = h.set_id
    where h.scope_id = ${scopeId} and ${isGone}
    limit ${MAX_REMEMBERED}
    on conflict (sha, repository_id) do update set removed_at = excluded.removed_at`);
}

/** Forgets what was removed long ago. */
export async function forgetRemoved(knex: Knex): Promise<void> {
  await write(knex, trx =>
    trx('removed_commits')
      .where(
        timeAfter(trx, 'removed_at', REMEMBERED_MS),
        '<',
        databaseTime(trx),
      )
      .delete(),
  );
}
