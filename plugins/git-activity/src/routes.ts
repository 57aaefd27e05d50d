import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The *Git activity* tab of an entity's page. */
export const entityContentRouteRef = createRouteRef({ id: 'git-activity' });

/** What admins look after. */
export const rootRouteRef = createRouteRef({ id: 'git-activity-admin' });

/**
 * Where the card leads to. A reference to another plugin's route, though it is our own, because only those may be
 * without a target: a portal may show the card and leave out the tab.
 */
export const tabRouteRef = createExternalRouteRef({
  id: 'git-activity-tab',
  optional: true,
  defaultTarget: 'git-activity.entityContent',
});
