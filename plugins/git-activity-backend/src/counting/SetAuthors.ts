import { LRUCache } from 'lru-cache';
import { Knex } from 'knex';
import { readIntegers } from '../database/readIntegers';
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
    const read = new Map<number, number[]>();
    for await (const { group, integers } of readIntegers(trx, {
      from: 'set_authors',
      group: 'set_id',
      groups: [...missing.keys()],
      columns: ['author_id'],
    })) {
      const before = read.get(group);
      read.set(group, before ? before.concat(integers) : integers);
    }
    for (const [id, integers] of read) {
      const authorIds = Int32Array.from(integers);
      const { version } = missing.get(id) ?? { version: 0 };
      this.#kept.set(id, { version, authorIds });
      found.push(authorIds);
    }
    return found;
  }
}
