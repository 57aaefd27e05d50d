import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import {
  CardExtensionProps,
  createCardExtension,
} from '@backstage/plugin-home-react';
import { GitActivityClient } from 'backstage-plugin-git-activity-common';
import { gitActivityApiRef } from './api';
import type { GitActivityCardProps } from './components/GitActivityCard';
import { HOME_WIDGET } from './homeWidget';
import { entityContentRouteRef, rootRouteRef, tabRouteRef } from './routes';

/** The plugin, for portals with the classic frontend system. @public */
export const gitActivityPlugin = createPlugin({
  id: 'git-activity',
  apis: [
    createApiFactory({
      api: gitActivityApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new GitActivityClient(deps),
    }),
  ],
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { tab: tabRouteRef },
});

/**
 * The *Git activity* tab, for an `EntityLayout.Route` whose `if` is {@link isGitActivityAvailable}.
 *
 * @public
 */
export const EntityGitActivityContent: () => JSX.Element =
  gitActivityPlugin.provide(
    createRoutableExtension({
      name: 'EntityGitActivityContent',
      component: () =>
        import('./components/GitActivityContent').then(
          module => module.GitActivityContent,
        ),
      mountPoint: entityContentRouteRef,
    }),
  );

/**
 * What admins look after: who is who. For a route of its own, which is for those with the permission `git-activity.identity.update`.
 *
 * @public
 */
export const GitActivityAdminPage: () => JSX.Element =
  gitActivityPlugin.provide(
    createRoutableExtension({
      name: 'GitActivityAdminPage',
      component: () =>
        import('./components/AdminPage').then(module => module.AdminPage),
      mountPoint: rootRouteRef,
    }),
  );

/** The last twelve months as a card for an entity's overview. @public */
export const EntityGitActivityCard: (
  props: GitActivityCardProps,
) => JSX.Element = gitActivityPlugin.provide(
  createComponentExtension({
    name: 'EntityGitActivityCard',
    component: {
      lazy: () =>
        import('./components/GitActivityCard').then(
          module => module.GitActivityCard,
        ),
    },
  }),
);

/**
 * The viewer's own year, and which repositories of their teams went quiet, for a home page.
 *
 * @public
 */
export const HomePageGitActivity: (
  props: CardExtensionProps<{}>,
) => JSX.Element = gitActivityPlugin.provide(
  createCardExtension<{}>({
    name: 'HomePageGitActivity',
    ...HOME_WIDGET,
    components: () =>
      import('./components/HomeWidget').then(module => ({
        Content: module.HomeWidgetContent,
      })),
  }),
);
