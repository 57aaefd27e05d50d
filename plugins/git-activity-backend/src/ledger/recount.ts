import { Knex } from 'knex';
import { recordset } from '../database/sql';
import { SqlWriter } from '../database/SqlWriter';
import { NO_DAY } from '../database/tables';
import { write } from '../database/transactions';
import { COUNTED_COLUMNS, CountChanges, CountedCommit } from './CountChanges';
import { DayClock } from './DayClock';

/** Bounds how long one transaction keeps others from writing. */
const MAX_COMMITS_PER_TRANSACTION = 5_000;

const SECONDS_PER_DAY = 24 * 60 * 60;

const DATED_COLUMNS = ['sha', ...COUNTED_COLUMNS, 'authored_at', 'utc_offset'];

interface DatedCommit extends CountedCommit {
  sha: string;
  authored_at: number | string;
  utc_offset: number;
}

/** What days are counted in, as far as stored commits are concerned; undefined while that is being changed. */
export async function readDayBasis(knex: Knex): Promise<string | undefined> {
  const row: { value: string | null } | undefined = await knex('ledger_state')
    .where({ name: 'day_basis' })
    .first('value');
  return row?.value ?? undefined;
}

/**
 * Puts every stored commit on the day that it has by another basis, without asking any host. In steps: after each one the daily
 * counts equal the commits, and an interrupted change goes on where it was.
 *
 * @returns how many commits it looked at
 */
export async function recountDays(options: {
  knex: Knex;
  dayBasis: string;
  signal: AbortSignal;
  now?: Date;
}): Promise<number> {
  const { knex, dayBasis, signal, now = new Date() } = options;
  if ((await readDayBasis(knex)) === dayBasis) {
    return 0;
  }
  const clock = new DayClock({ dayBasis, now });
  const { basis, sha } = await readReached(knex);
  let after = basis === dayBasis ? sha : '';
  await setState(knex, 'day_basis', null);
  let looked = 0;
  for (let more = true; more; ) {
    signal.throwIfAborted();
    const step = await recountSome(knex, { dayBasis, clock, after });
    looked += step.looked;
    after = step.reached ?? after;
    more = step.reached !== undefined;
  }
  return looked;
}

/** @returns the last SHA that was looked at; undefined if there was none left */
async function recountSome(
  knex: Knex,
  options: { dayBasis: string; clock: DayClock; after: string },
): Promise<{ looked: number; reached?: string }> {
  const { dayBasis, clock, after } = options;
  return write(knex, async trx => {
    const commits: DatedCommit[] = await trx('commits')
      .where('sha', '>', after)
      .whereNotNull('authored_at')
      .orderBy('sha')
      .limit(MAX_COMMITS_PER_TRANSACTION)
      .forUpdate()
      .select(...DATED_COLUMNS);
    await moveToDays(trx, { commits, clock });
    const reached = commits.at(-1)?.sha;
    if (reached !== undefined) {
      await setState(trx, 'day_basis_reached', `${dayBasis} ${reached}`);
    } else {
      await setState(trx, 'day_basis_reached', null);
      await setState(trx, 'day_basis', dayBasis);
    }
    return { looked: commits.length, reached };
  });
}

/**
 * Lets commits count whose author date was still to come when they were read, and no longer is; and sets those aside that count on a
 * date which is still to come, because the clock was ahead when they were read.
 */
export async function recountFuture(options: {
  knex: Knex;
  dayBasis: string;
  signal: AbortSignal;
  now?: Date;
}): Promise<void> {
  const { knex, dayBasis, signal, now = new Date() } = options;
  const clock = new DayClock({ dayBasis, now });
  for (const find of [findArrived, findPremature]) {
    let more = true;
    while (more) {
      signal.throwIfAborted();
      more = await write(knex, async trx => {
        const commits: DatedCommit[] = await find(trx, clock)
          .orderBy('sha')
          .limit(MAX_COMMITS_PER_TRANSACTION)
          .forUpdate()
          .select(...DATED_COLUMNS);
        await moveToDays(trx, { commits, clock });
        return commits.length > 0;
      });
    }
  }
}

function findArrived(
  trx: Knex.Transaction,
  { latestUsable }: DayClock,
): Knex.QueryBuilder {
  return trx('commits')
    .where({ day: NO_DAY })
    .where('authored_at', '<=', latestUsable);
}

function findPremature(
  trx: Knex.Transaction,
  clock: DayClock,
): Knex.QueryBuilder {
  const { latestUsable } = clock;
  // What is later counts on this day or a later one, wherever it was written. One look into the index for each set finds them.
  const firstDay = clock.utcDayOf(latestUsable - SECONDS_PER_DAY);
  const sets = trx('holder_sets')
    .whereExists(
      trx('daily_counts')
        .whereRaw('daily_counts.set_id = holder_sets.id')
        .where('day', '>=', firstDay)
        .select(trx.raw('1')),
    )
    .select('id');
  return trx('commits')
    .whereIn('set_id', sets)
    .where('day', '>=', firstDay)
    .where('authored_at', '>', latestUsable);
}

async function moveToDays(
  trx: Knex.Transaction,
  options: { commits: DatedCommit[]; clock: DayClock },
): Promise<void> {
  const changes = new CountChanges();
  const moves: Array<{ sha: string; day: string }> = [];
  for (const commit of options.commits) {
    const { day } = options.clock.timeOf({
      authoredAt: Number(commit.authored_at),
      utcOffset: commit.utc_offset,
    });
    if (day !== commit.day) {
      changes.count(commit, -1);
      changes.count({ ...commit, day }, 1);
      moves.push({ sha: commit.sha, day });
    }
  }
  if (moves.length > 0) {
    await trx.raw(
      'update commits set day = moves.day from ? where commits.sha = moves.sha',
      [
        recordset(trx, {
          as: 'moves',
          columns: { sha: 'text', day: 'text' },
          rows: moves,
        }),
      ],
    );
    await changes.write(trx);
    const db = new SqlWriter(trx);
    const sets = [...new Set(options.commits.map(({ set_id }) => set_id))];
    await db.run(db.sql`
      update repositories set contents_version = contents_version + 1
      where scope_id in (
        select scope_id from holder_set_scopes where ${db.isIn('set_id', sets)}
      )`);
  }
}

async function readReached(
  knex: Knex,
): Promise<{ basis?: string; sha: string }> {
  const row: { value: string | null } | undefined = await knex('ledger_state')
    .where({ name: 'day_basis_reached' })
    .first('value');
  const [basis, sha = ''] = row?.value?.split(' ') ?? [];
  return { basis, sha };
}

async function setState(
  knex: Knex,
  name: string,
  value: string | null,
): Promise<void> {
  await knex('ledger_state')
    .where({ name })
    .update({ value, version: knex.raw('version + 1') });
}
