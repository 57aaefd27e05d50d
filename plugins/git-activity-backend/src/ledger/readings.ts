import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { BEGINNING_OF_TIME } from '../database/tables';
import { LeasedRepository } from '../queue/LeasedRepository';
import { countAwaited, forgetAwaited } from './awaited';
import { countCommits, findHeld } from './commits';
import { forgetFolders } from './folders';
import { addScope, dropScopes, HolderSets } from './holderSets';
import { rememberReplaced } from './removed';

/** The columns of a repository of which nothing is half read. */
const NO_READING = {
  reading_from: null,
  reading_to: null,
  reading_cursor: null,
  reading_source: null,
  reading_scope_id: null,
  reading_cut_from: null,
  reading_total: null,
};

/**
 * Begins a reading. One of everything fills a scope of its own, so that answers keep to what is stored until all of it is
 * read and proven, and then change at once.
 */
export async function beginReading(
  repository: LeasedRepository,
  reading: { from: string | null; to: string; sourceId: string },
): Promise<void> {
  const { id, head, scope_id, commit_count } = repository.row;
  await repository.transact(async trx => {
    await forgetAwaited(trx, id);
    await dropUnfinished(trx, repository);
    // The first reading is answered from while it goes on, since there is nothing else.
    const isFirst = head === null && commit_count === 0;
    const isAll = reading.from === null;
    const scope =
      scope_id === null || (isAll && !isFirst)
        ? await addScope(trx, id)
        : scope_id;
    const changes = {
      ...NO_READING,
      reading_from: reading.from,
      reading_to: reading.to,
      reading_source: reading.sourceId,
      reading_scope_id: scope,
      scope_id: scope_id ?? scope,
      // What an abandoned first reading covered says nothing about the history that took its place.
      ...(head === null && { complete_from: null }),
    };
    return { changes };
  });
}

/** Makes the next attempt read everything from the beginning. */
export async function startOver(
  repository: LeasedRepository,
  options: { to: string },
): Promise<void> {
  const { reading_from, reading_source } = repository.row;
  if (reading_from === null) {
    await repository.change({ reading_cursor: null });
  } else {
    await beginReading(repository, {
      from: null,
      to: options.to,
      sourceId: reading_source ?? '',
    });
  }
}

/**
 * Ends a reading, if what was read hangs together: every parent of what was read is stored, up to the roots, and there are as many
 * commits as the host counts. Only then is anything removed that it did not meet.
 *
 * @returns how many commits are no longer held
 * @throws CommitSourceError of kind `incomplete` if it does not hang together; nothing is changed then
 */
export async function finishReading(
  repository: LeasedRepository,
  options: { cutId: string | null },
): Promise<number> {
  const { row } = repository;
  const { id, scope_id, reading_scope_id, reading_from, reading_to } = row;
  if (reading_scope_id === null || reading_to === null) {
    return 0;
  }
  const { removed } = await repository.transact(async trx => {
    const count = await countCommits(trx, { scopeId: reading_scope_id });
    await assertWhole(trx, {
      repositoryId: id,
      scopeId: reading_scope_id,
      to: reading_to,
      count,
      total: row.reading_total,
    });
    let left = 0;
    if (scope_id !== null && scope_id !== reading_scope_id) {
      left = await countCommits(trx, {
        scopeId: scope_id,
        but: reading_scope_id,
      });
      await rememberReplaced(trx, {
        repositoryId: id,
        scopeId: scope_id,
        by: reading_scope_id,
      });
      await forgetFolders(trx, id);
      await dropScopes(trx, [scope_id]);
    }
    const changes = {
      ...NO_READING,
      scope_id: reading_scope_id,
      head: reading_to,
      commit_count: count,
      cut_id: options.cutId,
      complete_from:
        reading_from === null
          ? row.reading_cut_from ?? BEGINNING_OF_TIME
          : row.complete_from,
    };
    return { changes, removed: left };
  });
  return removed;
}

async function assertWhole(
  trx: Knex.Transaction,
  options: {
    repositoryId: number;
    scopeId: number;
    to: string;
    count: number;
    total: number | null;
  },
): Promise<void> {
  const { repositoryId, scopeId, to, count, total } = options;
  const awaited = await countAwaited(trx, repositoryId);
  const held = await findHeld(trx, {
    scopeId,
    sets: new HolderSets(trx),
    shas: [to],
  });
  const missing = awaited + (held.has(to) ? 0 : 1);
  if (missing > 0) {
    throw new CommitSourceError(
      'incomplete',
      `What the host sent does not hang together: ${missing} commits that others follow on were left out. What was stored before is kept.`,
    );
  }
  if (total !== null && total !== count) {
    throw new CommitSourceError(
      'incomplete',
      `The host counts ${total} commits and sent ${count}. What was stored before is kept.`,
    );
  }
}

/** Lets go of what an abandoned reading of everything had filled. */
async function dropUnfinished(
  trx: Knex.Transaction,
  repository: LeasedRepository,
): Promise<void> {
  const { scope_id, reading_scope_id } = repository.row;
  if (reading_scope_id !== null && reading_scope_id !== scope_id) {
    await dropScopes(trx, [reading_scope_id]);
  }
}
