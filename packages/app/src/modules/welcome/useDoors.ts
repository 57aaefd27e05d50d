import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { CatalogApi } from '@backstage/catalog-client';
import { Entity, getCompoundEntityRef } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { isGitActivityAvailable } from 'backstage-plugin-git-activity';
import useAsync from 'react-use/esm/useAsync';

/** A page that the demo leads to. */
export interface Door {
  kind: 'component' | 'team' | 'person';
  entity: Entity;
  /** Its tab. */
  link: string;
}

/** The first component of the viewer's team, that team, and the viewer; those that the catalog has. */
export function useDoors() {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  return useAsync(async (): Promise<Door[]> => {
    const { userEntityRef, ownershipEntityRefs } =
      await identity.getBackstageIdentity();
    const { items: known } = await catalog.getEntitiesByRefs({
      entityRefs: [userEntityRef, ...ownershipEntityRefs],
    });
    const ofKind = (kind: string) =>
      known.find(entity => entity?.kind === kind);
    return [
      toDoor('component', await findComponent(catalog, ownershipEntityRefs)),
      toDoor('team', ofKind('Group')),
      toDoor('person', ofKind('User')),
    ].flatMap(door => door ?? []);
  }, [catalog, identity]);
}

async function findComponent(
  catalog: CatalogApi,
  owners: string[],
): Promise<Entity | undefined> {
  const { items } = await catalog.getEntities({
    filter: [{ kind: 'component', 'relations.ownedBy': owners }],
    order: { field: 'metadata.name', order: 'asc' },
  });
  return items.find(isGitActivityAvailable);
}

function toDoor(
  kind: Door['kind'],
  entity: Entity | undefined,
): Door | undefined {
  if (!entity) return undefined;
  const { namespace, kind: ofKind, name } = getCompoundEntityRef(entity);
  const path = [namespace, ofKind.toLocaleLowerCase('en-US'), name]
    .map(encodeURIComponent)
    .join('/');
  return { kind, entity, link: `/catalog/${path}/git-activity` };
}
