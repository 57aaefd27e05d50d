import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** Keeps a request for long refs below the 100 kB that a backend takes by default. */
const REFS_PER_REQUEST = 500;

/** What is needed to tell entities apart. */
const IDENTITY_FIELDS = ['kind', 'metadata.name', 'metadata.namespace'];

/** The catalog as one caller sees it while one request is answered. */
export class VisibleEntities {
  readonly #catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  readonly #credentials: BackstageCredentials;
  /** What has been asked for before, and whether it is visible. */
  readonly #visible = new Map<string, boolean>();

  constructor(options: {
    catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
    credentials: BackstageCredentials;
  }) {
    this.#catalog = options.catalog;
    this.#credentials = options.credentials;
  }

  /** Those of some entities that the caller may see, with their relations, by ref. */
  async getWithRelations(entityRefs: string[]): Promise<Map<string, Entity>> {
    const entities = await this.#get(entityRefs, [
      ...IDENTITY_FIELDS,
      'relations',
    ]);
    return new Map(
      entities.map(entity => [stringifyEntityRef(entity), entity]),
    );
  }

  /** Those of some entities that the caller may see. */
  async filter(entityRefs: Iterable<string>): Promise<Set<string>> {
    const asked = [...new Set(entityRefs)];
    const unknown = asked.filter(ref => !this.#visible.has(ref));
    await this.#get(unknown, IDENTITY_FIELDS);
    return new Set(asked.filter(ref => this.#visible.get(ref)));
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
    const answers = await Promise.all(
      chunks.map(chunk =>
        this.#catalog.getEntitiesByRefs(
          { entityRefs: chunk, fields },
          { credentials: this.#credentials },
        ),
      ),
    );
    const items = answers.flatMap(answer => answer.items);
    entityRefs.forEach((ref, index) =>
      this.#visible.set(ref, items[index] !== undefined),
    );
    return items.flatMap(item => item ?? []);
  }
}
