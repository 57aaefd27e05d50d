import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { RepositoryRow, toDate } from '../database/tables';
import { COMMIT_COLUMNS, CommitRow } from './tellCommits';

/** Sorts behind every hexadecimal digit. */
const AFTER_DIGITS = 'g';

type Place = Pick<RepositoryRow, 'id' | 'scope_id' | 'url'>;

/** A commit that repositories held until their history was rewritten. */
export interface RemovedCommit {
  sha: string;
  removedAt: Date;
  repositoryIds: number[];
}

/** Finds single commits in the repositories that a caller may see, as of one snapshot. What is nowhere else is not there. */
export class VisibleCommits {
  readonly #db: SqlWriter;
  readonly #places: Place[];
  /** Ids of those that the commit's URL leads to. */
  readonly near: number[];

  private constructor(db: SqlWriter, places: Place[], url?: string) {
    this.#db = db;
    this.#places = places;
    this.near = url === undefined ? [] : findNear(places, url);
  }

  /** @param options - all repositories that the caller may see, and the URL of a page about the commit */
  static async open(
    trx: Knex,
    options: { repositoryIds: number[]; url?: string },
  ): Promise<VisibleCommits> {
    const db = new SqlWriter(trx);
    const places = await db.rows<Place>(db.sql`
      select id, scope_id, url from repositories
      where ${db.isIn('id', options.repositoryIds)}
      order by id`);
    return new VisibleCommits(db, places, options.url);
  }

  /**
   * @param sha - lower case, and not necessarily all of it
   * @throws InputError that names the parameter if it may be several
   */
  async find(sha: string): Promise<CommitRow | undefined> {
    const [nearest] = await this.#find(sha, this.near);
    const [found, another] = nearest
      ? [nearest]
      : await this.#find(sha, idsOf(this.#places));
    if (another) throw refuseAmbiguous(sha);
    return found;
  }

  /** Ids of the repositories that hold a commit. */
  async findHolders({ set_id }: CommitRow): Promise<number[]> {
    const { sql } = this.#db;
    const rows = await this.#db.rows<{ scope_id: number }>(sql`
      select scope_id from holder_set_scopes
      where set_id = ${set_id} and ${this.#isScopeOf(idsOf(this.#places))}`);
    const scopes = new Set(rows.map(({ scope_id }) => scope_id));
    return idsOf(
      this.#places.filter(({ scope_id }) => scopes.has(scope_id ?? 0)),
    );
  }

  /** @throws InputError that names the parameter if it may be several */
  async findRemoved(
    sha: string,
    repositoryIds: number[] = idsOf(this.#places),
  ): Promise<RemovedCommit | undefined> {
    const { sql } = this.#db;
    const rows = await this.#db.rows<{
      sha: string;
      repository_id: number;
      removed_at: Date | number;
    }>(sql`
      select sha, repository_id, removed_at from removed_commits
      where ${this.#begins('sha', sha)}
        and ${this.#db.isIn('repository_id', repositoryIds)}
      order by removed_at desc, repository_id`);
    if (new Set(rows.map(row => row.sha)).size > 1) throw refuseAmbiguous(sha);
    return rows.length === 0
      ? undefined
      : {
          sha: rows[0].sha,
          removedAt: toDate(rows[0].removed_at),
          repositoryIds: rows.map(({ repository_id }) => repository_id),
        };
  }

  /** Two, if there are several. */
  async #find(sha: string, repositoryIds: number[]): Promise<CommitRow[]> {
    const { sql } = this.#db;
    return this.#db.rows<CommitRow>(sql`
      select ${this.#db.text(COMMIT_COLUMNS)} from commits c
      where ${this.#begins('c.sha', sha)} and exists (
        select 1 from holder_set_scopes h
        where h.set_id = c.set_id and ${this.#isScopeOf(repositoryIds)})
      order by c.sha limit 2`);
  }

  #begins(column: string, sha: string): Knex.Raw {
    const name = this.#db.text(column);
    return this.#db.sql`${name} >= ${sha} and ${name} < ${sha + AFTER_DIGITS}`;
  }

  #isScopeOf(repositoryIds: number[]): Knex.Raw {
    const wanted = new Set(repositoryIds);
    return this.#db.isIn(
      'scope_id',
      this.#places.flatMap(({ id, scope_id }) =>
        scope_id !== null && wanted.has(id) ? [scope_id] : [],
      ),
    );
  }
}

function idsOf(places: Place[]): number[] {
  return places.map(({ id }) => id);
}

function refuseAmbiguous(sha: string): InputError {
  return new InputError(
    `sha: several commits begin with ${sha}; give more of it`,
  );
}

/** The repository that a page is about: of several the one with the longest path, since groups may be nested. */
function findNear(places: Place[], page: string): number[] {
  const pagePath = pathOf(page);
  const found = places
    .map(({ id, url }) => ({ id, path: pathOf(url) }))
    .filter(({ path }) => `${pagePath}/`.startsWith(`${path}/`))
    .sort((a, b) => b.path.length - a.path.length);
  return found.slice(0, 1).map(({ id }) => id);
}

/** Host and path, as far as pages and clones of a repository have them in common. */
function pathOf(url: string): string {
  return url
    .toLowerCase()
    .replace(/^[a-z][a-z+.-]*:\/\/([^/@]*@)?/, '')
    .replace(/^([^/:]*):\d+\//, '$1/')
    .replace(/(\.git)?\/*$/, '');
}
