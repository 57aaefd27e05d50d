import { LRUCache } from 'lru-cache';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { SelectedSet } from './selectedSets';

/** 4 bytes each. 1,000 repositories with 200 authors each have 200,000. */
const MAX_KEPT_AUTHORS = 2_000_000;

interface KeptAuthors {
  version: number;
  authorIds: Int32Array;
}

/** Keeps in memory whom the commits of each holder set name, for as long as the set's version holds. */
export class SetAuthors {
  readonly #kept = new LRUCache<number, KeptAuthors>({
    maxSize: MAX_KEPT_AUTHORS,
    sizeCalculation: ({ authorIds }) => authorIds.length + 1,
  });

  /**
   * Reads whom the commits of some sets name.
   *
   * @param trx - the snapshot that the sets are of
   * @returns the ids of authors, set by set
   */
  async read(trx: Knex, sets: SelectedSet[]): Promise<Int32Array[]> {
    const found: Int32Array[] = [];
    const missing = new Map<number, SelectedSet>();
    for (const set of sets) {
      const kept = this.#kept.get(set.id);
      if (kept?.version === set.version) {
        found.push(kept.authorIds);
      } else {
        missing.set(set.id, set);
      }
    }
    if (missing.size === 0) {
      return found;
    }
    const db = new SqlWriter(trx);
    const rows = await db.rows<{ set_id: number; authors: string }>(db.sql`
      select set_id, string_agg(cast(author_id as text), ' ') as authors
      from set_authors
      where ${db.isIn('set_id', [...missing.keys()])}
      group by set_id`);
    for (const { set_id, authors } of rows) {
      const authorIds = Int32Array.from(authors.split(' '), Number);
      const { version } = missing.get(set_id) ?? { version: 0 };
      this.#kept.set(set_id, { version, authorIds });
      found.push(authorIds);
    }
    return found;
  }
}
