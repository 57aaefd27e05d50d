import { createHash } from 'node:crypto';
import { Everyone, Mailmaps, SeenPeople } from '../people/PeopleIndex';
import { SelectedScopes } from './scopes';
import { SelectedSet } from './selectedSets';

const INTEGERS_PER_AUTHOR = 3;

/** A repository, and how often what it holds had changed when somebody looked. */
export interface RepositoryVersion {
  id: number;
  contents_version: number;
  mailmap_id: string | null;
}

/** What a selection is made of at one moment, as one viewer sees it; whatever is counted of it fits together. */
export interface Selected {
  scopes: SelectedScopes;
  sets: SelectedSet[];
  people: SeenPeople;
  mailmaps: Mailmaps;
  /** The same text means the same numbers and names. It changes with nothing that the viewer may not see. */
  revision: string;
}

interface RosterOptions {
  scopes: SelectedScopes;
  sets: SelectedSet[];
  repositories: RepositoryVersion[];
  everyone: Everyone;
  mailmaps: Mailmaps;
  /** Whom the commits of each set name. */
  authorIds: Int32Array[];
}

/** Whom the commits of some repositories name, before it is decided which of them the viewer may see as Users. */
export class Roster {
  readonly #options: RosterOptions;
  /** Sorted. */
  readonly #authorIds: Int32Array;
  /** Refs of the Users among them, by the id of the person. */
  readonly #users = new Map<number, string>();

  constructor(options: RosterOptions) {
    this.#options = options;
    this.#authorIds = findDistinct([
      ...options.authorIds,
      ...[...options.mailmaps.values()].map(mailmap =>
        Int32Array.from(mailmap.values()),
      ),
    ]);
    const { everyone } = options;
    for (const authorId of this.#authorIds) {
      const person = everyone.personOf(authorId);
      if (person !== everyone.strangerOf(authorId)) {
        this.#users.set(person, everyone.users.get(person)?.entityRef ?? '');
      }
    }
  }

  get userEntityRefs(): string[] {
    return [...this.#users.values()];
  }

  /**
   * @param viewer - `sees` tells whether they may see a User, and `names` whether they may be told of somebody by name: a User, or
   * undefined for whoever is none
   */
  seenBy(viewer: {
    sees: (userEntityRef: string) => boolean;
    names: (userEntityRef: string | undefined) => boolean;
  }): Selected {
    const { scopes, sets, mailmaps, everyone } = this.#options;
    const users = [...this.#users];
    const naming = this.#findNaming(viewer.names);
    const people = new SeenPeople(everyone, {
      hiddenUsers: users.flatMap(([id, ref]) => (viewer.sees(ref) ? [] : [id])),
      names: id => naming.exceptions.has(id) !== naming.isNamed,
    });
    const shown = users.filter(([, ref]) => viewer.sees(ref));
    return {
      scopes,
      sets,
      people,
      mailmaps,
      revision: this.#digest(
        people,
        shown.map(([id]) => id),
        naming,
      ),
    };
  }

  /**
   * Whom ids lead to: a person to itself, and a stranger that commits tell of to whom it turned out to be. Whoever is in none of the
   * repositories is not there.
   */
  findLeads(people: SeenPeople): Map<number, Set<number>> {
    const leads = new Map<number, Set<number>>();
    for (const authorId of this.#authorIds) {
      const person = people.personOf(authorId);
      const stranger = this.#options.everyone.strangerOf(authorId);
      for (const id of [person, stranger]) {
        leads.set(id, (leads.get(id) ?? new Set()).add(person));
      }
    }
    return leads;
  }

  /**
   * Whether people have a name, and for whom it is the other way round. Whoever is not to be named as a User has no name as the stranger
   * either, whom others see in their place.
   */
  #findNaming(names: (userEntityRef: string | undefined) => boolean): {
    isNamed: boolean;
    exceptions: Set<number>;
  } {
    const isNamed = names(undefined);
    const exceptions = new Set(
      [...this.#users].flatMap(([id, ref]) =>
        names(ref) === isNamed ? [] : [id],
      ),
    );
    if (isNamed && exceptions.size > 0) {
      const { everyone } = this.#options;
      for (const authorId of this.#authorIds) {
        if (exceptions.has(everyone.personOf(authorId))) {
          exceptions.add(everyone.strangerOf(authorId));
        }
      }
    }
    return { isNamed, exceptions };
  }

  /** Of sets nothing is told: what a hidden repository has in common with a visible one moves commits from set to set. */
  #digest(
    people: SeenPeople,
    users: number[],
    naming: { isNamed: boolean; exceptions: Set<number> },
  ): string {
    const who = new Int32Array(this.#authorIds.length * INTEGERS_PER_AUTHOR);
    let end = 0;
    for (const authorId of this.#authorIds) {
      const person = people.personOf(authorId);
      who[end++] = authorId;
      who[end++] = person;
      who[end++] = people.isBot(person) ? 1 : 0;
    }
    const facts = [
      this.#options.repositories.map(row => [row.id, row.contents_version]),
      this.#options.scopes.folders.map(({ id, version }) => [id, version]),
      users.map(id => [id, this.#options.everyone.users.get(id)]),
      [naming.isNamed, ...naming.exceptions],
    ];
    return createHash('sha256')
      .update(JSON.stringify(facts))
      .update(who)
      .digest('base64url');
  }
}

/** Plain loops, since every question goes through everybody in its selection. */
function findDistinct(lists: Int32Array[]): Int32Array {
  let highest = 0;
  for (const ids of lists) {
    for (let index = 0; index < ids.length; index++) {
      if (ids[index] > highest) highest = ids[index];
    }
  }
  const isThere = new Uint8Array(highest + 1);
  let count = 0;
  for (const ids of lists) {
    for (let index = 0; index < ids.length; index++) {
      count += 1 - isThere[ids[index]];
      isThere[ids[index]] = 1;
    }
  }
  const distinct = new Int32Array(count);
  for (let id = 0, end = 0; id <= highest; id++) {
    if (isThere[id] === 1) distinct[end++] = id;
  }
  return distinct;
}
