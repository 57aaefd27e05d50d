import { Turns } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { SqlWriter } from './SqlWriter';

/** Bounds how long SQLite, which works in this process, keeps it busy with one statement. */
export const ROWS_PER_QUERY = 20_000;

/**
 * Reads integers of as many rows as there are, in steps. They come as texts, since many rows would keep this process busy for longer.
 *
 * @param options - `group` and the first of `columns` are the primary key of the table; what they name is known when the program is written
 * @returns of some of the groups the integers of their rows, one row after the other; a large group comes in several parts
 */
export async function* readIntegers(
  knex: Knex,
  options: {
    from: string;
    group: string;
    groups: number[];
    columns: [string, ...string[]];
  },
): AsyncGenerator<{ group: number; integers: number[] }> {
  const { group, columns, groups } = options;
  const db = new SqlWriter(knex);
  const { sql, text } = { sql: db.sql, text: db.text.bind(db) };
  const [id] = columns;
  const turns = new Turns();
  let place = { group: 0, id: 0 };
  for (let isMore = groups.length > 0; isMore; ) {
    const rows = await db.rows<{ one: number; integers: string }>(sql`
      select ${text(group)} as one, string_agg(${text(
      columns.join(` || ' ' || `),
    )} || '', ' ') as integers
      from (
        select ${text([group, ...columns].join(', '))} from ${text(
      options.from,
    )}
        where ${db.isIn(group, groups)}
          and (${text(`${group}, ${id}`)}) > (${place.group}, ${place.id})
        order by ${text(`${group}, ${id}`)} limit ${ROWS_PER_QUERY}
      ) part
      group by ${text(group)}
      order by ${text(group)}`);
    let read = 0;
    for (const row of rows) {
      const integers = row.integers.split(' ').map(Number);
      yield { group: row.one, integers };
      read += integers.length / columns.length;
      place = { group: row.one, id: highest(integers, columns.length) };
      await turns.take();
    }
    isMore = read === ROWS_PER_QUERY;
  }
}

/** The highest of the integers that come first in their row. */
function highest(integers: number[], perRow: number): number {
  let id = 0;
  for (let index = 0; index < integers.length; index += perRow) {
    id = Math.max(id, integers[index]);
  }
  return id;
}
