import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { gitActivitySourcesExtensionPoint } from 'backstage-plugin-git-activity-node';
import { readRoots } from './config';
import { GitCommitSource } from './GitCommitSource';

/**
 * Serves the local git repositories below `gitActivity.git.roots` to git-activity.
 *
 * @public
 */
export const gitActivityModuleGit = createBackendModule({
  pluginId: 'git-activity',
  moduleId: 'git',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        sources: gitActivitySourcesExtensionPoint,
      },
      async init({ config, sources }) {
        sources.addSource(new GitCommitSource({ roots: readRoots(config) }));
      },
    });
  },
});
