import { Coverage, Day } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { RepositoryRow, toDate } from '../database/tables';
import { asSelected, repositoriesOf, SelectedScopes } from './scopes';

const MS_PER_DAY = 24 * 60 * 60 * 1000;
/** A sync may be due once a day, and take a while; what was last synced before that is not known to be as it was. */
const KNOWN_FOR_MS = 2 * MS_PER_DAY;

/** What is known of a repository's sync without looking at its commits. */
export type Freshness = Pick<
  RepositoryRow,
  | 'id'
  | 'version'
  | 'head'
  | 'commit_count'
  | 'complete_from'
  | 'synced_at'
  | 'error_kind'
  | 'error_message'
  | 'held_back_until'
>;

/** How fresh what is selected of each repository is, by id. */
export async function readFreshness(
  knex: Knex,
  scopes: SelectedScopes,
): Promise<Freshness[]> {
  const db = new SqlWriter(knex);
  const rows = await db.rows<Freshness>(db.sql`
    select r.id, r.version, r.head, r.commit_count, r.complete_from, r.synced_at, r.error_kind, r.error_message, r.held_back_until
    from repositories r
    where ${db.isIn('r.id', repositoriesOf(scopes))}
    order by r.id`);
  return rows.map(row => asSelected(row, scopes));
}

/** How far the numbers of a selection can be trusted. */
export function toCoverage(
  repositories: Freshness[],
  options: { from: Day; to: Day; now: Date },
): Omit<Coverage, 'problems'> {
  const { now } = options;
  const failed = repositories.filter(({ error_kind }) => error_kind !== null);
  const pending = repositories.filter(
    ({ error_kind, synced_at }) => error_kind === null && synced_at === null,
  );
  const synced = repositories
    .flatMap(({ synced_at }) => synced_at ?? [])
    .map(value => toDate(value).getTime());
  const heldBack = findHeldBack(repositories, now);
  const completeFrom = findCompleteFrom(repositories, options);
  return {
    completeFrom,
    completeUntil: completeFrom && findCompleteUntil(repositories, options),
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
  now: Date,
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

/**
 * The last day of which a repository is known to hold everything; null while it is kept up to date. What was written on the days
 * after the last good sync of one that fails, waits or is overdue is not known, and not nothing.
 */
export function knownUntil(
  repository: Pick<Freshness, 'synced_at' | 'error_kind' | 'held_back_until'>,
  now: Date,
): Day | null {
  const { synced_at, error_kind } = repository;
  if (synced_at === null) {
    return null;
  }
  const syncedAt = toDate(synced_at).getTime();
  const isBehind =
    error_kind !== null ||
    findHeldBack([repository], now) !== undefined ||
    now.getTime() - syncedAt > KNOWN_FOR_MS;
  return isBehind ? new Date(syncedAt).toISOString().slice(0, 10) : null;
}

/** Whether some day of a range is not known of a repository. */
export function isIncomplete(
  repository: Freshness,
  { from, to, now }: { from: Day; to: Day; now: Date },
): boolean {
  const { complete_from } = repository;
  const until = knownUntil(repository, now);
  return (
    complete_from === null ||
    complete_from > from ||
    (until !== null && until < to)
  );
}

/** Zero is not unknown: a single repository that is not complete yet makes every day before uncertain. */
function findCompleteFrom(
  repositories: Freshness[],
  { from, to }: { from: Day; to: Day },
): Day | null {
  const awaited = repositories.filter(isAwaited);
  if (awaited.length === 0) return null;
  let completeFrom = from;
  for (const { complete_from } of awaited) {
    if (complete_from === null) return null;
    if (complete_from > completeFrom) completeFrom = complete_from;
  }
  return completeFrom <= to ? completeFrom : null;
}

/** A single repository that could not be synced makes every day after uncertain. */
function findCompleteUntil(
  repositories: Freshness[],
  { from, to, now }: { from: Day; to: Day; now: Date },
): Day | null {
  const until = repositories
    .filter(isAwaited)
    .flatMap(repository => knownUntil(repository, now) ?? [])
    .reduce((a, b) => (a < b ? a : b), to);
  return until >= from ? until : null;
}

/** One that was never read and cannot be is told about by its failure; waiting for it could last for ever. */
function isAwaited({
  error_kind,
  complete_from,
  commit_count,
}: Freshness): boolean {
  return error_kind === null || complete_from !== null || commit_count > 0;
}
