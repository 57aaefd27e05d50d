import { Turns } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { readIntegers, ROWS_PER_QUERY } from '../database/readIntegers';
import { SqlWriter } from '../database/SqlWriter';

const NOBODY = 0;

/** Whom a `.mailmap` says authors to be, by the repository's id. */
export type Mailmaps = Map<number, Map<number, number>>;

/** Who is behind each author, and who is a bot, as of one moment; fast enough for each of a million rows. */
export interface WhoIsWho {
  personOf(authorId: number): number;
  isBot(personId: number): boolean;
  /** All people who are bots. */
  bots: ReadonlySet<number>;
  /** No person's id is higher. */
  highestPersonId: number;
}

/** A catalog User, and what the catalog calls them. */
export interface NamedUser {
  entityRef: string;
  name: string;
}

/** Who is who to those who may see every User. */
export interface Everyone extends WhoIsWho {
  /** Who an author is as far as commits tell. */
  strangerOf(authorId: number): number;
  /** By the id of the person. */
  users: ReadonlyMap<number, NamedUser>;
}

class Kept implements Everyone {
  newest = 0;
  highestPersonId = 0;
  #people = new Int32Array(1024);
  #strangers = new Int32Array(1024);
  #newestUser = 0;
  readonly users = new Map<number, NamedUser>();
  bots: ReadonlySet<number> = new Set<number>();

  constructor(readonly version: number) {}

  personOf(authorId: number): number {
    return this.#people[authorId] ?? NOBODY;
  }

  strangerOf(authorId: number): number {
    return this.#strangers[authorId] ?? NOBODY;
  }

  isBot(personId: number): boolean {
    return this.bots.has(personId);
  }

  /**
   * Reads the authors that came since it last read, in steps; as one text each, since many rows would keep this process busy for longer.
   *
   * @param newest - the last author of the snapshot that is read
   */
  async readOn(db: SqlWriter, newest: number): Promise<void> {
    const { sql } = db;
    const turns = new Turns();
    const [{ bots }] = await db.rows<{ bots: string | null }>(
      sql`select string_agg(cast(id as text), ' ') as bots from people where bot = 1`,
    );
    this.bots = new Set(readNumbers(bots));
    await this.#readUsers(db);
    while (this.newest < newest) {
      const [{ people }] = await db.rows<{ people: string | null }>(sql`
        select string_agg(id || ' ' || person_id || ' ' || stranger_id, ' ') as people
        from (
          select id, person_id, stranger_id from authors
          where id > ${this.newest} and id <= ${newest} order by id limit ${ROWS_PER_QUERY}
        ) part`);
      this.#note(readNumbers(people));
      await turns.take();
    }
  }

  /** @param numbers - an author, the person and the stranger that it is, and so on */
  #note(numbers: number[]): void {
    for (let index = 0; index < numbers.length; index += 3) {
      const authorId = numbers[index];
      const personId = numbers[index + 1];
      const strangerId = numbers[index + 2];
      this.#people = grown(this.#people, authorId);
      this.#strangers = grown(this.#strangers, authorId);
      this.#people[authorId] = personId;
      this.#strangers[authorId] = strangerId;
      this.newest = Math.max(this.newest, authorId);
      this.highestPersonId = Math.max(
        this.highestPersonId,
        personId,
        strangerId,
      );
    }
  }

  /** Whoever is a User stays that one; what the catalog calls them is another version. */
  async #readUsers(db: SqlWriter): Promise<void> {
    const rows = await db.rows<{ id: number } & NamedUser>(db.sql`
      select p.id, p.user_entity_ref as "entityRef", coalesce(u.name, '') as name
      from people p left join catalog_users u on u.entity_ref = p.user_entity_ref
      where p.user_entity_ref is not null and p.id > ${this.#newestUser}`);
    for (const { id, ...user } of rows) {
      this.users.set(id, user);
      this.#newestUser = Math.max(this.#newestUser, id);
    }
  }
}

