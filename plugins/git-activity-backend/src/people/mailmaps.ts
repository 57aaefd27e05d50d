import { CommitAuthor } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { recordset } from '../database/sql';
import { SqlWriter } from '../database/SqlWriter';

/** Bounds how long SQLite, which works in this process, keeps it busy. */
const MAPPINGS_PER_STATEMENT = 8_000;

/** Whom a `.mailmap` says an author to be. */
export interface AuthorMapping {
  authorId: number;
  mappedId: number;
}

/** Adds what the `.mailmap` of a repository says of some authors. */
export async function recordMappings(
  knex: Knex,
  options: { repositoryId: number; mappings: AuthorMapping[] },
): Promise<void> {
  const { repositoryId, mappings } = options;
  if (mappings.length === 0) {
    return;
  }
  const db = new SqlWriter(knex);
  const rows = recordset(knex, {
    as: 'mappings',
    columns: { author_id: 'integer', mapped_author_id: 'integer' },
    rows: mappings.map(({ authorId, mappedId }) => ({
      author_id: authorId,
      mapped_author_id: mappedId,
    })),
  });
  await db.run(db.sql`
    insert into mailmap_authors (repository_id, author_id, mapped_author_id)
    select cast(${repositoryId} as integer), author_id, mapped_author_id
    from ${rows} where true
    on conflict (repository_id, author_id) do update set
      mapped_author_id = excluded.mapped_author_id`);
}

/** Makes what the `.mailmap` of a repository says be just this; commits and counts stay as they are. */
export async function replaceMappings(
  trx: Knex.Transaction,
  options: { repositoryId: number; mappings: AuthorMapping[] },
): Promise<void> {
  await trx('mailmap_authors')
    .where({ repository_id: options.repositoryId })
    .delete();
  const { repositoryId, mappings } = options;
  for (let at = 0; at < mappings.length; at += MAPPINGS_PER_STATEMENT) {
    await recordMappings(trx, {
      repositoryId,
      mappings: mappings.slice(at, at + MAPPINGS_PER_STATEMENT),
    });
  }
}

/** All authors whom the commits of a scope name. */
export async function readAuthorsOfScope(
  knex: Knex,
  scopeId: number,
): Promise<CommitAuthor[]> {
  const db = new SqlWriter(knex);
  return db.rows<CommitAuthor>(db.sql`
    select name, email from authors
    where id in (
      select s.author_id from set_authors s
      join holder_set_scopes h on h.set_id = s.set_id
      where h.scope_id = ${scopeId}
    )
    order by id`);
}
