import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  Entity,
  EntityRelation,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { REPOSITORY_ANNOTATIONS } from '../repositories/annotations';

/** Tells who asks the catalog. */
export type CatalogCallers = Pick<
  AuthService,
  'isPrincipal' | 'getOwnServiceCredentials'
>;

/** What is asked of the catalog. */
export type VisibilityCatalog = Pick<
  CatalogService,
  'getEntitiesByRefs' | 'getEntities'
>;

/** Keeps a request for long refs below the 100 kB that a backend takes by default. */
const REFS_PER_REQUEST = 500;
/** Of more entities than this, the catalog is asked for all that there are at once. */
const MAX_REFS = 1_000;

/** What is needed to tell entities apart. */
const IDENTITY_FIELDS = ['kind', 'metadata.name', 'metadata.namespace'];

/** The catalog as one caller sees it, at one moment or for some seconds. */
export class VisibleEntities {
  readonly #catalog: VisibilityCatalog;
  readonly #auth: CatalogCallers;
  readonly #credentials: BackstageCredentials;
  /** What has been asked for before, and whether it is visible. */
  readonly #visible = new Map<string, boolean>();
  readonly #relations = new Map<string, EntityRelation[]>();
  /** All that is visible, once so many were asked for that this was worth it. */
  #all?: Promise<Set<string>>;

  constructor(options: {
    catalog: VisibilityCatalog;
    auth: CatalogCallers;
    credentials: BackstageCredentials;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#credentials = options.credentials;
  }

  /** The relations of those of some entities that the caller may see, by ref. */
  async getRelations(
    entityRefs: string[],
  ): Promise<Map<string, EntityRelation[]>> {
    const unknown = entityRefs.filter(
      ref => !this.#relations.has(ref) && this.#visible.get(ref) !== false,
    );
    const entities = await this.#get(unknown, [
      ...IDENTITY_FIELDS,
      'relations',
    ]);
    entities.forEach(entity =>
      this.#relations.set(stringifyEntityRef(entity), entity.relations ?? []),
    );
    return new Map(
      entityRefs.flatMap(ref => {
        const relations = this.#relations.get(ref);
        return relations ? [[ref, relations]] : [];
      }),
    );
  }

  /** Whether the caller may see an entity; undefined if nobody asked so far. */
  sees(entityRef: string): boolean | undefined {
    return this.#visible.get(entityRef);
  }

  /** Those of some entities, which have a repository or are Users, that the caller may see. */
  async filter(entityRefs: Iterable<string>): Promise<Set<string>> {
    const asked = [...new Set(entityRefs)];
    const unknown = asked.filter(ref => !this.#visible.has(ref));
    if (unknown.length > MAX_REFS) {
      const all = await this.#getAllOnce();
      unknown.forEach(ref => this.#visible.set(ref, all.has(ref)));
    } else if (unknown.length > 0) {
      await this.#get(unknown, IDENTITY_FIELDS);
    }
    return new Set(asked.filter(ref => this.#visible.get(ref)));
  }

  async #getAllOnce(): Promise<Set<string>> {
    this.#all ??= this.#getAll();
    try {
      return await this.#all;
    } catch (error) {
      this.#all = undefined;
      throw error;
    }
  }

  async #getAll(): Promise<Set<string>> {
    const { items } = await this.#catalog.getEntities(
      {
        filter: [
          ...REPOSITORY_ANNOTATIONS.map(annotation => ({
            [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
          })),
          { kind: 'user' },
        ],
        fields: IDENTITY_FIELDS,
      },
      { credentials: await this.#getCredentials() },
    );
    return new Set(items.map(entity => stringifyEntityRef(entity)));
  }

  async #get(entityRefs: string[], fields: string[]): Promise<Entity[]> {
    const chunks = Array.from(
      { length: Math.ceil(entityRefs.length / REFS_PER_REQUEST) },
      (_, index) =>
        entityRefs.slice(
          index * REFS_PER_REQUEST,
          (index + 1) * REFS_PER_REQUEST,
        ),
    );
    const credentials = await this.#getCredentials();
    const answers = await Promise.all(
      chunks.map(chunk =>
        this.#catalog.getEntitiesByRefs(
          { entityRefs: chunk, fields },
          { credentials },
        ),
      ),
    );
    const items = answers.flatMap(answer => answer.items);
    entityRefs.forEach((ref, index) =>
      this.#visible.set(ref, items[index] !== undefined),
    );
    return items.flatMap(item => item ?? []);
  }

  /**
   * A service sees what the catalog has, as services do everywhere in Backstage: what it may do with that is for its permissions. A token that
   * is restricted to this plugin could not be passed on to the catalog; so it is this plugin that asks.
   */
  async #getCredentials(): Promise<BackstageCredentials> {
    return this.#auth.isPrincipal(this.#credentials, 'service')
      ? this.#auth.getOwnServiceCredentials()
      : this.#credentials;
  }
}
