/** A row of `repositories`; the migration says what each column means. */
export interface RepositoryRow {
  id: number;
  url: string;
  source_id: string;
  external_id: string | null;
  orphaned_at: Date | null;
  archived: number;
  notices: string | null;
  scope_id: number | null;
  head: string | null;
  branch: string | null;
  mailmap_id: string | null;
  cut_id: string | null;
  complete_from: string | null;
  commit_count: number;
  reading_from: string | null;
  reading_to: string | null;
  reading_cursor: string | null;
  reading_source: string | null;
  reading_scope_id: number | null;
  reading_cut_from: string | null;
  reading_total: number | null;
  synced_at: Date | null;
  attempted_at: Date | null;
  error_kind: string | null;
  error_message: string | null;
  failures: number;
  held_back_until: Date | null;
  held_back_reason: string | null;
  seen_head: string | null;
  seen_branch: string | null;
  seen_mailmap_id: string | null;
  seen_cut_id: string | null;
  seen_at: Date | null;
  wanted_at: Date | null;
  due_at: Date;
  lease_holder: string | null;
  lease_epoch: number;
  lease_until: Date | null;
  version: number;
  contents_version: number;
}

/** What of a repository says who serves it. */
export type ServedRepository = Pick<
  RepositoryRow,
  'url' | 'source_id' | 'external_id'
>;

/** `complete_from` of a repository whose whole history is stored. */
export const BEGINNING_OF_TIME = '0001-01-01';

/** The `day` of a commit whose author date is unusable. */
export const NO_DAY = '';

/** SQLite keeps moments as milliseconds since 1970, PostgreSQL as timestamps. */
export function toDate(value: Date | string | number): Date {
  return value instanceof Date ? value : new Date(value);
}
