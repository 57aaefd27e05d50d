import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  Repository,
  RepositoryList,
  RepositoryStatus,
} from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { RepositoryRow, toDate } from '../database/tables';
import { SelectionRequest } from '../access/Access';
import { findHeldBack, knownUntil } from '../counting/coverage';
import { readSnapshot } from '../database/transactions';
import { QuestionContext } from './context';
import { isIdPlace, Page, readCursor, writeCursor } from './cursor';
import { SqlWriter } from '../database/SqlWriter';

type RepositoryError = NonNullable<Repository['error']>;

const ERROR_KINDS: ReadonlyArray<RepositoryError['kind']> = [
  'try-later',
  'gone',
  'forbidden',
  'broken',
  'refused',
  'stuck',
  'incomplete',
  'unknown',
];

/** Which repositories are behind this, and how fresh is each? One page, by URL. */
export async function askRepositories(
  context: QuestionContext,
  options: {
    query: SelectionRequest;
    page: Page;
    credentials: BackstageCredentials;
    now?: Date;
  },
): Promise<RepositoryList> {
  const { access, database } = context;
  const { query, page, credentials } = options;
  const { repositoryIds } = await access.select(query, credentials);
  const { found, now } = await readSnapshot(database, async (trx, moment) => ({
    found: await readRows(trx, {
      repositoryIds,
      after: page.cursor
        ? await readUrl(trx, { cursor: page.cursor, repositoryIds })
        : undefined,
      limit: page.limit + 1,
    }),
    now: options.now ?? moment,
  }));
  const rows = found.slice(0, page.limit);
  const entityRefs = await access.findEntityRefs(
    rows.map(({ id }) => id),
    credentials,
  );
  const last = rows.at(-1);
  return {
    items: rows.map(row =>
      toRepository(row, { entityRefs: entityRefs.get(row.id) ?? [], now }),
    ),
    ...(last &&
      found.length > rows.length && {
        nextCursor: writeCursor({ id: last.id }),
      }),
  };
}

/** What is no repository of the selection is not there, wherever else it may be. */
async function readUrl(
  database: Knex,
  options: { cursor: string; repositoryIds: number[] },
): Promise<string> {
  const { id } = readCursor(options.cursor, isIdPlace);
  const db = new SqlWriter(database);
  const ids = options.repositoryIds.filter(visible => visible === id);
  const [repository] = await db.rows<{ url: string }>(
    db.sql`select url from repositories where ${db.isIn('id', ids)}`,
  );
  if (!repository) {
    throw new InputError('cursor: its repository is no longer there');
  }
  return repository.url;
}

/** All that is known of some repositories. */
export async function readRepositories(
  database: Knex,
  repositoryIds: number[],
): Promise<RepositoryRow[]> {
  const db = new SqlWriter(database);
  return db.rows<RepositoryRow>(
    db.sql`select r.* from repositories r where ${db.isIn(
      'r.id',
      repositoryIds,
    )}`,
  );
}

async function readRows(
  database: Knex,
  options: { repositoryIds: number[]; after?: string; limit: number },
): Promise<RepositoryRow[]> {
  const { repositoryIds, after, limit } = options;
  const db = new SqlWriter(database);
  const { sql } = db;
  return db.rows<RepositoryRow>(sql`
    select r.*
    from repositories r
    where ${db.isIn('r.id', repositoryIds)}
      and ${after === undefined ? sql`1 = 1` : sql`r.url > ${after}`}
    order by r.url
    limit ${limit}`);
}

/** A repository as answers have it. */
export function toRepository(
  row: RepositoryRow,
  options: { entityRefs: string[]; now: Date },
): Repository {
  const { entityRefs, now } = options;
  const heldBack = findHeldBack([row], now);
  return {
    id: String(row.id),
    url: row.url,
    source: row.source_id,
    entityRefs,
    status: findStatus(row, now),
    head: row.head,
    commits: row.commit_count,
    notices: row.notices === null ? [] : JSON.parse(row.notices),
    coverage: {
      completeFrom: row.complete_from,
      completeUntil: knownUntil(row, now),
    },
    ...(row.archived === 1 && { archived: true }),
    lastSyncedAt: row.synced_at && toDate(row.synced_at).toISOString(),
    // Nobody waits for the sync of a repository that no entity refers to any more
    nextSyncAt: row.orphaned_at ? null : toDate(row.due_at).toISOString(),
    ...(heldBack && {
      heldBack: { until: heldBack.until, reason: row.held_back_reason ?? '' },
    }),
    ...(row.error_kind !== null && {
      error: {
        kind: toErrorKind(row.error_kind),
        message: row.error_message ?? '',
      },
    }),
  };
}

function findStatus(row: RepositoryRow, now: Date): RepositoryStatus {
  const isLeased = row.lease_until !== null && toDate(row.lease_until) > now;
  if (row.error_kind !== null) {
    if (isLeased && row.reading_to !== null) return 'syncing';
    return row.synced_at === null ? 'failed' : 'stale';
  }
  const readsEverything = row.reading_to !== null && row.reading_from === null;
  if (row.synced_at !== null) return readsEverything ? 'syncing' : 'current';
  return row.reading_to !== null || isLeased ? 'syncing' : 'pending';
}

function toErrorKind(kind: string): RepositoryError['kind'] {
  return ERROR_KINDS.find(known => known === kind) ?? 'unknown';
}
