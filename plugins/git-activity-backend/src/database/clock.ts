import { Knex } from 'knex';
import { isPostgres, rowsOf } from './sql';
import { toDate } from './tables';

/**
 * The moment by the database's clock, or one so long after it: what all replicas have in common, however wrong their own clocks are.
 */
export function databaseTime(knex: Knex, milliseconds: number = 0): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw(`(clock_timestamp() + ? * interval '1 millisecond')`, [
        milliseconds,
      ])
    : knex.raw(`(cast(unixepoch('subsec') * 1000 as integer) + ?)`, [
        milliseconds,
      ]);
}

/** Asks the database what time it is. */
export async function readClock(knex: Knex): Promise<Date> {
  const result = await knex.raw('select ? as now', [databaseTime(knex)]);
  const [{ now }] = rowsOf<{ now: Date | number }>(result);
  return toDate(now);
}

/** A moment that a column holds, and so long after it. */
export function timeAfter(
  knex: Knex,
  column: string,
  milliseconds: number,
): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw(`(?? + ? * interval '1 millisecond')`, [column, milliseconds])
    : knex.raw('(?? + ?)', [column, milliseconds]);
}

/** The latest of some moments, of which those that are null do not matter. */
export function latestOf(knex: Knex, moments: Knex.Raw[]): Knex.Raw {
  // SQLite's function is null as soon as one of them is.
  return isPostgres(knex)
    ? knex.raw(`greatest(${moments.map(() => '?').join(', ')})`, moments)
    : knex.raw(
        `max(${moments.map(() => 'coalesce(?, 0)').join(', ')})`,
        moments,
      );
}
