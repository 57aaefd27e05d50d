import { createHash } from 'node:crypto';
import { Turns } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';

const NOBODY = 0;
/** Bounds how long SQLite, which works in this process, keeps it busy with one statement. */
const ROWS_PER_QUERY = 20_000;

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
    while (this.newest < newest) {
      const [{ people }] = await db.rows<{ people: string | null }>(sql`
        select string_agg(id || ' ' || person_id, ' ') as people
        from (
          select id, person_id from authors
          where id > ${this.newest} and id <= ${newest} order by id limit ${ROWS_PER_QUERY}
        ) part`);
      const numbers = readNumbers(people);
      for (let index = 0; index < numbers.length; index += 2) {
        this.#set(numbers[index], numbers[index + 1]);
      }
      await turns.take();
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
): Promise<{
  mailmaps: Mailmaps;
  /** The same text means that they say the same. */
  fingerprint: string;
}> {
  const mailmaps: Mailmaps = new Map();
  const hash = createHash('sha256');
  const turns = new Turns();
  // One file may map hundreds of thousands.
  let place = { repository: 0, author: 0 };
  let isMore = repositoryIds.length > 0;
  while (isMore) {
    const rows = await readMappings(knex, { repositoryIds, place });
    let read = 0;
    for (const { repository_id, pairs } of rows) {
      hash.update(`${repository_id}:${pairs};`);
      const mailmap = mailmaps.get(repository_id) ?? new Map<number, number>();
      mailmaps.set(repository_id, mailmap);
      const numbers = readNumbers(pairs);
      for (let index = 0; index < numbers.length; index += 2) {
        mailmap.set(numbers[index], numbers[index + 1]);
      }
      read += numbers.length / 2;
      place = {
        repository: repository_id,
        author: numbers[numbers.length - 2],
      };
      await turns.take();
    }
    isMore = read === ROWS_PER_QUERY;
  }
  return { mailmaps, fingerprint: hash.digest('base64url') };
}

async function readMappings(
  knex: Knex,
  options: {
    repositoryIds: number[];
    place: { repository: number; author: number };
  },
): Promise<Array<{ repository_id: number; pairs: string }>> {
  const db = new SqlWriter(knex);
  const { repository, author } = options.place;
  return db.rows(db.sql`
    select repository_id,
      string_agg(author_id || ' ' || mapped_author_id, ' ' order by author_id) as pairs
    from (
      select repository_id, author_id, mapped_author_id from mailmap_authors
      where ${db.isIn('repository_id', options.repositoryIds)}
        and (repository_id, author_id) > (${repository}, ${author})
      order by repository_id, author_id limit ${ROWS_PER_QUERY}
    ) part
    group by repository_id
    order by repository_id`);
}

/** @param text - with spaces between the numbers */
function readNumbers(text: string | null): number[] {
  return text ? text.split(' ').map(Number) : [];
}
