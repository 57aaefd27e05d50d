import { Knex } from 'knex';
import { databaseTime, latestOf } from '../database/clock';
import { recordset } from '../database/sql';
import { SqlWriter } from '../database/SqlWriter';
import { ServedRepository } from '../database/tables';
import { dropScopes } from '../ledger/holderSets';
import { NOT_SEEN } from '../queue/lease';

interface Folder {
  repository_id: number;
  path: string;
}

interface FolderScope extends Folder {
  id: number;
}

/**
 * Makes the folders that are scopes be those in which entities live, as far as sources can tell about them. What an orphan has stays for as
 * long as the orphan does.
 */
export async function recordFolderScopes(
  trx: Knex.Transaction,
  options: { canTell: (repository: ServedRepository) => boolean },
): Promise<void> {
  const named: Array<Folder & ServedRepository> = await trx(
    'repository_entities',
  )
    .join(
      'repositories',
      'repositories.id',
      'repository_entities.repository_id',
    )
    .where('path', '<>', '')
    .distinct('repository_id', 'path', 'url', 'source_id', 'external_id');
  const told = new Map<number, boolean>();
  const wanted = named.filter(({ repository_id: id, ...repository }) => {
    const canTell = told.get(id) ?? options.canTell(repository);
    told.set(id, canTell);
    return canTell;
  });
  const there: FolderScope[] = await trx('scopes')
    .join('repositories', 'repositories.id', 'scopes.repository_id')
    .where('path', '<>', '')
    .whereNull('orphaned_at')
    .select('scopes.id', 'repository_id', 'path');
  const keysThere = new Set(there.map(keyOf));
  const keysWanted = new Set(wanted.map(keyOf));
  await change(trx, {
    added: wanted.filter(folder => !keysThere.has(keyOf(folder))),
    removed: there.filter(scope => !keysWanted.has(keyOf(scope))),
  });
}

/** Has the folders of a double read in the repository that it turned out to be. */
export async function moveFolderScopes(
  trx: Knex.Transaction,
  options: { from: number; to: number },
): Promise<void> {
  const scopesOf = async (repositoryId: number): Promise<FolderScope[]> =>
    trx('scopes')
      .where({ repository_id: repositoryId })
      .where('path', '<>', '')
      .select('id', 'repository_id', 'path');
  const removed = await scopesOf(options.from);
  const there = new Set((await scopesOf(options.to)).map(({ path }) => path));
  await change(trx, {
    added: removed
      .filter(({ path }) => !there.has(path))
      .map(({ path }) => ({ repository_id: options.to, path })),
    removed,
  });
}

function keyOf({ repository_id, path }: Folder): string {
  return `${repository_id} ${path}`;
}

async function change(
  trx: Knex.Transaction,
  options: { added: Folder[]; removed: FolderScope[] },
): Promise<void> {
  const { added, removed } = options;
  if (added.length + removed.length === 0) {
    return;
  }
  if (added.length > 0) {
    await trx.raw(
      'insert into scopes (repository_id, path) select repository_id, path from ?',
      [
        recordset(trx, {
          as: 'added',
          columns: { repository_id: 'integer', path: 'text' },
          rows: added,
        }),
      ],
    );
    await makeDue(trx, added);
  }
  if (removed.length > 0) {
    await dropScopes(
      trx,
      removed.map(({ id }) => id),
    );
  }
  await repositoriesOf(trx, [...added, ...removed]).update({
    version: trx.raw('version + 1'),
  });
  await trx('ledger_state').where({ name: 'entities' }).increment('version');
}

/** Has new folders read at once, but not before a limit of the host ends; whoever is reading the repository now goes on, and comes again. */
async function makeDue(
  trx: Knex.Transaction,
  folders: Folder[],
): Promise<void> {
  await repositoriesOf(trx, folders).update({ wanted_at: databaseTime(trx) });
  await repositoriesOf(trx, folders)
    .whereNull('lease_holder')
    .update({
      ...NOT_SEEN,
      due_at: latestOf(trx, [databaseTime(trx), trx.raw('held_back_until')]),
    });
}

function repositoriesOf(
  trx: Knex.Transaction,
  folders: Folder[],
): Knex.QueryBuilder {
  const ids = folders.map(({ repository_id }) => repository_id);
  return trx('repositories').where(new SqlWriter(trx).isIn('id', ids));
}
