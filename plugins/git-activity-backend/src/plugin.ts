import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { gitActivityPermissions } from 'backstage-plugin-git-activity-common';
import { gitActivitySourcesExtensionPoint } from 'backstage-plugin-git-activity-node';
import { readGitActivityConfig } from './config';
import { Discovery } from './discovery/Discovery';
import { AuthorBook } from './people/AuthorBook';
import { openLedger } from './database/openDatabase';
import { BotMatcher } from './people/bots';
import { PeopleResolver } from './people/PeopleResolver';
import { createRouter } from './http/router';
import { CommitSources } from './sources/CommitSources';
import { PushHints } from './sync/PushHints';
import { SyncWorkers } from './sync/SyncWorkers';

/**
 * Keeps a ledger of the commits behind catalog entities, and answers when work was done.
 *
 * @public
 */
export const gitActivityPlugin = createBackendPlugin({
  pluginId: 'git-activity',
  register(env) {
    const sources = new CommitSources();
    env.registerExtensionPoint(gitActivitySourcesExtensionPoint, sources);

    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        database,
        events,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        permissions,
        permissionsRegistry,
        rootConfig,
        scheduler,
      }) {
        const config = readGitActivityConfig(rootConfig);
        const knex = await openLedger(database);
        const bots = new BotMatcher(config.counting.bots);
        const people = new PeopleResolver({ knex, bots, logger });
        const book = new AuthorBook({ knex, bots });
        const workers = new SyncWorkers({
          knex,
          config,
          sources,
          book,
          logger,
        });
        const pushHints = new PushHints({
          knex,
          sources,
          events,
          logger,
          onDue: () => workers.poke(),
        });
        const discovery = new Discovery({
          knex,
          catalog,
          auth,
          sources,
          people,
          logger,
          onDue: () => workers.poke(),
        });

        permissionsRegistry.addPermissions(gitActivityPermissions);
        httpRouter.use(
          await createRouter({
            database: knex,
            config,
            catalog,
            httpAuth,
            permissions,
            logger,
            sources,
            requestSync: options => workers.requestSync(options),
          }),
        );
        // The list of bots may have changed since the ledger was last written.
        await people.resolve();
        await scheduler.scheduleTask({
          id: 'git-activity-discovery',
          scope: 'global',
          ...config.schedule,
          fn: signal => discovery.run(signal),
        });
        lifecycle.addStartupHook(async () => {
          workers.start();
          await pushHints.subscribe();
        });
        lifecycle.addShutdownHook(async () => {
          await pushHints.settle();
          await workers.stop();
        });
      },
    });
  },
});
