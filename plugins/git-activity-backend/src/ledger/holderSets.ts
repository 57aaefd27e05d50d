import { createHash } from 'node:crypto';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';

/** SQLite inserts no more than 500 rows at once. */
const ROWS_PER_INSERT = 100;
/** PostgreSQL's indexes hold no text of more than a few kilobytes, and a template may be in thousands of repositories. */
const MAX_KEY_LENGTH = 200;

interface Membership {
  set_id: number;
  scope_id: number;
}

/** @param scopeIds - sorted */
function keyOf(scopeIds: number[]): string {
  const ids = scopeIds.join(',');
  return ids.length <= MAX_KEY_LENGTH
    ? ids
    : createHash('sha256').update(ids).digest('hex');
}

/**
 * The holder sets as one transaction sees them. Two transactions may make the same set at once; that there are two of
 * them then changes no sum.
 */
export class HolderSets {
  readonly #trx: Knex.Transaction;
  /** The scopes of each set that was looked at, sorted. */
  readonly #scopes = new Map<number, number[]>();
  readonly #ids = new Map<string, number>();

  constructor(trx: Knex.Transaction) {
    this.#trx = trx;
  }

  /** Looks at some sets, which the other methods need. */
  async load(setIds: Iterable<number>): Promise<void> {
    const unknown = [...new Set(setIds)].filter(id => !this.#scopes.has(id));
    if (unknown.length === 0) {
      return;
    }
    unknown.forEach(id => this.#scopes.set(id, []));
    const db = new SqlWriter(this.#trx);
    const rows = await db.rows<Membership>(db.sql`
      select set_id, scope_id from holder_set_scopes
      where ${db.isIn('set_id', unknown)}
      order by scope_id`);
    rows.forEach(row => this.#scopes.get(row.set_id)?.push(row.scope_id));
  }

  /** Whether a set that was loaded has a scope. */
  has(setId: number, scopeId: number): boolean {
    return this.#scopes.get(setId)?.includes(scopeId) ?? false;
  }

  /** The set that has one scope more than a set that was loaded. */
  async with(setId: number, scopeId: number): Promise<number> {
    return this.of([...(this.#scopes.get(setId) ?? []), scopeId]);
  }

  /** The set that has one scope less than a set that was loaded; undefined if none is left. */
  async without(setId: number, scopeId: number): Promise<number | undefined> {
    const left = (this.#scopes.get(setId) ?? []).filter(id => id !== scopeId);
    return left.length > 0 ? this.of(left) : undefined;
  }

  /** The set of just these scopes. */
  async of(scopeIds: number[]): Promise<number> {
    const scopes = [...scopeIds].sort((a, b) => a - b);
    const key = keyOf(scopes);
    const id = this.#ids.get(key) ?? (await this.#find(key, scopes));
    this.#ids.set(key, id);
    this.#scopes.set(id, scopes);
    return id;
  }

  async #find(key: string, scopes: number[]): Promise<number> {
    const found: { id: number } | undefined = await this.#trx('holder_sets')
      .where({ key })
      .orderBy('id')
      // An empty one must not be deleted before this puts something into it.
      .forKeyShare()
      .first('id');
    if (found) {
      return found.id;
    }
    const [{ id }] = await this.#trx('holder_sets')
      .insert({ key })
      .returning('id');
    await this.#trx.batchInsert(
      'holder_set_scopes',
      scopes.map(scope_id => ({ set_id: id, scope_id })),
      ROWS_PER_INSERT,
    );
    return id;
  }
}

/** Adds a scope to a repository, which no commit is in yet. */
export async function addScope(
  trx: Knex.Transaction,
  repositoryId: number,
): Promise<number> {
  const [{ id }] = await trx('scopes')
    .insert({ repository_id: repositoryId })
    .returning('id');
  return id;
}

/**
 * Makes some scopes hold nothing any more, however many commits that are: their sets only become those of who is left. What nobody
 * holds then counts nowhere from this moment on, and is deleted later.
 */
export async function dropScopes(
  trx: Knex.Transaction,
  scopeIds: number[],
): Promise<void> {
  const db = new SqlWriter(trx);
  const sets: number[] = await trx('holder_sets')
    .whereIn(
      'id',
      trx('holder_set_scopes').whereIn('scope_id', scopeIds).select('set_id'),
    )
    .orderBy('id')
    .forUpdate()
    .pluck('id');
  await db.run(
    db.sql`delete from holder_set_scopes where ${db.isIn(
      'scope_id',
      scopeIds,
    )}`,
  );
  await db.run(db.sql`delete from scopes where ${db.isIn('id', scopeIds)}`);
  const left = new Map<number, number[]>(sets.map(id => [id, []]));
  const rows = await db.rows<Membership>(db.sql`
    select set_id, scope_id from holder_set_scopes
    where ${db.isIn('set_id', [...left.keys()])}
    order by scope_id`);
  rows.forEach(row => left.get(row.set_id)?.push(row.scope_id));
  for (const [id, scopes] of left) {
    await trx('holder_sets')
      .where({ id })
      .update({ key: keyOf(scopes), version: trx.raw('version + 1') });
  }
}
