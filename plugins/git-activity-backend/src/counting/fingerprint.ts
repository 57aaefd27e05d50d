import { createHash } from 'node:crypto';
import { EntityProblem } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { CommitFilter } from './filter';
import { findHeldBack, Freshness } from './coverage';
import { SqlWriter } from '../database/SqlWriter';

/** How often something that all repositories share has changed. */
export interface SharedVersion {
  name: string;
  version: number;
}

/** What all repositories share, such as who is who, by name. */
export async function readSharedVersions(
  database: Knex,
): Promise<SharedVersion[]> {
  const db = new SqlWriter(database);
  const { sql } = db;
  return db.rows(sql`select name, version from ledger_versions order by name`);
}

/**
 * Names a calendar without counting it: the same text means the same calendar, since every change that a calendar could
 * show raises the version of a repository or of what all of them share.
 */
export function toFingerprint(options: {
  filter: CommitFilter;
  freshness: Freshness[];
  sharedVersions: SharedVersion[];
  dayBasis: string;
  problems: EntityProblem[];
}): string {
  const { filter, freshness, sharedVersions, dayBasis, problems } = options;
  const { personIds, from, to, merges, bots } = filter;
  const facts = [
    { personIds, from, to, merges, bots, dayBasis, problems },
    freshness.map(({ id, version }) => [id, version]),
    // That ends by itself, without any change.
    findHeldBack(freshness) ?? null,
    sharedVersions.map(({ name, version }) => [name, version]),
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url');
}
