import {
  Entity,
  parseEntityRef,
  RELATION_PARENT_OF,
} from '@backstage/catalog-model';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import homePlugin from '@backstage/plugin-home/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { GitActivityClient, today } from 'backstage-plugin-git-activity-common';
import { getResponse } from 'msw';
import gitActivityPlugin from '../src/alpha';
import { gitActivityApiRef } from '../src/api';
import { BACKEND_URL, FakeBackend } from './FakeBackend';
import { scenarios } from './scenarios';
import { SUB_TEAMS } from './team';

const REPOSITORY_ANNOTATION = 'git-activity/repository';

const KINDS: Record<string, string> = {
  portfolio: 'System',
  unrecognised: 'User',
  team: 'Group',
  person: 'User',
  guest: 'User',
};

/** How entities are called where that is not how they are named. */
const TITLES: Record<string, string> = {
  team: 'Payments',
  'shop-part-2': 'Rent calendar',
  fraud: 'Fraud & risk',
};

/** Who looks at the dev app; on its home page is what the busy scenario has. */
const viewer = 'guest';

/** Those that the sample's repositories stand behind. */
const parts = ['shop', 'shop-part-2', 'shop-part-3'];

const entities = [
  ...Object.keys(scenarios),
  ...parts,
  viewer,
  ...Object.keys(SUB_TEAMS),
].map(
  (name): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: KINDS[name] ?? (name in SUB_TEAMS ? 'Group' : 'Component'),
    metadata: {
      name,
      namespace: 'default',
      title: TITLES[name],
      ...(name !== 'no-repository' && {
        annotations: {
          [REPOSITORY_ANNOTATION]: `https://github.example.com/${name}`,
        },
      }),
    },
    relations:
      name === 'team'
        ? Object.keys(SUB_TEAMS).map(subTeam => ({
            type: RELATION_PARENT_OF,
            targetRef: `group:default/${subTeam}`,
          }))
        : [],
    spec: { type: 'service', lifecycle: 'production', owner: 'group:shop' },
  }),
);

const fakeCatalog = ApiBlueprint.make({
  params: define =>
    define({
      api: catalogApiRef,
      deps: {},
      factory: () => new InMemoryCatalogClient({ entities }),
    }),
});

const backends = new Map<string, FakeBackend>();

/** Each entity has the backend of the scenario of its name; what comes of a sync, for which no entity is named, is not shown. */
function backendOf(request: Request): FakeBackend {
  const entityRef = new URL(request.url).searchParams.get('entityRef');
  const { name } = parseEntityRef(entityRef ?? 'component:busy');
  const backend =
    backends.get(name) ??
    (scenarios[name] ?? scenarios.busy)({ today: today(), now: new Date() });
  backends.set(name, backend);
  return backend;
}

const fakeBackend = ApiBlueprint.make({
  params: define =>
    define({
      api: gitActivityApiRef,
      deps: {},
      factory: () =>
        new GitActivityClient({
          discoveryApi: {
            getBaseUrl: async pluginId => `${BACKEND_URL}/api/${pluginId}`,
          },
          fetchApi: {
            async fetch(input, init) {
              const request = new Request(input, init);
              const { handlers } = backendOf(request);
              const response = await getResponse(handlers, request);
              if (!response || response.type === 'error') {
                throw new TypeError('Failed to fetch');
              }
              return response;
            },
          },
        }),
    }),
});

createDevApp({
  features: [
    catalogPlugin,
    homePlugin,
    gitActivityPlugin,
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [fakeCatalog],
    }),
    createFrontendModule({
      pluginId: 'git-activity',
      extensions: [fakeBackend],
    }),
  ],
});
