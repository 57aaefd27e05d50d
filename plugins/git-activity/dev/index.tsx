import { Entity } from '@backstage/catalog-model';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { GitActivityApi, today } from 'backstage-plugin-git-activity-common';
import gitActivityPlugin from '../src/alpha';
import { gitActivityApiRef } from '../src/api';
import { ScenarioGitActivityApi } from './ScenarioGitActivityApi';
import { scenarios } from './scenarios';

const REPOSITORY_ANNOTATION = 'git-activity/repository';

const entities = Object.keys(scenarios).map(
  (name): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: name === 'portfolio' ? 'System' : 'Component',
    metadata: {
      name,
      namespace: 'default',
      ...(name !== 'no-repository' && {
        annotations: {
          [REPOSITORY_ANNOTATION]: `https://github.example.com/${name}`,
        },
      }),
    },
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

const fakeBackend = ApiBlueprint.make({
  params: define =>
    define({
      api: gitActivityApiRef,
      deps: {},
      factory: (): GitActivityApi =>
        new ScenarioGitActivityApi({ today: today(), now: new Date() }),
    }),
});

createDevApp({
  features: [
    catalogPlugin,
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
