import { Day } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { NO_DAY } from '../database/tables';
import { SelectedScopes } from './scopes';

/** A holder set, and a selected repository that holds its commits. */
interface SetRow {
  id: number;
  version: number;
  folders: number;
  repository_id: number;
}

/** A holder set that a selection touches. */
export interface SelectedSet {
  id: number;
  /** How often its counts had changed when somebody looked. */
  version: number;
  /** Whether it is one of folders, so that only what commits changed there counts. */
  folders: boolean;
  /** The selected repository that its commits count in: of several that hold them, the one with the lowest id. */
  repositoryId: number;
}

/**
 * The holder sets of a selection. Each commit is in just one of them, so that whatever several repositories hold counts once when they are
 * added up: of sets of repositories it is in one; and a set of folders is only taken if none of its repositories is selected as a whole.
 */
export async function readSelectedSets(
  knex: Knex,
  scopes: SelectedScopes,
): Promise<SelectedSet[]> {
  const whole = new Set<number>();
  const sets = new Map<number, SelectedSet>();
  for (const row of await readRows(knex, scopes)) {
    const set = sets.get(row.id);
    if (set) {
      set.repositoryId = Math.min(set.repositoryId, row.repository_id);
    } else {
      sets.set(row.id, toSet(row));
    }
  }
  if (scopes.whole.length > 0 && scopes.folders.length > 0) {
    const db = new SqlWriter(knex);
    const rows = await db.rows<{ id: number }>(db.sql`
      select h.set_id as id from holder_set_scopes h
      join repositories r on r.scope_id = h.scope_id
      where ${db.isIn('r.id', scopes.whole)}
        and ${db.isIn('h.set_id', foldersAmong(sets))}`);
    rows.forEach(({ id }) => whole.add(id));
  }
  return [...sets.values()].filter(({ id }) => !whole.has(id));
}

function foldersAmong(sets: Map<number, SelectedSet>): number[] {
  return [...sets.values()].flatMap(({ id, folders }) => (folders ? [id] : []));
}

function toSet({ id, version, folders, repository_id }: SetRow): SelectedSet {
  return { id, version, folders: folders === 1, repositoryId: repository_id };
}

/** By which column commits are in a set. */
export type SetColumn = 'set_id' | 'folder_set_id';

/** The ids of some sets, by the column of the commits that are in them; without columns of none. */
export function idsByColumn(
  sets: Iterable<Pick<SelectedSet, 'id' | 'folders'>>,
): Map<SetColumn, number[]> {
  const ids = new Map<SetColumn, number[]>();
  for (const { id, folders } of sets) {
    const column = folders ? 'folder_set_id' : 'set_id';
    const list = ids.get(column);
    if (list) list.push(id);
    else ids.set(column, [id]);
  }
  return ids;
}

/** A holder set, and all of the selected repositories that hold its commits. */
export interface HeldSet {
  id: number;
  version: number;
  repositoryIds: number[];
}

/** The holder sets of a selection, for looking at each repository by itself. */
export async function readHeldSets(
  knex: Knex,
  scopes: SelectedScopes,
): Promise<HeldSet[]> {
  const sets = new Map<number, HeldSet>();
  for (const row of await readRows(knex, scopes)) {
    const { id, version, repository_id } = row;
    const set = sets.get(id) ?? { id, version, repositoryIds: [] };
    set.repositoryIds.push(repository_id);
    sets.set(id, set);
  }
  return [...sets.values()];
}

/** Which sets hold what of each selected repository, by set. */
async function readRows(
  knex: Knex,
  { whole, folders }: SelectedScopes,
): Promise<SetRow[]> {
  const db = new SqlWriter(knex);
  const rows = await db.rows<SetRow>(db.sql`
    select s.id, s.version, s.folders, r.id as repository_id
    from repositories r
    join holder_set_scopes h on h.scope_id = r.scope_id
    join holder_sets s on s.id = h.set_id
    where ${db.isIn('r.id', whole)} and s.folders = 0
    order by s.id, r.id`);
  if (folders.length === 0) {
    return rows;
  }
  const ofFolders = await db.rows<SetRow>(db.sql`
    select distinct s.id, s.version, s.folders, p.repository_id
    from scopes p
    join holder_set_scopes h on h.scope_id = p.id
    join holder_sets s on s.id = h.set_id
    where ${db.isIn(
      'p.id',
      folders.map(({ id }) => id),
    )}
    order by s.id, p.repository_id`);
  return [...rows, ...ofFolders];
}

/** The first day of which each of some repositories holds a commit, whoever did it; of folders, one that changed them. */
export async function readFirstDays(
  knex: Knex,
  { whole, folders }: SelectedScopes,
): Promise<Map<number, Day>> {
  const db = new SqlWriter(knex);
  const rows = await db.rows<{ id: number; day: Day | null }>(db.sql`
    select id, min((select min(d.day) from daily_counts d where d.set_id = held.set_id and d.day > ${NO_DAY})) as day
    from (
      select r.id, h.set_id from repositories r
      join holder_set_scopes h on h.scope_id = r.scope_id
      where ${db.isIn('r.id', whole)}
      union
      select p.repository_id as id, h.set_id from scopes p
      join holder_set_scopes h on h.scope_id = p.id
      where ${db.isIn(
        'p.id',
        folders.map(({ id }) => id),
      )}
    ) held
    group by id`);
  return new Map(rows.flatMap(({ id, day }) => (day ? [[id, day]] : [])));
}
