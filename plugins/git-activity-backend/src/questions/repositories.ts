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
import {
  asSelected,
  narrowScopes,
  readScopes,
  SelectedFolder,
  SelectedScopes,
} from '../counting/scopes';
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
  const { access, database, privacy } = context;
  const { query, page, credentials } = options;
  const selection = await access.select(query, credentials);
  const asking = await privacy.identify(credentials);
  const { repositoryIds } = selection;
  const read = await readSnapshot(database, async (trx, moment) => {
    const found = await readRows(trx, {
      repositoryIds,
      after: page.cursor
        ? await readUrl(trx, { cursor: page.cursor, repositoryIds })
        : undefined,
      limit: page.limit + 1,
    });
    const rows = found.slice(0, page.limit);
    const scopes = narrowScopes(
      await readScopes(trx, selection, query.scope),
      rows.map(({ id }) => id),
    );
    return {
      rows: rows.map(row => asSelected(row, scopes)),
      isLast: rows.length === found.length,
      folders: await readFolders(trx, scopes),
      isPublished: (await privacy.read(trx, asking)).minimumPeople > 1,
      now: options.now ?? moment,
    };
  });
  const { rows, isPublished, now } = read;
  const entityRefs = await access.findEntityRefs(
    rows.map(({ id }) => id),
    credentials,
  );
  const last = rows.at(-1);
  return {
    items: rows.map(row =>
      toRepository(row, {
        entityRefs: entityRefs.get(row.id) ?? [],
        folders: read.folders.get(row.id),
        ...{ isPublished, now },
      }),
    ),
    ...(last && !read.isLast && { nextCursor: writeCursor({ id: last.id }) }),
  };
}

/** The folders that count, by repository, and how many commits changed each. */
async function readFolders(
  trx: Knex,
  { folders }: SelectedScopes,
): Promise<Map<number, Repository['folders']>> {
  if (folders.length === 0) {
    return new Map();
  }
  const db = new SqlWriter(trx);
  const counts = await db.rows<{ id: number; commits: number | string }>(db.sql`
    select h.scope_id as id, sum(d.commits + d.merges) as commits
    from holder_set_scopes h
    join daily_counts d on d.set_id = h.set_id
    where ${db.isIn(
      'h.scope_id',
      folders.map(({ id }) => id),
    )}
    group by h.scope_id`);
  const commits = new Map(counts.map(row => [row.id, Number(row.commits)]));
  return listFolders(folders, ({ id }) => ({ commits: commits.get(id) ?? 0 }));
}

/** Folders by their repository, sorted, with what is told of each. */
export function listFolders(
  folders: SelectedFolder[],
  tell: (folder: SelectedFolder) => { commits?: number } = () => ({}),
): Map<number, Repository['folders']> {
  const found = new Map<number, NonNullable<Repository['folders']>>();
  for (const folder of folders) {
    const { repositoryId, path } = folder;
    const items = found.get(repositoryId) ?? [];
    items.push({ path, ...tell(folder) });
    found.set(repositoryId, items);
  }
  found.forEach(items => items.sort((a, b) => (a.path < b.path ? -1 : 1)));
  return found;
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
  options: {
    entityRefs: string[];
    folders?: Repository['folders'];
    /** Whether figures rest on several people, so that what is stored is none. */
    isPublished: boolean;
    now: Date;
  },
): Repository {
  const { entityRefs, isPublished, now } = options;
  const folders = isPublished
    ? options.folders?.map(({ path }) => ({ path }))
    : options.folders;
  const heldBack = findHeldBack([row], now);
  return {
    id: String(row.id),
    url: row.url,
    source: row.source_id,
    entityRefs,
    status: findStatus(row, now),
    head: isPublished ? null : row.head,
    commits: isPublished ? null : row.commit_count,
    ...(folders && { folders }),
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
