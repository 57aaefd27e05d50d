import { ProxiedSignInPage } from '@backstage/core-components';
import {
  createFrontendModule,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import HomeIcon from '@material-ui/icons/Home';

/** Signs whoever comes in as the guest of the demo, without asking. */
const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => props =>
      <ProxiedSignInPage {...props} provider="guest" />,
  },
});

const welcomePage = PageBlueprint.make({
  name: 'welcome',
  params: {
    path: '/',
    routeRef: createRouteRef(),
    title: 'Welcome',
    icon: <HomeIcon fontSize="inherit" />,
    loader: async () => {
      const { WelcomePage } = await import('./WelcomePage');
      return <WelcomePage />;
    },
  },
});

export const welcomeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage, welcomePage],
});
