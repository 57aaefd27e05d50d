import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { RepositoryRow, toDate } from '../database/tables';

/** A folder in which an entity lives. */
export interface Folder {
  repositoryId: number;
  /** Without slashes at its ends. */
  path: string;
}

/** A folder that a selection counts, and what is known of it. */
export interface SelectedFolder extends Folder {
  /** Of its scope. */
  id: number;
  version: number;
  /** The head up to which it is known what commits changed it; null while that was never read to its end. */
  head: string | null;
  /** What it is being read up to; null if nothing is unfinished. */
  reading_to: string | null;
  read_at: Date | null;
  error_kind: string | null;
  error_message: string | null;
}

/** What a selection counts: repositories as a whole, or what commits changed in folders of them. */
export interface SelectedScopes {
  /** Ids of repositories, sorted. */
  whole: number[];
  /** None of a repository that counts as a whole; sorted by id. */
  folders: SelectedFolder[];
  /** Folders whose repository counts as a whole, since its source cannot tell what commits changed them. */
  untold: Folder[];
}

/** Repositories as a whole. */
export function wholeScopes(repositoryIds: number[]): SelectedScopes {
  return { whole: repositoryIds, folders: [], untold: [] };
}

/** The ids of all repositories of a selection, sorted. */
export function repositoriesOf({ whole, folders }: SelectedScopes): number[] {
  const ids = [...whole, ...folders.map(({ repositoryId }) => repositoryId)];
  return [...new Set(ids)].sort((a, b) => a - b);
}

/** What a selection counts in each of its repositories, in the order of their ids. */
export function divideScopes(scopes: SelectedScopes): SelectedScopes[] {
  const folders = new Map<number, SelectedFolder[]>();
  for (const folder of scopes.folders) {
    const others = folders.get(folder.repositoryId);
    if (others) others.push(folder);
    else folders.set(folder.repositoryId, [folder]);
  }
  return repositoriesOf(scopes).map(id => {
    const own = folders.get(id);
    return own ? { whole: [], folders: own, untold: [] } : wholeScopes([id]);
  });
}

/** What a selection counts in some of its repositories. */
export function narrowScopes(
  scopes: SelectedScopes,
  repositoryIds: number[],
): SelectedScopes {
  const wanted = new Set(repositoryIds);
  return {
    whole: scopes.whole.filter(id => wanted.has(id)),
    folders: scopes.folders.filter(folder => wanted.has(folder.repositoryId)),
    untold: scopes.untold.filter(folder => wanted.has(folder.repositoryId)),
  };
}

/** The repositories of a selection, sorted, and the folders in some of them that entities live in. */
interface Places {
  repositoryIds: number[];
  folders: Folder[];
}

/**
 * Finds what is known of folders.
 *
 * @param scope - whether these count, or all of the repositories
 */
export async function readScopes(
  trx: Knex,
  places: Places,
  scope?: 'entity' | 'repository',
): Promise<SelectedScopes> {
  const [scopes] = await readScopesOfEach(trx, [places], scope);
  return scopes;
}

/** The same for several selections, in their order. */
export async function readScopesOfEach(
  trx: Knex,
  selections: Places[],
  scope: 'entity' | 'repository' = 'entity',
): Promise<SelectedScopes[]> {
  const folders = new Map(
    selections
      .flatMap(places => places.folders)
      .map(({ repositoryId, path }) => [
        keyOf({ repositoryId, path }),
        { repository_id: repositoryId, path },
      ]),
  );
  if (folders.size === 0 || scope === 'repository') {
    return selections.map(({ repositoryIds }) => wholeScopes(repositoryIds));
  }
  const db = new SqlWriter(trx);
  const rows = await db.rows<
    Omit<SelectedFolder, 'repositoryId'> & { repository_id: number }
  >(db.sql`
    select s.id, s.repository_id, s.path, s.version, s.head, s.reading_to, s.read_at, s.error_kind, s.error_message
    from scopes s
    join ${db.recordset({
      as: 'wanted',
      columns: { repository_id: 'integer', path: 'text' },
      rows: [...folders.values()],
    })} on wanted.repository_id = s.repository_id and wanted.path = s.path
    order by s.id`);
  const known = new Map(
    rows.map(({ repository_id, ...row }) => {
      const folder = { ...row, repositoryId: repository_id };
      return [keyOf(folder), folder];
    }),
  );
  return selections.map(places => toScopes(places, known));
}

function toScopes(
  { repositoryIds, folders }: Places,
  known: Map<string, SelectedFolder>,
): SelectedScopes {
  const untold = folders.filter(folder => !known.has(keyOf(folder)));
  const inFolders = new Set(folders.map(({ repositoryId }) => repositoryId));
  untold.forEach(({ repositoryId }) => inFolders.delete(repositoryId));
  return {
    whole: repositoryIds.filter(id => !inFolders.has(id)),
    folders: folders
      .filter(({ repositoryId }) => inFolders.has(repositoryId))
      .flatMap(folder => known.get(keyOf(folder)) ?? [])
      .sort((a, b) => a.id - b.id),
    untold,
  };
}

/** A repository as far as its folders can change what is known of it. */
type Known = Pick<
  RepositoryRow,
  'id' | 'head' | 'complete_from' | 'synced_at' | 'error_kind' | 'error_message'
>;

/** What is known of the parts of a repository that are selected: no more than of the repository, and than of each folder. */
export function asSelected<T extends Known>(
  repository: T,
  { folders }: SelectedScopes,
): T {
  const own = folders.filter(folder => folder.repositoryId === repository.id);
  const behind = own.filter(folder => isBehind(folder, repository));
  if (behind.length === 0) {
    return repository;
  }
  const trouble = [repository, ...behind].find(
    ({ error_kind }) => error_kind !== null,
  );
  const [furthest] = behind.sort(
    (one, other) => readTime(one) - readTime(other),
  );
  return {
    ...repository,
    head: furthest.head,
    synced_at: furthest.head === null ? null : furthest.read_at,
    ...(furthest.head === null && { complete_from: null }),
    error_kind: trouble?.error_kind ?? null,
    error_message: trouble?.error_message ?? null,
  };
}

/** Whether it is not known of all commits of a repository whether they changed a folder. */
export function isBehind(
  { head, reading_to }: SelectedFolder,
  repository: Pick<RepositoryRow, 'head'>,
): boolean {
  // Of a history that went and came back, not all is known although the heads are the same.
  return head !== repository.head || reading_to !== null;
}

/** When all of a folder was known last, in milliseconds since 1970. */
function readTime({ head, read_at }: SelectedFolder): number {
  return head === null || read_at === null ? 0 : toDate(read_at).getTime();
}

function keyOf({ repositoryId, path }: Folder): string {
  return `${repositoryId} ${path}`;
}
