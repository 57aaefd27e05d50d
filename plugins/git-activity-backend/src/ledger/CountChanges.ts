import { Knex } from 'knex';
import { insertMany, recordset } from '../database/sql';
import { SqlWriter } from '../database/SqlWriter';

/** A commit as far as it counts. */
export interface CountedCommit {
  set_id: number;
  /** Null if it changed no folder that is a scope. */
  folder_set_id: number | null;
  day: string;
  author_id: number;
  /** Ids of authors, with commas between them. */
  coauthors: string;
  parents: number;
}

/** Its columns. */
export const COUNTED_COLUMNS = [
  'set_id',
  'folder_set_id',
  'day',
  'author_id',
  'coauthors',
  'parents',
] as const satisfies ReadonlyArray<keyof CountedCommit>;

interface DailyCountRow {
  set_id: number;
  day: string;
  author_id: number;
  coauthors: string;
  commits: number;
  merges: number;
}

interface SetAuthorRow {
  set_id: number;
  author_id: number;
  commits: number;
}

/** A commit with two parents or more is a merge. */
const MERGE_PARENTS = 2;

/** Changes of what is derived from commits, summed up before they are written. */
export class CountChanges {
  readonly #days = new Map<string, DailyCountRow>();
  readonly #authors = new Map<string, SetAuthorRow>();

  /** @param sign - 1 for a commit that came, -1 for one that went */
  count(commit: CountedCommit, sign: 1 | -1): void {
    this.#count(commit.set_id, commit, sign);
    if (commit.folder_set_id !== null) {
      this.#count(commit.folder_set_id, commit, sign);
    }
  }

  async write(trx: Knex.Transaction): Promise<void> {
    const days = [...this.#days.values()].filter(
      row => row.commits !== 0 || row.merges !== 0,
    );
    const authors = [...this.#authors.values()].filter(
      row => row.commits !== 0,
    );
    if (days.length === 0) {
      return;
    }
    // All who write rows of one set do so in one order, so that they wait for each other, and never in a circle.
    await this.#lockSets(trx, [...new Set(days.map(row => row.set_id))]);
    await this.#writeDays(trx, days);
    await this.#writeAuthors(trx, authors);
  }

  #count(set_id: number, commit: CountedCommit, sign: 1 | -1): void {
    const { day, author_id, coauthors, parents } = commit;
    const key = `${set_id}/${day}/${author_id}/${coauthors}`;
    let row = this.#days.get(key);
    if (!row) {
      row = { set_id, day, author_id, coauthors, commits: 0, merges: 0 };
      this.#days.set(key, row);
    }
    if (parents >= MERGE_PARENTS) {
      row.merges += sign;
    } else {
      row.commits += sign;
    }
    this.#countAuthor(set_id, author_id, sign);
    if (coauthors !== '') {
      for (const id of coauthors.split(',')) {
        this.#countAuthor(set_id, Number(id), sign);
      }
    }
  }

  #countAuthor(set_id: number, author_id: number, sign: 1 | -1): void {
    const key = `${set_id}/${author_id}`;
    const row = this.#authors.get(key);
    if (row) {
      row.commits += sign;
    } else {
      this.#authors.set(key, { set_id, author_id, commits: sign });
    }
  }

  async #lockSets(trx: Knex.Transaction, setIds: number[]): Promise<void> {
    const db = new SqlWriter(trx);
    await trx('holder_sets')
      .where(db.isIn('id', setIds))
      .orderBy('id')
      .forNoKeyUpdate()
      .select('id');
    await trx('holder_sets').where(db.isIn('id', setIds)).increment('version');
  }

  async #writeDays(
    trx: Knex.Transaction,
    rows: DailyCountRow[],
  ): Promise<void> {
    await insertMany(trx, {
      into: 'daily_counts',
      columns: {
        set_id: 'integer',
        day: 'text',
        author_id: 'integer',
        coauthors: 'text',
        commits: 'integer',
        merges: 'integer',
      },
      rows,
      onConflict: `(set_id, day, author_id, coauthors) do update set
        commits = daily_counts.commits + excluded.commits,
        merges = daily_counts.merges + excluded.merges`,
    });
    const less = rows.filter(row => row.commits < 0 || row.merges < 0);
    if (less.length > 0) {
      await trx.raw(
        `delete from daily_counts
         where commits = 0 and merges = 0
           and (set_id, day) in (select set_id, day from ?)`,
        [
          recordset(trx, {
            as: 'less',
            columns: { set_id: 'integer', day: 'text' },
            rows: less,
          }),
        ],
      );
    }
  }

  async #writeAuthors(
    trx: Knex.Transaction,
    rows: SetAuthorRow[],
  ): Promise<void> {
    await insertMany(trx, {
      into: 'set_authors',
      columns: { set_id: 'integer', author_id: 'integer', commits: 'integer' },
      rows,
      onConflict: `(set_id, author_id) do update set
        commits = set_authors.commits + excluded.commits`,
    });
    if (rows.some(row => row.commits < 0)) {
      const db = new SqlWriter(trx);
      await db.run(db.sql`
        delete from set_authors
        where commits = 0
          and ${db.isIn('set_id', [...new Set(rows.map(row => row.set_id))])}`);
    }
  }
}
