import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { EntityProblem } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { Folder } from '../counting/scopes';
import { SqlWriter } from '../database/SqlWriter';
import { readEntityRef, readIds, readPeople } from './parameters';
import {
  expandEntities,
  findParts,
  hasMembers,
  hasParts,
  Lens,
} from './expandEntities';
import { AskedPeople } from './people';
import { PerCaller } from './PerCaller';
import {
  CatalogCallers,
  VisibilityCatalog,
  VisibleEntities,
} from './VisibleEntities';

/** What a caller asks for, as it stands in the request. */
export interface SelectionRequest extends Lens {
  entityRef?: string[];
  repository?: string[];
  person?: string[];
  /** What counts of a repository of which an entity lives in a folder: what changed there, unless the whole is asked for. */
  scope?: 'entity' | 'repository';
  /** Whether the direct parts of the only entity that is asked for are told apart. */
  parts?: boolean;
}

/** Where entities live. */
interface Places {
  /** Sorted. */
  repositoryIds: number[];
  /** Those of the repositories that none of the entities is the whole of, and where in them they live. */
  folders: Folder[];
}

/** A direct part of an entity. */
export interface SelectedPart extends Places {
  entityRef: string;
  /** Whether it is what the entity itself stands for, without its parts. */
  isOwn: boolean;
  problems: EntityProblem[];
}

/** What that comes to, and the caller may see. */
export interface Selection extends Places {
  /** If they are asked for: parts that the caller may see, and behind which they may see repositories. What several of them own is in each. */
  parts?: SelectedPart[];
  /** Whose work is asked for; absent for everyone's. */
  people?: AskedPeople;
  /** How many Users whom the caller may see are in the groups that are asked for, if these are seen by who is in them. */
  members?: number;
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
   * themselves, for what they did in any repository that the caller may see. So do groups that are seen by who is in them. The person
   * filter narrows that down.
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
    if (request.parts) assertHasParts(entityRefs, request);
    const isByMembers = request.lens === 'members';
    if (isByMembers) assertHaveMembers(entityRefs);
    const asked = request.person && readPeople(request.person);
    const viewer = this.#viewers.get(credentials);
    await assertVisible(asked?.userEntityRefs ?? [], viewer);
    const expanded = entityRefs?.length
      ? await expandEntities(entityRefs, viewer, request)
      : undefined;
    // Whoever is in a group need not be visible to whoever sees the group.
    const found = expanded && [...(await viewer.filter(expanded.users))];
    const users = found?.length || isByMembers ? found : undefined;
    const isEverywhere =
      !expanded ||
      isByMembers ||
      expanded.users.size === new Set(entityRefs).size;
    const [rows, problems] = await Promise.all([
      this.#readVisible(
        isEverywhere ? undefined : [...expanded.entities],
        viewer,
      ),
      this.#findProblems(
        expanded && (isByMembers ? [] : [...expanded.entities]),
        viewer,
      ),
    ]);
    const wanted = new Set(readIds(request.repository ?? []));
    const needsAll = users || asked || wanted.size > 0;
    // Whether an id is that of something hidden or of nothing makes no difference to what is looked for
    const everywhere = placesOf(
      isEverywhere || !needsAll
        ? rows
        : await this.#readVisible(undefined, viewer),
    ).repositoryIds;
    assertKnown(request.repository ?? [], everywhere);
    const narrow = (some: RepositoryEntity[]) =>
      placesOf(
        request.repository?.length
          ? some.filter(({ repository_id }) => wanted.has(repository_id))
          : some,
      );
    const parts =
      request.parts && entityRefs && (await findParts(entityRefs[0], viewer));
    return {
      ...narrow(rows),
      ...(isEverywhere && { folders: [] }),
      ...(parts && {
        parts: parts
          .map(({ entities, ...part }) => ({
            ...part,
            ...narrow(rows.filter(row => entities.has(row.entity_ref))),
            problems: problems.filter(one => entities.has(one.entityRef)),
          }))
          .filter(({ repositoryIds }) => repositoryIds.length > 0),
      }),
      ...((users || asked) && {
        people: { repositoryIds: everywhere, users, filter: asked },
      }),
      ...(isByMembers && users && { members: users.length }),
      problems,
      viewer,
    };
  }

  /** The entities behind which repositories stand and that the caller may see, sorted, by the repository's id. */
  async findEntityRefs(
    repositoryIds: number[],
    credentials: BackstageCredentials,
  ): Promise<Map<number, string[]>> {
    const { sql } = this.#db;
    const rows = await this.#db.rows<Omit<RepositoryEntity, 'path'>>(sql`
      select distinct repository_id, entity_ref
      from repository_entities
      where ${this.#db.isIn('repository_id', repositoryIds)}
      order by entity_ref`);
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

  /** Where those of some entities, or of all, live that the caller may see. */
  async #readVisible(
    entityRefs: string[] | undefined,
    visible: VisibleEntities,
  ): Promise<RepositoryEntity[]> {
    const { sql } = this.#db;
    const rows = await this.#db.rows<RepositoryEntity>(sql`
      select repository_id, entity_ref, path
      from repository_entities
      where ${this.#isOneOf('entity_ref', entityRefs)}`);
    const visibleRefs = await visible.filter(
      rows.map(({ entity_ref }) => entity_ref),
    );
    return rows.filter(({ entity_ref }) => visibleRefs.has(entity_ref));
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

/** @throws InputError that names the parameter if what is asked for is not one entity that has parts */
function assertHasParts(
  entityRefs: string[] = [],
  { lens, subgroups }: Lens,
): void {
  if (lens === 'members' || subgroups === 'exclude') {
    throw new InputError(
      `${
        lens === 'members' ? 'lens' : 'subgroups'
      }: parts are told apart by what they own, sub-groups among them`,
    );
  }
  const [entityRef, ...others] = entityRefs;
  if (entityRef === undefined || others.length > 0 || !hasParts(entityRef)) {
    throw new InputError(
      'entityRef: parts are those of one group, system or domain',
    );
  }
}

/** @throws InputError that names the parameter if what is asked for is something that nobody is in */
function assertHaveMembers(entityRefs: string[] = []): void {
  const other = entityRefs.find(ref => !hasMembers(ref));
  if (other !== undefined || entityRefs.length === 0) {
    throw new InputError(
      `lens: members are those of groups${
        other ? `, and not of ${other}` : ''
      }`,
    );
  }
}

function placesOf(rows: RepositoryEntity[]): Places {
  const whole = new Set(
    rows.flatMap(({ repository_id, path }) =>
      path === '' ? [repository_id] : [],
    ),
  );
  const folders = new Map(
    rows
      .filter(({ repository_id }) => !whole.has(repository_id))
      .map(({ repository_id, path }) => [
        `${repository_id} ${path}`,
        { repositoryId: repository_id, path },
      ]),
  );
  const ids = new Set(rows.map(({ repository_id }) => repository_id));
  return {
    repositoryIds: [...ids].sort((a, b) => a - b),
    folders: [...folders.values()],
  };
}

/** @throws NotFoundError if the caller cannot see one of the wanted repositories, selected or not */
function assertKnown(wanted: string[], visible: number[]): void {
  const known = new Set(visible);
  const missing = wanted.find(id => !known.has(Number(id)));
  if (missing !== undefined) {
    throw new NotFoundError(`There is no repository '${missing}'`);
  }
}
