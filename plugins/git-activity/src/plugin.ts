import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { GitActivityClient } from 'backstage-plugin-git-activity-common';
import { gitActivityApiRef } from './api';
import type { GitActivityCardProps } from './components/GitActivityCard';
import { entityContentRouteRef, tabRouteRef } from './routes';

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
  routes: { entityContent: entityContentRouteRef },
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
