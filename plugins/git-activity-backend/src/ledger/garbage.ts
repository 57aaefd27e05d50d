import { Knex } from 'knex';
import { textList } from '../database/sql';
import { SqlWriter } from '../database/SqlWriter';
import { write } from '../database/transactions';

/** Bounds how long one transaction keeps others from writing. */
const MAX_ROWS_PER_TRANSACTION = 5_000;
/** An author is entered before the commits that name it; by then these are stored. */
const AUTHOR_GRACE_MS = 24 * 60 * 60_000;

/** The two kinds of sets: by which column commits are in them, and which scopes they need to be of any use. */
const LAYERS = [
  { folders: 0, column: 'set_id', needs: '1 = 1' },
  { folders: 1, column: 'folder_set_id', needs: "scopes.path <> ''" },
];
type Layer = (typeof LAYERS)[number];

/** Deletes what nothing refers to any more: commits that nobody holds, sets of no commit, and authors and people of none. */
export async function collectGarbage(options: {
  knex: Knex;
  signal: AbortSignal;
  now?: Date;
}): Promise<void> {
  const { knex, signal, now = new Date() } = options;
  for (const layer of LAYERS) {
    const idle: number[] = await knex('holder_sets')
      .where({ folders: layer.folders })
      .where(query =>
        query
          .whereNotExists(commitsOfSet(knex, layer))
          .orWhereNotExists(scopesOfSet(knex, layer)),
      )
      .orderBy('id')
      .pluck('id');
    for (const setId of idle) {
      do {
        signal.throwIfAborted();
      } while (await write(knex, trx => clearSome(trx, { setId, layer })));
    }
  }
  await write(knex, trx => deletePeopleOfNothing(trx, now));
}

/** Those that make a set be of use. */
function scopesOfSet(knex: Knex, { needs }: Layer): Knex.QueryBuilder {
  return knex('holder_set_scopes')
    .join('scopes', 'scopes.id', 'holder_set_scopes.scope_id')
    .whereRaw(`holder_set_scopes.set_id = holder_sets.id and ${needs}`)
    .select('scope_id');
}

function commitsOfSet(knex: Knex, { column }: Layer): Knex.QueryBuilder {
  return knex('commits')
    .whereRaw(`commits.${column} = holder_sets.id`)
    .select('sha');
}

/**
 * Deletes a set of no commits, or some of the commits of one that is of no use; those that still count elsewhere only leave it.
 *
 * @returns whether there may be more
 */
async function clearSome(
  trx: Knex.Transaction,
  options: { setId: number; layer: Layer },
): Promise<boolean> {
  const { setId, layer } = options;
  // Whoever is putting commits into the set, or takes some out, holds on to it, too.
  const sets = trx('holder_sets').where({ id: setId });
  await sets.clone().forUpdate().select('id');
  const shas: string[] = await trx('commits')
    .where({ [layer.column]: setId })
    .limit(MAX_ROWS_PER_TRANSACTION)
    .pluck('sha');
  if (shas.length === 0) {
    await trx('daily_counts').where({ set_id: setId }).delete();
    await trx('set_authors').where({ set_id: setId }).delete();
    await sets.delete();
    return false;
  }
  const needed = await sets
    .clone()
    .whereExists(scopesOfSet(trx, layer))
    .first();
  if (needed) {
    return false;
  }
  const commits = trx('commits')
    .where({ [layer.column]: setId })
    .whereRaw('sha in ?', [textList(trx, shas)]);
  await (layer.folders === 1
    ? commits.update({ folder_set_id: null })
    : commits.delete());
  return true;
}

/** Authors of no commit that were there already when this was last looked at, a day ago or more, and people without authors. */
async function deletePeopleOfNothing(
  trx: Knex.Transaction,
  now: Date,
): Promise<void> {
  const state: { value: string | null } | undefined = await trx('ledger_state')
    .where({ name: 'people' })
    .forUpdate()
    .first('value');
  const known = readMark(state?.value ?? null);
  const age = known ? now.getTime() - known.at : -1;
  if (age >= 0 && age < AUTHOR_GRACE_MS) {
    return;
  }
  const db = new SqlWriter(trx);
  // A mark that lies ahead was made by a clock that was wrong, and is made anew.
  if (known && age >= AUTHOR_GRACE_MS) {
    await db.run(db.sql`
      delete from authors
      where id <= ${known.newestAuthor}
        and not exists (select 1 from set_authors s where s.author_id = authors.id)
        and not exists (select 1 from mailmap_authors m where m.mapped_author_id = authors.id)
        and not exists (select 1 from erased_authors e where e.author_id = authors.id)`);
    await db.run(db.sql`
      delete from people
      where merged_into is null
        and not exists (select 1 from authors a where a.person_id = people.id)
        and not exists (select 1 from authors a where a.stranger_id = people.id)`);
    await db.run(db.sql`
      delete from people
      where merged_into is not null and merged_into not in (select id from people)`);
  }
  const newest = await trx('authors').max({ id: 'id' }).first();
  await trx('ledger_state')
    .where({ name: 'people' })
    .update({
      value: JSON.stringify({
        newestAuthor: newest?.id ?? 0,
        at: now.getTime(),
      }),
    });
}

function readMark(
  value: string | null,
): { newestAuthor: number; at: number } | undefined {
  return value === null ? undefined : JSON.parse(value);
}
