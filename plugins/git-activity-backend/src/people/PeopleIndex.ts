import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';

const NOBODY = 0;

/** Whom a `.mailmap` says authors to be, by the repository's id. */
export type Mailmaps = Map<number, Map<number, number>>;

/** Who is behind each author, and who is a bot, as of one moment; fast enough for each of a million rows. */
export interface WhoIsWho {
  /** Goes up when somebody may be another person than before. */
  version: number;
  personOf(authorId: number): number;
  isBot(personId: number): boolean;
  /** All people who are bots. */
  bots: ReadonlySet<number>;
  /** No person's id is higher. */
  highestPersonId: number;
}

class Kept implements WhoIsWho {
  newest = 0;
  highestPersonId = 0;
  #people = new Int32Array(1024);
  bots: ReadonlySet<number> = new Set<number>();

  constructor(readonly version: number) {}

  personOf(authorId: number): number {
    return this.#people[authorId] ?? NOBODY;
  }

  isBot(personId: number): boolean {
    return this.bots.has(personId);
  }

  /** Reads the authors that came since it last read; as one text, since many rows would keep this process busy for longer. */
  async readOn(db: SqlWriter): Promise<void> {
    const { sql } = db;
    const [{ people }] = await db.rows<{ people: string | null }>(sql`
      select string_agg(id || ' ' || person_id, ' ') as people
      from authors where id > ${this.newest}`);
    const bots = await db.rows<{ id: number }>(
      sql`select id from people where bot = 1`,
    );
    this.bots = new Set(bots.map(({ id }) => id));
    const numbers = (people ?? '').split(' ').map(Number);
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      this.#set(numbers[index], numbers[index + 1]);
    }
  }

  #set(authorId: number, personId: number): void {
    if (authorId >= this.#people.length) {
      const larger = new Int32Array(
        Math.max(authorId + 1, this.#people.length * 2),
      );
      larger.set(this.#people);
      this.#people = larger;
    }
    this.#people[authorId] = personId;
    this.newest = Math.max(this.newest, authorId);
    this.highestPersonId = Math.max(this.highestPersonId, personId);
  }
}

/**
 * Keeps who is behind each author in memory. What is kept holds until the version in the database is another; authors that came
 * since are read in addition.
 */
export class PeopleIndex {
  #kept?: Kept;

  /** @param trx - the snapshot that the answer is of */
  async read(trx: Knex): Promise<WhoIsWho> {
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
      await index.readOn(db);
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
  if (repositoryIds.length === 0) {
    return new Map();
  }
  const db = new SqlWriter(knex);
  const rows = await db.rows<{
    repository_id: number;
    author_id: number;
    mapped_author_id: number;
  }>(db.sql`
    select repository_id, author_id, mapped_author_id from mailmap_authors
    where ${db.isIn('repository_id', repositoryIds)}`);
  const mailmaps: Mailmaps = new Map();
  for (const { repository_id, author_id, mapped_author_id } of rows) {
    const mailmap = mailmaps.get(repository_id) ?? new Map<number, number>();
    mailmaps.set(repository_id, mailmap.set(author_id, mapped_author_id));
  }
  return mailmaps;
}
