import { Entity } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';

/**
 * Where the tab of an entity is that is not the page's. A route below a path with parameters cannot be resolved from elsewhere, so this
 * goes by the path that the tab has unless a portal chose another; there, the entity's overview opens, which leads to it.
 */
export function useEntityTab(): (entity: Entity, query?: string) => string {
  const entityRoute = useRouteRef(entityRouteRef);
  return (entity, query = '') =>
    `${entityRoute(
      entityRouteParams(entity, { encodeParams: true }),
    )}/git-activity${query}`;
}
