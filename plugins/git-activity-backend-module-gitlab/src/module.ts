import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  DefaultGitlabCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { gitActivitySourcesExtensionPoint } from 'backstage-plugin-git-activity-node';
import { Connections } from './api/Connections';
import { checkTokens } from './checkTokens';
import { GitlabCommitSource } from './GitlabCommitSource';
import { readInstances } from './instances';

/** Before the source that reads any git server. */
const PRIORITY = 10;

/**
 * Serves the projects of the GitLabs in `integrations.gitlab` to git-activity.
 *
 * @public
 */
export const gitActivityModuleGitlab = createBackendModule({
  pluginId: 'git-activity',
  moduleId: 'gitlab',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        sources: gitActivitySourcesExtensionPoint,
      },
      async init({ config, lifecycle, logger, sources }) {
        const instances = readInstances(config);
        const connections = new Connections({
          credentialsProvider:
            DefaultGitlabCredentialsProvider.fromIntegrations(
              ScmIntegrations.fromConfig(config),
            ),
          logger,
        });
        sources.addSource(
          new GitlabCommitSource({ instances, connections, logger }),
          { priority: PRIORITY },
        );

        const stopping = new AbortController();
        lifecycle.addShutdownHook(() => stopping.abort());
        lifecycle.addStartupHook(() => {
          // Nothing waits for it.
          checkTokens({
            instances,
            connections,
            logger,
            signal: stopping.signal,
          });
        });
      },
    });
  },
});
