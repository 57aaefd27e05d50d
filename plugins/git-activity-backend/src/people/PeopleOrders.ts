import { Person } from 'backstage-plugin-git-activity-common';
import { Turns } from 'backstage-plugin-git-activity-node';
import { LRUCache } from 'lru-cache';
import { Knex } from 'knex';
import { byName, NameSources, readNames } from './names';

/** 4 bytes each. */
const MAX_KEPT_IDS = 2_000_000;
/** Bounds how long one statement takes. */
const PEOPLE_PER_QUERY = 1_000;

/**
 * In which order people are listed. They are sorted by name, which takes finding out what each of them is called; so that this is not done
 * for every page, the order is kept.
 */
export class PeopleOrders {
  readonly #kept = new LRUCache<string, Int32Array>({
    maxSize: MAX_KEPT_IDS,
    sizeCalculation: ({ length }) => length + 1,
  });

  /**
   * The ids of some people, by name.
   *
   * @param options - `key` is the same for the same people with the same names
   */
  async read(
    trx: Knex,
    options: {
      key: string;
      findPeople: () => Promise<number[]>;
      sources: NameSources;
    },
  ): Promise<Int32Array> {
    const { key, findPeople, sources } = options;
    const kept = this.#kept.get(key);
    if (kept) {
      return kept;
    }
    const personIds = await findPeople();
    const people: Person[] = [];
    for (let at = 0; at < personIds.length; at += PEOPLE_PER_QUERY) {
      const some = personIds.slice(at, at + PEOPLE_PER_QUERY);
      const names = await readNames(trx, { personIds: some, sources });
      people.push(...names.values());
    }
    const sorted = await new Turns().sort(people, byName);
    const ids = Int32Array.from(sorted, ({ id }) => Number(id));
    this.#kept.set(key, ids);
    return ids;
  }
}
