import { Knex } from 'knex';
import { readClock } from '../database/clock';
import { collectGarbage } from './garbage';
import { recountDays, recountFuture } from './recount';
import { forgetRemoved } from './removed';

/** What has to be done to the ledger from time to time, without asking any host. All of it can be left off and resumed. */
export async function keepHouse(options: {
  knex: Knex;
  /** `author` or an IANA zone. */
  dayBasis: string;
  signal: AbortSignal;
}): Promise<void> {
  const now = await readClock(options.knex);
  await recountDays({ ...options, now });
  await recountFuture({ ...options, now });
  await collectGarbage({ ...options, now });
  await forgetRemoved(options.knex);
}
