import { Day } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { NO_DAY } from '../database/tables';

const SETS_OF_REPOSITORIES = `repositories r
  join holder_set_scopes h on h.scope_id = r.scope_id
  join holder_sets s on s.id = h.set_id`;

/** A holder set, and a repository that holds its commits. */
interface SetRow {
  id: number;
  version: number;
  repository_id: number;
}

/** A holder set that a selection touches. */
export interface SelectedSet {
  id: number;
  /** How often its counts had changed when somebody looked. */
  version: number;
  /** The selected repository that its commits count in: of several that hold them, the one with the lowest id. */
  repositoryId: number;
}

/**
 * The holder sets of some repositories. Each commit is in just one set, so that whatever several repositories hold counts once when
 * their sets are added up.
 */
export async function readSelectedSets(
  knex: Knex,
  repositoryIds: number[],
): Promise<SelectedSet[]> {
  const db = new SqlWriter(knex);
  const rows = await db.rows<SetRow>(db.sql`
    select s.id, s.version, min(r.id) as repository_id
    from ${db.text(SETS_OF_REPOSITORIES)}
    where ${db.isIn('r.id', repositoryIds)}
    group by s.id, s.version
    order by s.id`);
  return rows.map(({ id, version, repository_id }) => ({
    id,
    version,
    repositoryId: repository_id,
  }));
}

/** A holder set, and all of the selected repositories that hold its commits. */
export interface HeldSet {
  id: number;
  version: number;
  repositoryIds: number[];
}

/** The holder sets of some repositories, for looking at each repository by itself. */
export async function readHeldSets(
  knex: Knex,
  repositoryIds: number[],
): Promise<HeldSet[]> {
  const db = new SqlWriter(knex);
  const rows = await db.rows<SetRow>(db.sql`
    select s.id, s.version, r.id as repository_id
    from ${db.text(SETS_OF_REPOSITORIES)}
    where ${db.isIn('r.id', repositoryIds)}
    order by s.id, r.id`);
  const sets = new Map<number, HeldSet>();
  for (const { id, version, repository_id } of rows) {
    const set = sets.get(id) ?? { id, version, repositoryIds: [] };
    set.repositoryIds.push(repository_id);
    sets.set(id, set);
  }
  return [...sets.values()];
}

/** The first day of which each of some repositories holds a commit, whoever did it. */
export async function readFirstDays(
  knex: Knex,
  repositoryIds: number[],
): Promise<Map<number, Day>> {
  const db = new SqlWriter(knex);
  const rows = await db.rows<{ id: number; day: Day | null }>(db.sql`
    select r.id, min((select min(d.day) from daily_counts d where d.set_id = h.set_id and d.day > ${NO_DAY})) as day
    from repositories r
    join holder_set_scopes h on h.scope_id = r.scope_id
    where ${db.isIn('r.id', repositoryIds)}
    group by r.id`);
  return new Map(rows.flatMap(({ id, day }) => (day ? [[id, day]] : [])));
}