/** @returns the same array, or a larger one, that has a place for an id */
function grown(ids: Int32Array, id: number): Int32Array {
  if (id < ids.length) {
    return ids;
  }
  const larger = new Int32Array(Math.max(id + 1, ids.length * 2));
  larger.set(ids);
  return larger;
}

/** Who is who to one viewer: a User whom they may not see is none, but the strangers that commits tell of. */
export class SeenPeople implements WhoIsWho {
  readonly bots: ReadonlySet<number>;
  readonly highestPersonId: number;
  readonly #everyone: Everyone;
  /** By person: 1 for Users who are hidden. */
  readonly #hidden: Uint8Array;
  readonly #names: (personId: number) => boolean;

  /** @param options - `names` tells of a human whether the viewer may be told who it is */
  constructor(
    everyone: Everyone,
    options: {
      hiddenUsers: Iterable<number>;
      names: (personId: number) => boolean;
    },
  ) {
    const { hiddenUsers, names } = options;
    this.#everyone = everyone;
    this.#names = names;
    this.bots = everyone.bots;
    this.highestPersonId = everyone.highestPersonId;
    this.#hidden = new Uint8Array(everyone.highestPersonId + 1);
    for (const id of hiddenUsers) {
      this.#hidden[id] = 1;
    }
  }

  personOf(authorId: number): number {
    const person = this.#everyone.personOf(authorId);
    return this.#hidden[person] === 1
      ? this.#everyone.strangerOf(authorId)
      : person;
  }

  isBot(personId: number): boolean {
    return this.bots.has(personId);
  }

  /** Whether the viewer may be told who somebody is. Bots are nobody whose privacy matters. */
  isNamed(personId: number): boolean {
    return this.isBot(personId) || this.#names(personId);
  }
}

/**
 * Keeps who is behind each author in memory. What is kept holds until the version in the database is another; authors that came
 * since are read in addition.
 */
export class PeopleIndex {
  #kept?: Kept;

  /** @param trx - the snapshot that the answer is of */
  async read(trx: Knex): Promise<Everyone> {
    const db = new SqlWriter(trx);
    const [{ version, newest }] = await db.rows<{
      version: number;
      newest: number | null;
    }>(db.sql`
      select version, (select max(id) from authors) as newest
      from ledger_state where name = 'people'`);
    const kept = this.#kept?.version === version ? this.#kept : undefined;
    const index = kept ?? new Kept(version);
    if (index.newest < (newest ?? 0)) {
      await index.readOn(db, newest ?? 0);
    }
    // An older snapshot must not take the place of what a newer one has read.
    if (!this.#kept || this.#kept.version <= version) {
      this.#kept = index;
    }
    return index;
  }
}

/** Who an author is in a repository, whose `.mailmap` knows better than anybody. */
export function personIn(
  known: { people: WhoIsWho; mailmaps: Mailmaps },
  repositoryId: number,
): (authorId: number) => number {
  const { people } = known;
  const mailmap = known.mailmaps.get(repositoryId);
  return mailmap
    ? id => people.personOf(mailmap.get(id) ?? id)
    : id => people.personOf(id);
}

/** The `.mailmap`s of some repositories, as far as they say anything of authors that are there. */
export async function readMailmaps(
  knex: Knex,
  repositoryIds: number[],
): Promise<Mailmaps> {
  const mailmaps: Mailmaps = new Map();
  // One file may map hundreds of thousands.
  for await (const { group, integers } of readIntegers(knex, {
    from: 'mailmap_authors',
    group: 'repository_id',
    groups: repositoryIds,
    columns: ['author_id', 'mapped_author_id'],
  })) {
    const mailmap = mailmaps.get(group) ?? new Map<number, number>();
    mailmaps.set(group, mailmap);
    for (let index = 0; index < integers.length; index += 2) {
      mailmap.set(integers[index], integers[index + 1]);
    }
  }
  return mailmaps;
}

/** @param text - with spaces between the numbers */
function readNumbers(text: string | null): number[] {
  return text ? text.split(' ').map(Number) : [];
}
