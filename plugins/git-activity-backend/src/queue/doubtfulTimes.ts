import { Knex } from 'knex';
import { databaseTime } from '../database/clock';
import { write } from '../database/transactions';
import { LEASE_DURATION_MS } from './lease';

/** A clock that is set right now and then takes back less. */
const LEEWAY_MS = 60_000;

interface Moment {
  column: string;
  /** How far ahead it can lie. */
  aheadMs: number;
  /** What one that lies further ahead is taken for. */
  becomes: 'now' | 'unknown';
}

/**
 * Doubts what the database's clock said while it was ahead, or another one before it: a moment that lies further ahead than it can
 * would stop what waits for it until then.
 *
 * @param options - `longestPauseMs`: how far ahead a repository can be due
 * @returns how many rows it mended
 */
export async function mendTimes(
  knex: Knex,
  options: { longestPauseMs: number },
): Promise<number> {
  const { longestPauseMs } = options;
  const repositories: Moment[] = [
    { column: 'due_at', aheadMs: longestPauseMs, becomes: 'now' },
    { column: 'lease_until', aheadMs: LEASE_DURATION_MS, becomes: 'now' },
    { column: 'held_back_until', aheadMs: longestPauseMs, becomes: 'unknown' },
    { column: 'attempted_at', aheadMs: 0, becomes: 'now' },
    { column: 'wanted_at', aheadMs: 0, becomes: 'now' },
    { column: 'seen_at', aheadMs: 0, becomes: 'now' },
    { column: 'synced_at', aheadMs: 0, becomes: 'now' },
    // Found anew by the next search of the catalog. To be taken for an orphan since now could cost it its grace, should it be now
    // that the clock is wrong.
    { column: 'orphaned_at', aheadMs: 0, becomes: 'unknown' },
  ];
  return write(knex, async trx => {
    const mended = await mend(trx, {
      table: 'repositories',
      moments: repositories,
      also: { version: trx.raw('version + 1') },
    });
    const urls = await mend(trx, {
      table: 'repository_urls',
      moments: [{ column: 'checked_at', aheadMs: 0, becomes: 'unknown' }],
    });
    return mended + urls;
  });
}

async function mend(
  trx: Knex.Transaction,
  options: {
    table: string;
    moments: Moment[];
    also?: Record<string, Knex.Raw>;
  },
): Promise<number> {
  const isDoubtful = ({ column, aheadMs }: Moment) =>
    trx.raw('?? > ?', [column, databaseTime(trx, aheadMs + LEEWAY_MS)]);
  const values = options.moments.map(moment => [
    moment.column,
    trx.raw('case when ? then ? else ?? end', [
      isDoubtful(moment),
      moment.becomes === 'now' ? databaseTime(trx) : trx.raw('null'),
      moment.column,
    ]),
  ]);
  return trx(options.table)
    .where(any => options.moments.forEach(one => any.orWhere(isDoubtful(one))))
    .update({ ...Object.fromEntries(values), ...options.also });
}
