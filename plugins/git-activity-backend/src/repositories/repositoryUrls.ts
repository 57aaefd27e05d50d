import { Knex } from 'knex';
import { recordset, textList } from '../database/sql';

/** SQL for a URL that nobody wants, for a repository whose own was taken by another. */
export const VACANT_URL = "url || '#' || id";

/** The URL that a repository had, even if it lost it to another. */
export function withoutVacancy(repository: {
  id: number;
  url: string;
}): string {
  const { id, url } = repository;
  const mark = `#${id}`;
  return url.endsWith(mark) ? url.slice(0, -mark.length) : url;
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

/** Remembers former URLs; where their host has them lead is still to be checked. */
export async function recordFormerUrls(
  trx: Knex.Transaction,
  urls: FormerUrl[],
): Promise<void> {
  for (const { url, repositoryId } of urls) {
    await trx('repository_urls')
      .insert({ url, repository_id: repositoryId, checked_at: null })
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

/** A former URL, and the repository that it should lead to. */
export interface UncheckedUrl {
  formerUrl: string;
  url: string;
  externalId: string | null;
}

/** Finds former URLs of some repositories whose host was not asked about them since a moment. */
export async function findUncheckedUrls(
  knex: Knex,
  options: { repositoryIds: number[]; since: Date; limit: number },
): Promise<UncheckedUrl[]> {
  return knex('repository_urls')
    .join('repositories', 'repositories.id', 'repository_urls.repository_id')
    .whereRaw('repositories.id in (select id from ?)', [
      recordset(knex, {
        as: 'wanted',
        columns: { id: 'integer' },
        rows: options.repositoryIds.map(id => ({ id })),
      }),
    ])
    .where(checked =>
      checked.whereNull('checked_at').orWhere('checked_at', '<', options.since),
    )
    .orderBy('repository_urls.url')
    .limit(options.limit)
    .select({
      formerUrl: 'repository_urls.url',
      url: 'repositories.url',
      externalId: 'repositories.external_id',
    });
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
