/**
 * Commit activity as calendar heatmaps, for portals with the new frontend system.
 *
 * @packageDocumentation
 */

import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import TimelineIcon from '@material-ui/icons/Timeline';
import {
  GitActivityClient,
  gitActivityIdentityUpdatePermission,
} from 'backstage-plugin-git-activity-common';
import { gitActivityApiRef } from './api';
import { gitActivityEntityFilter } from './entities';
import { BareRenderer, HOME_WIDGET } from './homeWidget';
import { entityContentRouteRef, rootRouteRef, tabRouteRef } from './routes';
import { gitActivityTranslationRef } from './translation';

export { gitActivityTranslationRef };

const gitActivityApi = ApiBlueprint.make({
  params: define =>
    define({
      api: gitActivityApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new GitActivityClient(deps),
    }),
});

const entityGitActivityContent = EntityContentBlueprint.make({
  params: {
    path: '/git-activity',
    title: 'Git activity',
    routeRef: entityContentRouteRef,
    filter: gitActivityEntityFilter,
    loader: () =>
      import('./components/GitActivityContent').then(module => (
        <module.GitActivityContent />
      )),
  },
});

const entityGitActivityCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: gitActivityEntityFilter,
    loader: () =>
      import('./components/GitActivityCard').then(module => (
        <module.GitActivityCard />
      )),
  },
});

const homePageWidget = HomePageWidgetBlueprint.make({
  params: {
    name: 'GitActivity',
    ...HOME_WIDGET,
    // the widget is a card itself, whose title is in the viewer's language
    componentProps: { Renderer: BareRenderer },
    components: () =>
      import('./components/HomeWidget').then(module => ({
        Content: module.HomeWidget,
      })),
  },
});

/** What admins look after; each thing is a sub-page. */
const adminPage = PageBlueprint.make({
  params: {
    path: '/git-activity',
    title: 'Git activity',
    routeRef: rootRouteRef,
  },
  if: {
    permissions: {
      $contains: `${gitActivityIdentityUpdatePermission.name}#update`,
    },
  },
});

const peoplePage = SubPageBlueprint.make({
  name: 'people',
  params: {
    path: 'people',
    title: 'People',
    loader: () =>
      import('./components/AdminPage').then(module => <module.PeoplePage />),
  },
});

/** The plugin, for portals with the new frontend system. @alpha */
export default createFrontendPlugin({
  pluginId: 'git-activity',
  title: 'Git activity',
  icon: <TimelineIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { tab: tabRouteRef },
  extensions: [
    gitActivityApi,
    entityGitActivityContent,
    entityGitActivityCard,
    homePageWidget,
    adminPage,
    peoplePage,
  ],
});
