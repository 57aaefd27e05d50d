import { Knex } from 'knex';
import { recordset, textList } from './sql';

/** SQL for a URL that nobody wants, for a repository whose own was taken by another. */
export const VACANT_URL = "url || '#' || id";

/** Whether a repository lost its URL to another. */
export function isVacantUrl(url: string): boolean {
  return /#\d+$/.test(url);
}

/** The URL that a repository had, even if it lost it to another. */
export function withoutVacancy(url: string): string {
  return url.replace(/#\d+$/, '');
}

/** A URL that a repository had before it moved. */
export interface FormerUrl {
  url: string;
  repositoryId: number;
}

/** Which repository each former URL leads to. */
export async function readFormerUrls(
  trx: Knex.Transaction,
): Promise<Map<string, number>> {
  const rows: Array<{ url: string; repository_id: number }> = await trx(
    'repository_urls',
  ).select('url', 'repository_id');
  return new Map(rows.map(row => [row.url, row.repository_id]));
}

/** Remembers former URLs, as their host has just said that it keeps them leading there. */
export async function recordFormerUrls(
  trx: Knex.Transaction,
  options: { urls: FormerUrl[]; now: Date },
): Promise<void> {
  for (const { url, repositoryId } of options.urls) {
    await trx('repository_urls')
      .insert({ url, repository_id: repositoryId, checked_at: options.now })
      .onConflict('url')
      .merge();
  }
}

/** A URL that a repository has now leads nowhere else. */
export async function dropUsedUrls(trx: Knex.Transaction): Promise<void> {
  await trx('repository_urls')
    .whereIn('url', trx('repositories').select('url'))
    .delete();
}

/** Finds former URLs of some repositories whose host was not asked about them since a moment. */
export async function findUncheckedUrls(
  knex: Knex,
  options: { repositoryIds: number[]; since: Date; limit: number },
): Promise<FormerUrl[]> {
  const rows: Array<{ url: string; repository_id: number }> = await knex(
    'repository_urls',
  )
    .whereRaw('repository_id in (select id from ?)', [
      recordset(knex, {
        as: 'wanted',
        columns: { id: 'integer' },
        rows: options.repositoryIds.map(id => ({ id })),
      }),
    ])
    .where(checked =>
      checked.whereNull('checked_at').orWhere('checked_at', '<', options.since),
    )
    .orderBy('url')
    .limit(options.limit)
    .select('url', 'repository_id');
  return rows.map(row => ({ url: row.url, repositoryId: row.repository_id }));
}

/** Notes what hosts said of former URLs: which still lead to their repository, and which do not. */
export async function recordUrlChecks(
  knex: Knex,
  options: { kept: string[]; dropped: string[]; now: Date },
): Promise<void> {
  const { kept, dropped, now } = options;
  await knex.transaction(async trx => {
    await trx('repository_urls')
      .whereRaw('url in ?', [textList(trx, kept)])
      .update({ checked_at: now });
    await trx('repository_urls')
      .whereRaw('url in ?', [textList(trx, dropped)])
      .delete();
  });
}
