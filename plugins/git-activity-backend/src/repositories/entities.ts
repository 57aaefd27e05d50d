import { Knex } from 'knex';
import { recordset } from '../database/sql';

/** An entity and the repository, or one of the folders in it, behind it. */
export interface EntityLink {
  entityRef: string;
  repositoryId: number;
  /** A folder, as git writes it; the empty string for the whole repository. */
  path: string;
}

/** An entity whose repository could not be recorded, and why. */
export interface EntityProblem {
  entityRef: string;
  message: string;
}

interface LinkRow {
  entity_ref: string;
  repository_id: number;
  path: string;
}

/** Waits until no other replica records what it discovered, and keeps it so until the transaction ends. */
export async function lockEntities(trx: Knex.Transaction): Promise<void> {
  await trx('ledger_state')
    .where({ name: 'entities' })
    .update({ version: trx.raw('version') });
}

/**
 * Makes the links be exactly these.
 *
 * @returns how many came and went
 */
export async function recordLinks(
  trx: Knex.Transaction,
  links: EntityLink[],
): Promise<{ added: number; removed: number }> {
  const rows: LinkRow[] = await trx('repository_entities').select(
    'entity_ref',
    'repository_id',
    'path',
  );
  const byKey = (all: LinkRow[]) =>
    new Map(
      all.map(row => [
        `${row.repository_id} ${row.entity_ref} ${row.path}`,
        row,
      ]),
    );
  const wanted = byKey(
    links.map(({ entityRef, repositoryId, path }) => ({
      entity_ref: entityRef,
      repository_id: repositoryId,
      path,
    })),
  );
  const there = byKey(rows);
  const added = [...wanted].filter(([key]) => !there.has(key));
  const removed = [...there].filter(([key]) => !wanted.has(key));
  const asRecordset = (entries: typeof added) =>
    recordset(trx, {
      as: 'links',
      columns: { entity_ref: 'text', repository_id: 'integer', path: 'text' },
      rows: entries.map(([, row]) => row),
    });
  if (removed.length > 0) {
    await trx.raw(
      `delete from repository_entities
       where (repository_id, entity_ref, path) in (select repository_id, entity_ref, path from ?)`,
      [asRecordset(removed)],
    );
  }
  if (added.length > 0) {
    await trx.raw(
      `insert into repository_entities (repository_id, entity_ref, path)
       select repository_id, entity_ref, path from ?`,
      [asRecordset(added)],
    );
  }
  if (added.length + removed.length > 0) {
    await trx('ledger_state').where({ name: 'entities' }).increment('version');
  }
  return { added: added.length, removed: removed.length };
}

/**
 * Makes the problems be exactly these.
 *
 * @returns those that are new or read otherwise than before
 */
export async function recordProblems(
  trx: Knex.Transaction,
  problems: EntityProblem[],
): Promise<EntityProblem[]> {
  const rows: Array<{ entity_ref: string; message: string }> = await trx(
    'entity_problems',
  ).select();
  const before = new Map(rows.map(row => [row.entity_ref, row.message]));
  const after = new Set(problems.map(problem => problem.entityRef));
  const solved = rows.filter(row => !after.has(row.entity_ref));
  const changed = problems.filter(
    problem => before.get(problem.entityRef) !== problem.message,
  );
  if (solved.length > 0) {
    await trx.raw(
      'delete from entity_problems where entity_ref in (select entity_ref from ?)',
      [
        recordset(trx, {
          as: 'solved',
          columns: { entity_ref: 'text' },
          rows: solved.map(({ entity_ref }) => ({ entity_ref })),
        }),
      ],
    );
  }
  if (changed.length > 0) {
    await trx.raw(
      `insert into entity_problems (entity_ref, message)
       select entity_ref, message from ? where true
       on conflict (entity_ref) do update set message = excluded.message`,
      [
        recordset(trx, {
          as: 'changed',
          columns: { entity_ref: 'text', message: 'text' },
          rows: changed.map(problem => ({
            entity_ref: problem.entityRef,
            message: problem.message,
          })),
        }),
      ],
    );
  }
  return changed;
}
