import { Knex } from 'knex';
import { isPostgres, rowsOf, textList } from './sql';
import { readOnce } from './transactions';

/**
 * SQL as it is read, with what is interpolated bound as parameters; and the one place where the engines differ here.
 */
export class SqlWriter {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** A template tag: strings and numbers become parameters, and SQL that this class made is put in as it is. */
  readonly sql = (
    parts: TemplateStringsArray,
    ...values: Array<string | number | Knex.Raw>
  ): Knex.Raw => this.#database.raw(parts.join('?'), values);

  /** SQL that is known when the program is written, such as the name of a column. */
  text(sql: string): Knex.Raw {
    return this.#database.raw(sql);
  }

  /**
   * Whether a column holds one of some ids. They travel as one parameter, since a list of `?` would end at the engines'
   * limits. PostgreSQL gets an array, not JSON: its planner sees how long an array is.
   */
  isIn(column: string, ids: number[]): Knex.Raw {
    return isPostgres(this.#database)
      ? this.#database.raw(`${column} = any(cast(? as int[]))`, [
          `{${ids.join(',')}}`,
        ])
      : this.#database.raw(`${column} in (select value from json_each(?))`, [
          JSON.stringify(ids),
        ]);
  }

  /** Whether a column holds one of some texts; they travel as one parameter, too. */
  isOneOf(column: string, texts: string[]): Knex.Raw {
    return this.sql`${this.text(column)} in ${textList(this.#database, texts)}`;
  }

  async rows<TRow>(query: Knex.Raw): Promise<TRow[]> {
    return rowsOf<TRow>(await readOnce(this.#database, () => query));
  }

  async run(query: Knex.Raw): Promise<void> {
    await query;
  }
}
