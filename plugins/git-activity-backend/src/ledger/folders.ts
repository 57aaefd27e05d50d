import { FolderBatch } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { CommitMove, findCommits, loadSets, moveCommits } from './commits';
import { CountChanges } from './CountChanges';
import { emptyScopes, HolderSets } from './holderSets';

/** A folder of a repository whose commits are counted by themselves, as a row of `scopes`. */
export interface FolderScope {
  id: number;
  path: string;
  head: string | null;
  reading_from: string | null;
  reading_to: string | null;
  reading_cursor: string | null;
  /** What went wrong at the last attempt. */
  error_message: string | null;
}

/** What is unknown of a folder again once its repository is read anew. */
const UNREAD = {
  head: null,
  reading_from: null,
  reading_to: null,
  reading_cursor: null,
};

/** A reading of which commits changed some folders, which may have got somewhere already. */
export interface FolderReading {
  folders: FolderScope[];
  from: string | null;
  to: string;
  cursor: string | null;
}

/**
 * Finds what is to be read next of the folders of a repository: what is unfinished, else what is new of those that are known, else
 * those that are new. Folders that are equally far are read together.
 *
 * @param options - `head` is that of the repository
 * @returns undefined if all are known up to the head
 */
export async function nextFolderReading(
  knex: Knex,
  options: { repositoryId: number; head: string },
): Promise<FolderReading | undefined> {
  const { repositoryId, head } = options;
  const behind: FolderScope[] = await knex('scopes')
    .where({ repository_id: repositoryId })
    .where('path', '<>', '')
    .where(query =>
      query
        .whereNotNull('reading_to')
        .orWhereNull('head')
        .orWhere('head', '<>', head),
    )
    .orderByRaw(
      'case when reading_to is not null then 0 when head is not null then 1 else 2 end, id',
    )
    .select(
      'id',
      'path',
      'head',
      'reading_from',
      'reading_to',
      'reading_cursor',
      'error_message',
    );
  const [first] = behind;
  if (first === undefined) {
    return undefined;
  }
  const keys = ['reading_to', 'reading_from', 'reading_cursor'] as const;
  const isAlike = (scope: FolderScope) =>
    keys.every(key => scope[key] === first[key]) &&
    (first.reading_to !== null || scope.head === first.head);
  return {
    folders: behind.filter(isAlike),
    from: first.reading_to === null ? first.head : first.reading_from,
    to: first.reading_to ?? head,
    cursor: first.reading_cursor,
  };
}

/** Those of some repositories of whose folders not all is known up to the head. */
export async function findFoldersBehind(
  knex: Knex,
  repositoryIds: number[],
): Promise<Set<number>> {
  const db = new SqlWriter(knex);
  const rows = await db.rows<{ id: number }>(db.sql`
    select distinct r.id
    from repositories r
    join scopes s on s.repository_id = r.id
    where ${db.isIn('r.id', repositoryIds)}
      and r.head is not null and s.path <> ''
      and (s.head is null or s.head <> r.head or s.reading_to is not null)`);
  return new Set(rows.map(({ id }) => id));
}

/** Notes that a reading begins, from nothing if it names no other head. */
export async function beginFolderReading(
  trx: Knex.Transaction,
  { folders, from, to }: Omit<FolderReading, 'cursor'>,
): Promise<void> {
  await updateFolders(trx, folders, {
    reading_from: from,
    reading_to: to,
    reading_cursor: null,
  });
}

/**
 * Counts commits in the folders that they changed, and notes how far the reading has come. Only what the repository holds counts.
 *
 * @param options - `scopeId` is that of the whole repository
 * @returns how many changed one at least
 */
export async function storeFolderBatch(
  trx: Knex.Transaction,
  options: { scopeId: number; folders: FolderScope[]; batch: FolderBatch },
): Promise<number> {
  const { scopeId, folders, batch } = options;
  const sets = new HolderSets(
    trx,
    folders.map(({ id }) => id),
  );
  const changed = new Map(
    batch.commits.map(({ sha, folders: places }) => [
      sha,
      places.map(place => folders[place].id),
    ]),
  );
  const stored = await findCommits(trx, [...changed.keys()]);
  await loadSets(sets, stored);
  const held = stored.filter(({ set_id }) => sets.has(set_id, scopeId));
  const targets = await sets.ofEach(
    held.map(({ sha, set_id, folder_set_id }) => [
      ...sets.scopesOf(set_id),
      ...sets.scopesOf(folder_set_id ?? set_id),
      ...(changed.get(sha) ?? []),
    ]),
  );
  const moves: CommitMove[] = held.flatMap((from, index) =>
    from.folder_set_id === targets[index]
      ? []
      : [{ from, to: { ...from, folder_set_id: targets[index] } }],
  );
  const changes = new CountChanges();
  await moveCommits(trx, { moves, changes });
  await changes.write(trx);
  await updateFolders(trx, folders, { reading_cursor: batch.cursor });
  return held.length;
}

/** Notes that a reading came to its end: from now on it is known of the folders what commits changed them up to the new head. */
export async function finishFolderReading(
  trx: Knex.Transaction,
  options: { folders: FolderScope[]; to: string; readAt: Date },
): Promise<void> {
  await updateFolders(trx, options.folders, {
    ...UNREAD,
    head: options.to,
    read_at: options.readAt,
    error_kind: null,
    error_message: null,
  });
}

/** Notes why folders of a repository cannot be read; what was read before stays. */
export async function noteFolderTrouble(
  trx: Knex.Transaction,
  options: { folders: FolderScope[]; kind: string; message: string },
): Promise<void> {
  await updateFolders(trx, options.folders, {
    error_kind: options.kind,
    error_message: options.message,
  });
}

/**
 * Notes that commits went from a repository's history. If they come back before its folders are read up to the new head, nobody could tell
 * from heads alone that they were away; so the reading begins at once, and one that was under way begins anew.
 */
export async function noteRewrite(
  trx: Knex.Transaction,
  options: { repositoryId: number; from: string; to: string },
): Promise<void> {
  const { repositoryId, from, to } = options;
  const folders = trx('scopes')
    .where({ repository_id: repositoryId })
    .where('path', '<>', '');
  await folders
    .clone()
    .whereNotNull('reading_to')
    .where(query =>
      query
        .whereNull('reading_from')
        .orWhere('reading_from', '<>', from)
        .orWhere('reading_to', '<>', to),
    )
    .update({ reading_from: null, reading_to: to, reading_cursor: null });
  await folders
    .clone()
    .whereNull('reading_to')
    .whereNotNull('head')
    .update({ reading_from: trx.ref('head'), reading_to: to });
}

/** What was known of the folders of a repository is forgotten, since its history is read anew. */
export async function forgetFolders(
  trx: Knex.Transaction,
  repositoryId: number,
): Promise<void> {
  const folders: FolderScope[] = await trx('scopes')
    .where({ repository_id: repositoryId })
    .where('path', '<>', '')
    .select('id');
  if (folders.length > 0) {
    await emptyScopes(
      trx,
      folders.map(({ id }) => id),
    );
    await updateFolders(trx, folders, UNREAD);
  }
}

async function updateFolders(
  trx: Knex.Transaction,
  folders: FolderScope[],
  values: Record<string, string | Date | null>,
): Promise<void> {
  const db = new SqlWriter(trx);
  await trx('scopes')
    .where(
      db.isIn(
        'id',
        folders.map(({ id }) => id),
      ),
    )
    .update({ ...values, version: trx.raw('version + 1') });
}
