import { Knex } from 'knex';

/** A column type that every engine knows. */
export type ColumnType = 'text' | 'integer' | 'bigint';

export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client.includes('pg');
}

/**
 * Records as a table to select from. They travel as one parameter, or one for each column, so that one statement writes or
 * looks up any number of them; a list of `?` would end at the engines' limits.
 */
export function recordset<TRow extends object>(
  knex: Knex,
  options: {
    as: string;
    /** What of the rows to send. */
    columns: Partial<Record<keyof TRow & string, ColumnType>>;
    rows: TRow[];
  },
): Knex.Raw {
  const { as, rows } = options;
  const columns = Object.entries(options.columns) as Array<
    [keyof TRow & string, ColumnType]
  >;
  const names = columns.map(([name]) => name);
  if (isPostgres(knex)) {
    const arrays = columns.map(([, type]) => `?::${type}[]`);
    return knex.raw(
      `unnest(${arrays.join(', ')}) as ${as}(${names.join(', ')})`,
      names.map(name => rows.map(row => row[name]) as Knex.Value),
    );
  }
  const fields = names.map((name, index) => `value ->> ${index} as ${name}`);
  return knex.raw(`(select ${fields.join(', ')} from json_each(?)) as ${as}`, [
    JSON.stringify(rows.map(row => names.map(name => row[name]))),
  ]);
}

/** As much of a better-sqlite3 connection as is needed to run one statement for many rows. */
interface SqliteConnection {
  prepare(sql: string): { run(values: unknown[]): { changes: number } };
}

/**
 * Inserts rows, the fastest way that the engine has: in SQLite that is one prepared statement, since taking JSON apart would take
 * half of the time.
 *
 * @param options - what becomes of a row that is there already: it is passed over, or updated by SQL of `onConflict`
 * @returns those that were not passed over
 */
export async function insertMany<TRow extends object>(
  trx: Knex.Transaction,
  options: {
    into: string;
    /** Columns that are the same for all rows. */
    constants?: Record<string, number>;
    columns: Partial<Record<keyof TRow & string, ColumnType>>;
    rows: TRow[];
  } & ({ unlessThere: keyof TRow & string } | { onConflict: string }),
): Promise<TRow[]> {
  const { into, constants = {}, columns, rows } = options;
  if (rows.length === 0) {
    return [];
  }
  const names = Object.keys(columns) as Array<keyof TRow & string>;
  const target = [...Object.keys(constants), ...names].join(', ');
  const fixed = Object.values(constants);
  const unique = 'unlessThere' in options ? options.unlessThere : undefined;
  const onConflict =
    'onConflict' in options ? options.onConflict : `(${unique}) do nothing`;
  if (isPostgres(trx)) {
    const written = rowsOf<TRow>(
      await trx.raw(
        `insert into ${into} (${target}) select ${[...fixed, ...names].join(
          ', ',
        )} from ? where true
         on conflict ${onConflict} ${unique ? `returning ${unique}` : ''}`,
        [recordset(trx, { as: 'added', columns, rows })],
      ),
    );
    if (unique === undefined || written.length === rows.length) return rows;
    const keys = new Set(written.map(row => row[unique]));
    return rows.filter(row => keys.has(row[unique]));
  }
  // Within a transaction this is the transaction's own connection.
  const connection: SqliteConnection = await trx.client.acquireConnection();
  const places = [...fixed, ...names].map(() => '?').join(', ');
  const statement = connection.prepare(
    `insert into ${into} (${target}) values (${places}) on conflict ${onConflict}`,
  );
  return rows.filter(row => {
    const { changes } = statement.run([
      ...fixed,
      ...names.map(name => row[name]),
    ]);
    return changes > 0;
  });
}

/** Texts as a subquery for `in`; they travel as one parameter. */
export function textList(knex: Knex, values: string[]): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw('(select unnest(?::text[]))', [values])
    : knex.raw('(select value from json_each(?))', [JSON.stringify(values)]);
}

/** The rows that a raw `select` or `… returning` gave. */
export function rowsOf<TRow>(result: unknown): TRow[] {
  return Array.isArray(result)
    ? (result as TRow[])
    : (result as { rows: TRow[] }).rows;
}
