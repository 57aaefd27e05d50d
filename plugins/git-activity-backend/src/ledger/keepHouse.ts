import { Knex } from 'knex';
import { collectGarbage } from './garbage';
import { countFormerFuture, recountDays } from './recount';

/** What has to be done to the ledger from time to time, without asking any host. All of it can be left off and resumed. */
export async function keepHouse(options: {
  knex: Knex;
  /** `author` or an IANA zone. */
  dayBasis: string;
  signal: AbortSignal;
}): Promise<void> {
  await recountDays(options);
  await countFormerFuture(options);
  await collectGarbage(options);
}
