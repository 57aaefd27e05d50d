import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { gitActivityPermissions } from 'backstage-plugin-git-activity-common';
import { gitActivitySourcesExtensionPoint } from 'backstage-plugin-git-activity-node';
import { readGitActivityConfig } from './config';
import { Discovery } from './discovery/Discovery';
import { AuthorBook } from './people/AuthorBook';
import { Courtesy } from './database/Courtesy';
import { readClock } from './database/clock';
import { openLedger } from './database/openDatabase';
import { readHosts } from './discovery/readHosts';
import { keepHouse } from './ledger/keepHouse';
import { BotMatcher } from './people/bots';
import { PeopleResolver } from './people/PeopleResolver';
import { Publisher } from './publishing/Publisher';
import { createRouter } from './http/router';
import { CommitSources } from './sources/CommitSources';
import { PushHints } from './sync/PushHints';
import { SyncWorkers } from './sync/SyncWorkers';

const DISCOVERY = 'git-activity-discovery';
const GROWTH_CHECK = 'git-activity-catalog-growth';
const HOUSEKEEPING = 'git-activity-housekeeping';
const PUBLISHING = 'git-activity-publishing';

/** How soon a component that was registered is looked at. */
const GROWTH_CHECK_FREQUENCY = { seconds: 30 };

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
        auditor: coreServices.auditor,
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
        auditor,
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
        const { dayBasis } = config.counting;
        const knex = await openLedger(database);
        const rules = {
          bots: new BotMatcher(config.counting.bots),
          aliases: config.people.aliases,
        };
        const people = new PeopleResolver({ knex, logger, ...rules });
        const courtesy = new Courtesy();
        const workers = new SyncWorkers({
          knex,
          config,
          sources,
          book: new AuthorBook({ knex, ...rules }),
          logger,
          courtesy,
          onTimesMended: () => {
            // The scheduler keeps its times in the same database, and does not doubt them.
            for (const id of [DISCOVERY, GROWTH_CHECK, HOUSEKEEPING]) {
              scheduler.triggerTask(id).catch(error => {
                logger.debug(`Could not run ${id} early`, toError(error));
              });
            }
          },
        });
        const onDue = () => workers.poke();
        const pushHints = new PushHints({
          knex,
          sources,
          events,
          logger,
          onDue,
        });
        const integrations = ScmIntegrations.fromConfig(rootConfig);
        const discovery = new Discovery({
          knex,
          catalog,
          auth,
          sources,
          people,
          logger,
          integrations,
          hosts: readHosts(integrations),
          allow: config.repositories.allow,
          onDue,
        });

        permissionsRegistry.addPermissions(gitActivityPermissions);
        httpRouter.use(
          await createRouter({
            database: knex,
            config,
            catalog,
            auth,
            auditor,
            httpAuth,
            permissions,
            logger,
            people: { rules, resolver: people },
            courtesy,
            sources,
            requestSync: options => workers.requestSync(options),
          }),
        );
        await scheduler.scheduleTask({
          id: DISCOVERY,
          scope: 'global',
          ...config.schedule,
          fn: signal => discovery.run(signal),
        });
        await scheduler.scheduleTask({
          id: GROWTH_CHECK,
          scope: 'global',
          ...config.schedule,
          frequency: GROWTH_CHECK_FREQUENCY,
          fn: signal => discovery.runIfGrown(signal),
        });
        await scheduler.scheduleTask({
          id: HOUSEKEEPING,
          scope: 'global',
          frequency: config.schedule.frequency,
          timeout: config.schedule.timeout,
          fn: signal => keepHouse({ knex, dayBasis, signal }),
        });
        if (config.privacy.minimumTeamSize > 1) {
          const publisher = new Publisher({
            ...{ knex, catalog, auth, logger },
            minimum: config.privacy.minimumTeamSize,
          });
          await scheduler.scheduleTask({
            id: PUBLISHING,
            scope: 'global',
            frequency: config.schedule.frequency,
            timeout: config.schedule.timeout,
            initialDelay: config.schedule.initialDelay,
            fn: async signal =>
              publisher.publish({ now: await readClock(knex), signal }),
          });
        }
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
