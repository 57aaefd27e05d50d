import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { gitActivitySourcesExtensionPoint } from 'backstage-plugin-git-activity-node';
import { readCloneOptions, readCredentials, readRoots } from './config';
import { GitCommitSource } from './GitCommitSource';

/**
 * Serves git repositories to git-activity: local ones below `gitActivity.git.roots`, and those of all hosts that are named by
 * `integrations` or `gitActivity.git.credentials`.
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
        logger: coreServices.logger,
        sources: gitActivitySourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        const source = new GitCommitSource({
          roots: readRoots(config),
          remotes: {
            integrations: ScmIntegrations.fromConfig(config),
            credentials: readCredentials(config),
            clones: readCloneOptions(config),
            logger,
          },
        });
        sources.addSource(source);
      },
    });
  },
});
