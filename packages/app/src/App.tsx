import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './modules/nav';
import { welcomeModule } from './modules/welcome';

export default createApp({ features: [navModule, welcomeModule] });
