import { createHash } from 'node:crypto';
import { Knex } from 'knex';
import { recordset, textList } from '../database/sql';
import { SqlWriter } from '../database/SqlWriter';

/** PostgreSQL's indexes hold no text of more than a few kilobytes, and a template may be in thousands of repositories. */
const MAX_KEY_LENGTH = 200;

interface Membership {
  set_id: number;
  scope_id: number;
}

interface SetScopes {
  /** Sorted. */
  scopes: number[];
  /** Whether it is one of repositories and folders in them. */
  folders: boolean;
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
  /** Those that were looked at. */
  readonly #sets = new Map<number, SetScopes>();
  readonly #ids = new Map<string, number>();
  /** Scopes that are known to be folders. */
  readonly #folders = new Set<number>();

  /** @param folderIds - scopes that are folders and may be in no set yet */
  constructor(trx: Knex.Transaction, folderIds: Iterable<number> = []) {
    this.#trx = trx;
    this.#folders = new Set(folderIds);
  }

  /** Looks at some sets, which the other methods need. */
  async load(setIds: Iterable<number | null>): Promise<void> {
    const unknown = [...new Set(setIds)].flatMap(id =>
      id === null || this.#sets.has(id) ? [] : [id],
    );
    if (unknown.length === 0) {
      return;
    }
    const db = new SqlWriter(this.#trx);
    const rows = await db.rows<{
      id: number;
      folders: number;
      scope_id: number | null;
      path: string | null;
    }>(db.sql`
      select s.id, s.folders, h.scope_id, p.path
      from holder_sets s
      left join holder_set_scopes h on h.set_id = s.id
      left join scopes p on p.id = h.scope_id
      where ${db.isIn('s.id', unknown)}
      order by h.scope_id`);
    for (const { id, folders, scope_id, path } of rows) {
      const set = this.#sets.get(id) ?? { scopes: [], folders: folders === 1 };
      this.#sets.set(id, set);
      if (scope_id !== null) set.scopes.push(scope_id);
      if (scope_id !== null && path) this.#folders.add(scope_id);
    }
  }

  /** The scopes of a set that was loaded, sorted. */
  scopesOf(setId: number): readonly number[] {
    return this.#sets.get(setId)?.scopes ?? [];
  }

  /** Whether a set that was loaded has a scope. */
  has(setId: number, scopeId: number): boolean {
    return this.scopesOf(setId).includes(scopeId);
  }

  /**
   * The set that has some scopes more and some less than a set that was loaded; undefined if none is left, or none of those folders
   * that tell it from the set of the repositories alone.
   */
  async change(
    setId: number,
    { more = [], less = [] }: { more?: number[]; less?: number[] },
  ): Promise<number | undefined> {
    const before = this.#sets.get(setId);
    const scopes = [...(before?.scopes ?? []), ...more].filter(
      id => !less.includes(id),
    );
    const isLeft = before?.folders
      ? scopes.some(id => this.#folders.has(id))
      : scopes.length > 0;
    return isLeft ? this.of(scopes) : undefined;
  }

  /** The set of just these scopes. */
  async of(scopeIds: number[]): Promise<number> {
    const [id] = await this.ofEach([scopeIds]);
    return id;
  }

  /** The sets of just these scopes each. */
  async ofEach(lists: Array<readonly number[]>): Promise<number[]> {
    const wanted = lists.map(list => {
      const scopes = [...new Set(list)].sort((a, b) => a - b);
      return { key: keyOf(scopes), scopes };
    });
    const unknown = new Map(
      wanted
        .filter(({ key }) => !this.#ids.has(key))
        .map(({ key, scopes }) => [
          key,
          { scopes, folders: scopes.some(id => this.#folders.has(id)) },
        ]),
    );
    await this.#find(unknown);
    await this.#make(
      new Map([...unknown].filter(([key]) => !this.#ids.has(key))),
    );
    return wanted.map(({ key }) => this.#ids.get(key) ?? 0);
  }

  async #find(sets: Map<string, SetScopes>): Promise<void> {
    if (sets.size === 0) {
      return;
    }
    const found: Array<{ id: number; key: string; folders: number }> =
      await this.#trx('holder_sets')
        .whereRaw('key in ?', [textList(this.#trx, [...sets.keys()])])
        .orderBy('id', 'desc')
        // An empty one must not be deleted before this puts something into it.
        .forKeyShare()
        .select('id', 'key', 'folders');
    for (const { id, key, folders } of found) {
      const set = sets.get(key);
      // What folders it had may be gone, which leaves the key of the repositories alone.
      if (set?.folders === (folders === 1)) {
        this.#ids.set(key, id);
        this.#sets.set(id, set);
      }
    }
  }

  async #make(sets: Map<string, SetScopes>): Promise<void> {
    if (sets.size === 0) {
      return;
    }
    const db = new SqlWriter(this.#trx);
    const made = await db.rows<{ id: number; key: string }>(db.sql`
      insert into holder_sets (key, folders)
      select key, folders from ${db.recordset({
        as: 'made',
        columns: { key: 'text', folders: 'integer' },
        rows: [...sets].map(([key, { folders }]) => ({
          key,
          folders: Number(folders),
        })),
      })} where true
      returning id, key`);
    const members: Membership[] = [];
    for (const { id, key } of made) {
      const set = sets.get(key);
      if (!set) continue;
      this.#ids.set(key, id);
      this.#sets.set(id, set);
      members.push(...set.scopes.map(scope_id => ({ set_id: id, scope_id })));
    }
    await db.run(db.sql`
      insert into holder_set_scopes (set_id, scope_id)
      select set_id, scope_id from ${db.recordset({
        as: 'members',
        columns: { set_id: 'integer', scope_id: 'integer' },
        rows: members,
      })} where true`);
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
export async function emptyScopes(
  trx: Knex.Transaction,
  scopeIds: number[],
): Promise<void> {
  const db = new SqlWriter(trx);
  const sets: number[] = await trx('holder_sets')
    .whereIn(
      'id',
      trx('holder_set_scopes')
        .where(db.isIn('scope_id', scopeIds))
        .select('set_id'),
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
  const left = new Map<number, number[]>(sets.map(id => [id, []]));
  const rows = await db.rows<Membership>(db.sql`
    select set_id, scope_id from holder_set_scopes
    where ${db.isIn('set_id', [...left.keys()])}
    order by scope_id`);
  rows.forEach(row => left.get(row.set_id)?.push(row.scope_id));
  if (left.size > 0) {
    await trx.raw(
      'update holder_sets set key = keys.key, version = version + 1 from ? where holder_sets.id = keys.id',
      [
        recordset(trx, {
          as: 'keys',
          columns: { id: 'integer', key: 'text' },
          rows: [...left].map(([id, scopes]) => ({ id, key: keyOf(scopes) })),
        }),
      ],
    );
  }
}

/** Makes some scopes hold nothing any more, as {@link emptyScopes} does, and be no longer there. */
export async function dropScopes(
  trx: Knex.Transaction,
  scopeIds: number[],
): Promise<void> {
  const db = new SqlWriter(trx);
  await emptyScopes(trx, scopeIds);
  await db.run(db.sql`delete from scopes where ${db.isIn('id', scopeIds)}`);
}
