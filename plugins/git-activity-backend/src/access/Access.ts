import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { EntityProblem } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { Folder } from '../counting/scopes';
import { SqlWriter } from '../database/SqlWriter';
import { readEntityRef, readIds, readPeople } from './parameters';
import { expandEntities } from './expandEntities';
import { AskedPeople } from './people';
import { PerCaller } from './PerCaller';
import {
  CatalogCallers,
  VisibilityCatalog,
  VisibleEntities,
} from './VisibleEntities';

/** What a caller asks for, as it stands in the request. */
export interface SelectionRequest {
  entityRef?: string[];
  repository?: string[];
  person?: string[];
  /** What counts of a repository of which an entity lives in a folder: what changed there, unless the whole is asked for. */
  scope?: 'entity' | 'repository';
}

/** What that comes to, and the caller may see. */
export interface Selection {
  /** Sorted. */
  repositoryIds: number[];
  /** Where the entities asked for live, in those of the repositories that none of them is the whole of. */
  folders: Folder[];
  /** Whose work is asked for; absent for everyone's. */
  people?: AskedPeople;
  /** Visible entities whose repository could not be recorded. */
  problems: EntityProblem[];
  /** The catalog as the caller sees it. */
  viewer: VisibleEntities;
}

interface RepositoryEntity {
  repository_id: number;
  entity_ref: string;
  /** The folder in which the entity lives; the empty string for all of the repository. */
  path: string;
}

/** Where entities live. */
interface Places {
  /** Sorted. */
  repositoryIds: number[];
  folders: Folder[];
}

/**
 * Decides what a caller may see: the repositories behind those entities that the catalog shows them, and the Users whom it shows them.
 * Anything else does not exist for them. It is decided before anything is counted.
 */
export class Access {
  readonly #db: SqlWriter;
  readonly #viewers: PerCaller<VisibleEntities>;

  constructor(options: {
    database: Knex;
    catalog: VisibilityCatalog;
    auth: CatalogCallers;
  }) {
    const { database, catalog, auth } = options;
    this.#db = new SqlWriter(database);
    this.#viewers = new PerCaller(
      credentials => new VisibleEntities({ catalog, auth, credentials }),
    );
  }

  /**
   * Resolves a request.
   *
   * Users among the entities stand for people, not for repositories: with other entities, for what they did there; by
   * themselves, for what they did in any repository that the caller may see. The person filter narrows that down.
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
    const asked = request.person && readPeople(request.person);
    const viewer = this.#viewers.get(credentials);
    await assertVisible(asked?.userEntityRefs ?? [], viewer);
    const expanded = entityRefs?.length
      ? await expandEntities(entityRefs, viewer)
      : undefined;
    const users = expanded?.users.size ? [...expanded.users] : undefined;
    const isEverywhere =
      !expanded || expanded.users.size === new Set(entityRefs).size;
    const [selected, problems] = await Promise.all([
      this.#findPlaces(
        isEverywhere ? undefined : [...expanded.entities],
        viewer,
      ),
      this.#findProblems(expanded && [...expanded.entities], viewer),
    ]);
    const wanted = new Set(readIds(request.repository ?? []));
    const needsAll = users || asked || wanted.size > 0;
    // Whether an id is that of something hidden or of nothing makes no difference to what is looked for
    const everywhere =
      isEverywhere || !needsAll
        ? selected.repositoryIds
        : (await this.#findPlaces(undefined, viewer)).repositoryIds;
    const { repositoryIds, folders } = selected;
    return {
      repositoryIds: request.repository?.length
        ? narrow(repositoryIds, request.repository, everywhere)
        : repositoryIds,
      folders: isEverywhere
        ? []
        : folders.filter(
            ({ repositoryId }) => wanted.size === 0 || wanted.has(repositoryId),
          ),
      ...((users || asked) && {
        people: { repositoryIds: everywhere, users, filter: asked },
      }),
      problems,
      viewer,
    };
  }

  /** The entities behind which repositories stand and that the caller may see, sorted, by the repository's id. */
  async findEntityRefs(
    repositoryIds: number[],
    credentials: BackstageCredentials,
  ): Promise<Map<number, string[]>> {
    const rows = await this.#readEntities(repositoryIds);
    const visibleRefs = await this.#viewers
      .get(credentials)
      .filter(rows.map(({ entity_ref }) => entity_ref));
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

  /** Where entities, or any entities, live. */
  async #findPlaces(
    entityRefs: string[] | undefined,
    visible: VisibleEntities,
  ): Promise<Places> {
    const { sql } = this.#db;
    const rows = await this.#db.rows<RepositoryEntity>(sql`
      select repository_id, entity_ref, path
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

  async #readEntities(repositoryIds: number[]): Promise<RepositoryEntity[]> {
    const { sql } = this.#db;
    return this.#db.rows<RepositoryEntity>(sql`
      select repository_id, entity_ref, min(path) as path
      from repository_entities
      where ${this.#db.isIn('repository_id', repositoryIds)}
      group by repository_id, entity_ref
      order by entity_ref`);
  }

  #isOneOf(column: string, values: string[] | undefined): Knex.Raw {
    return values
      ? this.#db.isOneOf(column, values)
      : this.#db.text(`${column} is not null`);
  }
}

/** A User whom the caller cannot see is none: not even that somebody of that name did something shows. */
async function assertVisible(
  userEntityRefs: string[],
  visible: VisibleEntities,
): Promise<void> {
  const seen = await visible.filter(userEntityRefs);
  const missing = userEntityRefs.find(ref => !seen.has(ref));
  if (missing !== undefined) {
    throw new NotFoundError(`There is no entity '${missing}'`);
  }
}

async function filterVisible(
  rows: RepositoryEntity[],
  visible: VisibleEntities,
): Promise<Places> {
  const visibleRefs = await visible.filter(
    rows.map(({ entity_ref }) => entity_ref),
  );
  const seen = rows.filter(({ entity_ref }) => visibleRefs.has(entity_ref));
  const whole = new Set(
    seen.flatMap(({ repository_id, path }) =>
      path === '' ? [repository_id] : [],
    ),
  );
  const folders = new Map(
    seen
      .filter(({ repository_id }) => !whole.has(repository_id))
      .map(({ repository_id, path }) => [
        `${repository_id} ${path}`,
        { repositoryId: repository_id, path },
      ]),
  );
  const ids = new Set(seen.map(({ repository_id }) => repository_id));
  return {
    repositoryIds: [...ids].sort((a, b) => a - b),
    folders: [...folders.values()],
  };
}

/** @throws NotFoundError if the caller cannot see one of the wanted repositories, selected or not */
function narrow(
  selected: number[],
  wanted: string[],
  visible: number[],
): number[] {
  const known = new Set(visible);
  const missing = wanted.find(id => !known.has(Number(id)));
  if (missing !== undefined) {
    throw new NotFoundError(`There is no repository '${missing}'`);
  }
  const wantedIds = new Set(readIds(wanted));
  return selected.filter(id => wantedIds.has(id));
}
