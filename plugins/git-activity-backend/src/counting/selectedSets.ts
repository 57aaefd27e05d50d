import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';

/** A holder set that a selection touches. */
export interface SelectedSet {
  id: number;
  /** How often its counts had changed when somebody looked. */
  version: number;
  /** The selected repository that its commits count in: of several that hold them, the one with the lowest id. */
  repositoryId: number;
  /** Whether that repository may have a `.mailmap`. */
  hasMailmap: boolean;
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
  const rows = await db.rows<{
    id: number;
    version: number;
    repository_id: number;
    mailmaps: number;
  }>(db.sql`
    select s.id, s.version, min(r.id) as repository_id, count(r.mailmap_id) as mailmaps
    from repositories r
    join holder_set_scopes h on h.scope_id = r.scope_id
    join holder_sets s on s.id = h.set_id
    where ${db.isIn('r.id', repositoryIds)}
    group by s.id, s.version
    order by s.id`);
  return rows.map(({ id, version, repository_id, mailmaps }) => ({
    id,
    version,
    repositoryId: repository_id,
    hasMailmap: Number(mailmaps) > 0,
  }));
}
