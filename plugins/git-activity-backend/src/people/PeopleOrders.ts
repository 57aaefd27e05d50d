import { Person } from 'backstage-plugin-git-activity-common';
import { Turns } from 'backstage-plugin-git-activity-node';
import { LRUCache } from 'lru-cache';
import { Knex } from 'knex';
import { byName, NameSources, readNames } from './names';

/** Of names, in UTF-16 code units; the ids beside them take little. */
const MAX_KEPT_LENGTH = 20_000_000;
/** An id, and a text's own overhead. */
const LENGTH_OF_EACH = 20;
/** Bounds how long one statement takes. */
const PEOPLE_PER_QUERY = 1_000;

/** One of the people that are listed. */
export interface ListedPerson {
  id: number;
  /** Where a search looks: name and User, in lower case. */
  sought: string;
}

/**
 * In which order people are listed. They are sorted by name, which takes finding out what each of them is called; so that this is not done
 * for every page and every letter that somebody types, the order is kept, and the names with it.
 */
export class PeopleOrders {
  readonly #kept = new LRUCache<string, ListedPerson[]>({
    maxSize: MAX_KEPT_LENGTH,
    sizeCalculation: people =>
      people.reduce(
        (sum, { sought }) => sum + sought.length + LENGTH_OF_EACH,
        1,
      ),
  });

  /**
   * Some people, by name.
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
  ): Promise<ListedPerson[]> {
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
    const turns = new Turns();
    const sorted = await turns.map(
      await turns.sort(people, byName),
      person => ({
        id: Number(person.id),
        sought: `${person.name}\n${person.userEntityRef ?? ''}`.toLowerCase(),
      }),
    );
    this.#kept.set(key, sorted);
    return sorted;
  }
}
