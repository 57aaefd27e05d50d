/** A row of `repositories`; the migration says what each column means. */
export interface RepositoryRow {
  id: number;
  url: string;
  source_id: string;
  external_id: string | null;
  orphaned_at: Date | null;
  archived: number;
  head: string | null;
  branch: string | null;
  mailmap_id: string | null;
  day_basis: string | null;
  reading_from: string | null;
  reading_to: string | null;
  reading_cursor: string | null;
  reading_source: string | null;
  generation: number;
  complete_from: string | null;
  commit_count: number;
  synced_at: Date | null;
  attempted_at: Date | null;
  error_kind: string | null;
  error_message: string | null;
  failures: number;
  seen_head: string | null;
  seen_branch: string | null;
  seen_mailmap_id: string | null;
  seen_at: Date | null;
  wanted_at: Date | null;
  held_back_until: Date | null;
  held_back_reason: string | null;
  due_at: Date;
  lease_holder: string | null;
  lease_epoch: number;
  lease_until: Date | null;
  version: number;
  counts_version: number;
}

/** A row of `catalog_users`. */
export interface CatalogUserRow {
  entity_ref: string;
  name: string;
  email: string | null;
  github_login: string | null;
}

/** A row of `people`. */
export interface PersonRow {
  id: number;
  key: string;
  name: string;
  user_entity_ref: string | null;
  bot: number;
}

/** A row of `authors`. */
export interface AuthorRow {
  id: number;
  name: string;
  email: string;
  /** Lower case. */
  login: string | null;
  person_id: number;
}

/** `complete_from` of a repository whose whole history is stored. */
export const BEGINNING_OF_TIME = '0001-01-01';

/** The `day` of a commit whose author date is unusable. */
export const NO_DAY = '';

/** SQLite keeps moments as milliseconds since 1970, PostgreSQL as timestamps. */
export function toDate(value: Date | string | number): Date {
  return value instanceof Date ? value : new Date(value);
}
