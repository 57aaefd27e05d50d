import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { RequestState, useRequest } from './useRequest';

/** Who looks, and their teams, as far as the catalog knows them. */
export interface Viewer {
  user?: Entity;
  teams: Entity[];
}

/** Of whoever has more teams, nobody wants to read at once. */
const MOST_TEAMS = 50;
/** What is shown of an entity, and asked for. */
const FIELDS = ['kind', 'metadata', 'spec.profile'];

/**
 * The viewer as the catalog knows them. A portal may sign in people as whom the catalog does not know, and as members of groups that it
 * does not have: asked for those, the backend would refuse to answer at all.
 */
export function useViewer(): RequestState<Viewer> {
  const identity = useApi(identityApiRef);
  const catalog = useApi(catalogApiRef);
  return useRequest({
    key: 'viewer',
    load: async () => {
      const { userEntityRef, ownershipEntityRefs } =
        await identity.getBackstageIdentity();
      const teams = ownershipEntityRefs.filter(
        ref => parseEntityRef(ref).kind.toLocaleLowerCase('en-US') === 'group',
      );
      const { items } = await catalog.getEntitiesByRefs({
        entityRefs: [userEntityRef, ...teams.slice(0, MOST_TEAMS)],
        fields: FIELDS,
      });
      const [user, ...found] = items;
      return { user, teams: found.filter(team => team !== undefined) };
    },
  });
}
