import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** An entity with its relations, as the catalog stitches them. */
export function entityOf(
  entityRef: string,
  relations: Record<string, string[]> = {},
): Entity {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind[0].toUpperCase() + kind.slice(1),
    metadata: { namespace, name },
    relations: Object.entries(relations).flatMap(([type, targetRefs]) =>
      targetRefs.map(targetRef => ({ type, targetRef })),
    ),
  };
}

/** A catalog that hides entities from everyone but the users named with them. */
export class SecretiveCatalog {
  readonly #catalog: CatalogService;
  readonly #secrets: Record<string, string[]>;
  /** How many requests it was asked. */
  requests = 0;

  constructor(entities: Entity[], secrets: Record<string, string[]> = {}) {
    this.#catalog = catalogServiceMock({ entities });
    this.#secrets = secrets;
  }

  getEntitiesByRefs: CatalogService['getEntitiesByRefs'] = async (
    request,
    options,
  ) => {
    this.requests++;
    const { items } = await this.#catalog.getEntitiesByRefs(request, options);
    return {
      items: items.map(item =>
        item && this.#isVisible(item, options.credentials) ? item : undefined,
      ),
    };
  };

  getEntities: CatalogService['getEntities'] = async (request, options) => {
    this.requests++;
    const { items } = await this.#catalog.getEntities(
      { ...request, filter: undefined },
      options,
    );
    return {
      items: items.filter(item => this.#isVisible(item, options.credentials)),
    };
  };

  #isVisible(entity: Entity, credentials: BackstageCredentials): boolean {
    const users = this.#secrets[stringifyEntityRef(entity)];
    const { principal } = credentials;
    return (
      !users ||
      (typeof principal === 'object' &&
        principal !== null &&
        'userEntityRef' in principal &&
        typeof principal.userEntityRef === 'string' &&
        users.includes(principal.userEntityRef))
    );
  }
}
