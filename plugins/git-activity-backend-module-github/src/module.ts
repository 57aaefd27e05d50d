import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { gitActivitySourcesExtensionPoint } from 'backstage-plugin-git-activity-node';
import { GithubCommitSource } from './GithubCommitSource';

/** Before the git module, which serves every host. */
const PRIORITY = 10;

/**
 * Serves the repositories of the hosts below `integrations.github` to git-activity.
 *
 * @public
 */
export const gitActivityModuleGithub = createBackendModule({
  pluginId: 'git-activity',
  moduleId: 'github',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        sources: gitActivitySourcesExtensionPoint,
      },
      async init({ config, lifecycle, logger, sources }) {
        const source = new GithubCommitSource({ config, logger });
        sources.addSource(source, { priority: PRIORITY });

        const stopping = new AbortController();
        lifecycle.addShutdownHook(() => stopping.abort());
        lifecycle.addStartupHook(() => {
          // Nobody waits for it.
          source.checkCredentials(stopping.signal).catch(error => {
            logger.debug(`GitHub credentials were not checked: ${error.name}`);
          });
        });
      },
    });
  },
});
