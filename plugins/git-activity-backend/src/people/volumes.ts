import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';

/**
 * SQL that tells how many commits name each author, as author or co-author, after `.mailmap`s: of all repositories that entities have, each commit once.
 * What several repositories hold follows the `.mailmap` of the one that has been known for longest.
 *
 * @returns a query of `author_id` and `commits`
 */
export function countedAuthors({ sql }: SqlWriter): Knex.Raw {
  return sql`
    select coalesce(m.mapped_author_id, s.author_id) as author_id, sum(s.commits) as commits
    from set_authors s
    join (
      select h.set_id, min(r.id) as repository_id
      from holder_set_scopes h
      join holder_sets t on t.id = h.set_id and t.folders = 0
      join repositories r on r.scope_id = h.scope_id
      where r.orphaned_at is null
      group by h.set_id
    ) held on held.set_id = s.set_id
    left join mailmap_authors m on m.repository_id = held.repository_id and m.author_id = s.author_id
    group by 1`;
}

/** How many commits name each of some authors. */
export async function readVolumes(
  trx: Knex,
  authorIds: number[],
): Promise<Map<number, number>> {
  const db = new SqlWriter(trx);
  const rows = await db.rows<{ id: number; commits: number | string }>(db.sql`
    select author_id as id, commits from (${countedAuthors(db)}) counted
    where ${db.isIn('author_id', authorIds)}`);
  return new Map(rows.map(({ id, commits }) => [id, Number(commits)]));
}
