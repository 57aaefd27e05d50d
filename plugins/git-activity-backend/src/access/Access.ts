import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EntityProblem } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { expandEntities } from './expandEntities';
import { readAuthors, readEntityRef, readIds } from '../http/parameters';
import { VisibleEntities } from './VisibleEntities';

/** What a caller asks for, as it stands in the request. */
export interface SelectionRequest {
  entityRef?: string[];
  repository?: string[];
  author?: string[];
}

/** What that comes to, and the caller may see. */
export interface Selection {
  /** Sorted. */
  repositoryIds: number[];
  /** Whose work is asked for, sorted; absent for everyone's. */
  personIds?: number[];
  /** Visible entities whose repository could not be recorded. */
  problems: EntityProblem[];
}

interface RepositoryEntity {
  repository_id: number;
  entity_ref: string;
}

/**
 * Decides what a caller may see: the repositories behind those entities that the catalog shows them. Anything else does
 * not exist for them.
 */
export class Access {
  readonly #db: SqlWriter;
  readonly #catalog: Pick<CatalogService, 'getEntitiesByRefs'>;

  constructor(options: {
    database: Knex;
    catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  }) {
    this.#db = new SqlWriter(options.database);
    this.#catalog = options.catalog;
  }

  /**
   * Resolves a request.
   *
   * Users among the entities stand for people, not for repositories: with other entities, for what they did there; by
   * themselves, for what they did in any repository that the caller may see. The author filter narrows that down.
   *
   * @throws InputError that names the parameter if something is malformed
   * @throws NotFoundError if the caller cannot see an entity or repository
   */
  async select(
    request: SelectionRequest,
    credentials: BackstageCredentials,
  ): Promise<Selection> {
    const entityRefs = request.entityRef?.map(entityRef =>
      readEntityRef('entityRef', entityRef),
    );
    const authors = request.author && readAuthors(request.author);
    const visible = this.#visibleTo(credentials);
    const expanded = entityRefs?.length
      ? await expandEntities(entityRefs, visible)
      : undefined;
    const users = expanded && [...expanded.users];
    const isEverywhere =
      !expanded || expanded.users.size === new Set(entityRefs).size;
    const [repositoryIds, problems, userIds, authorIds] = await Promise.all([
      this.#findRepositories(
        isEverywhere ? undefined : [...expanded.entities],
        visible,
      ),
      this.#findProblems(expanded && [...expanded.entities], visible),
      users?.length ? this.#findPeople({ userEntityRefs: users }) : undefined,
      authors && this.#findPeople(authors),
    ]);
    return {
      repositoryIds: request.repository?.length
        ? await this.#narrow(repositoryIds, request.repository, visible)
        : repositoryIds,
      personIds: intersect(userIds, authorIds),
      problems,
    };
  }

  /** The entities behind which repositories stand and that the caller may see, sorted, by the repository's id. */
  async findEntityRefs(
    repositoryIds: number[],
    credentials: BackstageCredentials,
  ): Promise<Map<number, string[]>> {
    const rows = await this.#readEntities(repositoryIds);
    const visibleRefs = await this.#visibleTo(credentials).filter(
      rows.map(({ entity_ref }) => entity_ref),
    );
    const found = new Map<number, string[]>();
    for (const { repository_id, entity_ref } of rows) {
      if (!visibleRefs.has(entity_ref)) continue;
      found.set(repository_id, [
        ...(found.get(repository_id) ?? []),
        entity_ref,
      ]);
    }
    return found;
  }

  #visibleTo(credentials: BackstageCredentials): VisibleEntities {
    return new VisibleEntities({ catalog: this.#catalog, credentials });
  }

  /** Repositories behind entities, or behind any entity. */
  async #findRepositories(
    entityRefs: string[] | undefined,
    visible: VisibleEntities,
  ): Promise<number[]> {
    const { sql } = this.#db;
    const rows = await this.#db.rows<RepositoryEntity>(sql`
      select repository_id, entity_ref
      from repository_entities
      where ${this.#isOneOf('entity_ref', entityRefs)}`);
    return filterVisible(rows, visible);
  }

  /** Problems with entities, or with any entity. */
  async #findProblems(
    entityRefs: string[] | undefined,
    visible: VisibleEntities,
  ): Promise<EntityProblem[]> {
    const { sql } = this.#db;
    const rows = await this.#db.rows<{ entity_ref: string; message: string }>(
      sql`
      select entity_ref, message
      from entity_problems
      where ${this.#isOneOf('entity_ref', entityRefs)}
      order by entity_ref`,
    );
    const visibleRefs = await visible.filter(
      rows.map(({ entity_ref }) => entity_ref),
    );
    return rows
      .filter(({ entity_ref }) => visibleRefs.has(entity_ref))
      .map(({ entity_ref, message }) => ({ entityRef: entity_ref, message }));
  }

  async #findPeople(people: {
    personIds?: number[];
    userEntityRefs: string[];
  }): Promise<number[]> {
    const { sql } = this.#db;
    const rows = await this.#db.rows<{ id: number }>(sql`
      select id
      from people
      where ${this.#db.isOneOf('user_entity_ref', people.userEntityRefs)}
        or ${this.#db.isIn('id', people.personIds ?? [])}
      order by id`);
    return rows.map(({ id }) => id);
  }

  /** @throws NotFoundError if the caller cannot see one of the wanted repositories, selected or not */
  async #narrow(
    selected: number[],
    wanted: string[],
    visible: VisibleEntities,
  ): Promise<number[]> {
    const wantedIds = readIds(wanted);
    const others = wantedIds.filter(id => !selected.includes(id));
    const known = new Set([
      ...selected,
      ...(await filterVisible(await this.#readEntities(others), visible)),
    ]);
    const missing = wanted.find(id => !known.has(Number(id)));
    if (missing !== undefined) {
      throw new NotFoundError(`There is no repository '${missing}'`);
    }
    return selected.filter(id => wantedIds.includes(id));
  }

  async #readEntities(repositoryIds: number[]): Promise<RepositoryEntity[]> {
    const { sql } = this.#db;
    return this.#db.rows<RepositoryEntity>(sql`
      select repository_id, entity_ref
      from repository_entities
      where ${this.#db.isIn('repository_id', repositoryIds)}
      order by entity_ref`);
  }

  #isOneOf(column: string, values: string[] | undefined): Knex.Raw {
    return values
      ? this.#db.isOneOf(column, values)
      : this.#db.text(`${column} is not null`);
  }
}

async function filterVisible(
  rows: RepositoryEntity[],
  visible: VisibleEntities,
): Promise<number[]> {
  const visibleRefs = await visible.filter(
    rows.map(({ entity_ref }) => entity_ref),
  );
  const ids = rows
    .filter(({ entity_ref }) => visibleRefs.has(entity_ref))
    .map(({ repository_id }) => repository_id);
  return [...new Set(ids)].sort((a, b) => a - b);
}

function intersect(
  a: number[] | undefined,
  b: number[] | undefined,
): number[] | undefined {
  return a && b ? a.filter(id => b.includes(id)) : a ?? b;
}
