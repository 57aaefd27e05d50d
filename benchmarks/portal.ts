// A portal as its own process, which Portal.ts starts: the whole backend with the real catalog, auth and permissions.
import { createBackend } from '@backstage/backend-defaults';
import {
  createBackendModule,
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { JsonObject } from '@backstage/types';
import { Company, entitiesOf } from './company';
import { madeUpHostModule } from './madeUpHost';

/** What the process is told as its first argument. */
export interface PortalSettings {
  config: JsonObject;
  /** Whose entities the catalog is to be filled with; absent for a whole portal, whose catalog has them. */
  fill?: Company;
}

const LOCATION = 'url:https://git.example.com/company/catalog';

/** Without a company it only says that it is there, so that the catalog keeps what it told before. */
function companyModule(company: Company | undefined) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'company',
    register(env) {
      env.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        async init({ catalog }) {
          catalog.addEntityProvider({
            getProviderName: () => 'company',
            connect: async connection => {
              if (!company) return;
              await connection.applyMutation({
                type: 'full',
                entities: entitiesOf(company).map(entity => ({
                  entity: {
                    ...entity,
                    metadata: {
                      ...entity.metadata,
                      annotations: {
                        ...entity.metadata.annotations,
                        [ANNOTATION_LOCATION]: LOCATION,
                        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
                      },
                    },
                  },
                  locationKey: LOCATION,
                })),
              });
            },
          });
        },
      });
    },
  });
}

async function main(): Promise<void> {
  const { config, fill }: PortalSettings = JSON.parse(process.argv[2]);
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => new ConfigReader(config),
    }),
  );
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(import('../packages/backend/src/demoPolicy'));
  backend.add(companyModule(fill));
  if (!fill) {
    backend.add(import('../plugins/git-activity-backend/src'));
    backend.add(madeUpHostModule);
  }
  await backend.start();
  process.send?.('ready');
}

process.on('disconnect', () => process.exit());
main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
