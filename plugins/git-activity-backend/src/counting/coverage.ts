import { Knex } from 'knex';
import { Coverage, Day } from 'backstage-plugin-git-activity-common';
import { RepositoryRow, toDate } from '../database/tables';
import { SqlWriter } from '../database/SqlWriter';

/** What is known of a repository's sync without looking at its commits. */
export type Freshness = Pick<
  RepositoryRow,
  | 'id'
  | 'version'
  | 'counts_version'
  | 'commit_count'
  | 'complete_from'
  | 'synced_at'
  | 'error_kind'
  | 'held_back_until'
>;

/** How fresh each of some repositories is, by id. */
export async function readFreshness(
  database: Knex,
  repositoryIds: number[],
): Promise<Freshness[]> {
  const db = new SqlWriter(database);
  const { sql } = db;
  return db.rows<Freshness>(sql`
    select r.id, r.version, r.counts_version, r.commit_count, r.complete_from, r.synced_at, r.error_kind,
      r.held_back_until
    from repositories r
    where ${db.isIn('r.id', repositoryIds)}
    order by r.id`);
}

/** How far the numbers of a selection can be trusted. */
export function toCoverage(
  repositories: Freshness[],
  options: { from: Day; to: Day; now?: Date },
): Omit<Coverage, 'problems'> {
  const failed = repositories.filter(({ error_kind }) => error_kind !== null);
  const pending = repositories.filter(
    ({ error_kind, synced_at }) => error_kind === null && synced_at === null,
  );
  const synced = repositories
    .flatMap(({ synced_at }) => synced_at ?? [])
    .map(value => toDate(value).getTime());
  const heldBack = findHeldBack(repositories, options.now);
  return {
    completeFrom: findCompleteFrom(repositories, options),
    syncedAt: synced.length
      ? new Date(Math.min(...synced)).toISOString()
      : null,
    repositories: {
      total: repositories.length,
      current: repositories.length - failed.length - pending.length,
      pending: pending.length,
      failed: failed.length,
    },
    ...(heldBack && { heldBack }),
  };
}

/** How many repositories wait for their host to allow more, and until when; undefined if none does. */
export function findHeldBack(
  repositories: Array<Pick<Freshness, 'held_back_until'>>,
  now: Date = new Date(),
): Coverage['heldBack'] {
  const moments = repositories
    .flatMap(({ held_back_until }) => held_back_until ?? [])
    .map(value => toDate(value).getTime())
    .filter(moment => moment > now.getTime());
  return moments.length > 0
    ? {
        repositories: moments.length,
        until: new Date(moments.reduce((a, b) => Math.max(a, b))).toISOString(),
      }
    : undefined;
}

/** Zero is not unknown: a single repository that is not complete yet makes every day before uncertain. */
function findCompleteFrom(
  repositories: Freshness[],
  { from, to }: { from: Day; to: Day },
): Day | null {
  const awaited = repositories.filter(
    // One that was never read and cannot be is told about by its failure; waiting for it could last for ever
    ({ error_kind, complete_from, commit_count }) =>
      error_kind === null || complete_from !== null || commit_count > 0,
  );
  if (awaited.length === 0) return null;
  let completeFrom = from;
  for (const { complete_from } of awaited) {
    if (complete_from === null) return null;
    if (complete_from > completeFrom) completeFrom = complete_from;
  }
  return completeFrom <= to ? completeFrom : null;
}
