import { createHash } from 'node:crypto';
import { EntityProblem } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { CommitFilter } from './filter';
import { Freshness } from './freshness';
import { SqlWriter } from '../ledger/SqlWriter';

/**
 * Names a calendar without counting it: the same text means the same calendar, since every change that a calendar could
 * show raises the version of a repository or of what all of them share.
 */
export async function readFingerprint(
  database: Knex,
  options: {
    filter: CommitFilter;
    freshness: Freshness[];
    dayBasis: string;
    problems: EntityProblem[];
  },
): Promise<string> {
  const { filter, freshness, dayBasis, problems } = options;
  const db = new SqlWriter(database);
  const { sql } = db;
  const shared = await db.rows<{ name: string; version: number }>(
    sql`select name, version from ledger_versions order by name`,
  );
  const { personIds, from, to, merges, bots } = filter;
  const facts = [
    { personIds, from, to, merges, bots, dayBasis, problems },
    freshness.map(({ id, version }) => [id, version]),
    shared.map(({ name, version }) => [name, version]),
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url');
}
