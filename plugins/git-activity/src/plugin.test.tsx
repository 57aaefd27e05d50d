import { permissionApiRef } from '@backstage/plugin-permission-react';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { identityApiRef } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  mockApis,
  MockPermissionApi,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { GitActivityClient } from 'backstage-plugin-git-activity-common';
import { BACKEND_URL } from '../dev/FakeBackend';
import { backendOf, entityOf, stopTheClock } from '../dev/renderTab';
import { server } from '../dev/server';
import { tabRouteRef } from './routes';
import {
  EntityGitActivityCard,
  EntityGitActivityContent,
  gitActivityApiRef,
  HomePageGitActivity,
  isGitActivityAvailable,
} from './index';

const discoveryApi = mockApis.discovery({ baseUrl: BACKEND_URL });

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

function renderOnEntityPage(
  page: ReactNode,
  options: {
    scenario?: string;
    entity?: ReturnType<typeof entityOf>;
    /** Where the tab is, and the query with which it is opened. */
    tab?: { path: string; query: string };
  } = {},
) {
  const { scenario = 'busy', entity = entityOf(), tab } = options;
  server.use(...backendOf(scenario).handlers);
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [gitActivityApiRef, new GitActivityClient({ discoveryApi })],
        [permissionApiRef, new MockPermissionApi()],
        [catalogApiRef, new InMemoryCatalogClient({ entities: [entity] })],
        [
          identityApiRef,
          mockApis.identity({ userEntityRef: 'user:default/shop' }),
        ],
      ]}
    >
      <EntityProvider entity={entity}>{page}</EntityProvider>
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        ...(tab && { [tab.path]: tabRouteRef }),
      },
      routeEntries: [`/?${tab?.query ?? ''}`],
    },
  );
}

/** The tab as an `EntityLayout.Route` mounts it. */
const inTab = (
  <Routes>
    <Route path="/*" element={<EntityGitActivityContent />} />
  </Routes>
);

it('shows the tab in a classic portal', async () => {
  await renderOnEntityPage(inTab);
  expect(await screen.findByRole('grid')).toBeVisible();
});

it('tells those who route to the tab anyway how to name a repository', async () => {
  await renderOnEntityPage(inTab, {
    scenario: 'no-repository',
    entity: entityOf('Component', {}),
  });
  expect(await screen.findByText('No repository is named')).toBeVisible();
  expect(
    screen.getByText(
      'git-activity/repository: https://github.com/example/shop',
    ),
  ).toBeVisible();
});

it('leads to the tab of a sub-team, with the same days', async () => {
  await renderOnEntityPage(inTab, {
    scenario: 'team',
    entity: {
      ...entityOf('Group', {}),
      relations: [{ type: 'parentOf', targetRef: 'group:default/fraud' }],
    },
    tab: {
      path: '/catalog/default/group/shop/git-activity',
      query: 'range=2026&by=part&search=fraud',
    },
  });
  const name = await screen.findByText('fraud', { selector: 'td bdi' });
  expect(name.closest('a')).toHaveAttribute(
    'href',
    '/catalog/default/group/fraud/git-activity?range=2026',
  );
});

it('shows the card in a classic portal, with or without the tab', async () => {
  await renderOnEntityPage(<EntityGitActivityCard />);
  expect(
    await screen.findByText(/commits in the last 12 months/),
  ).toBeVisible();
  expect(screen.queryByText('See all Git activity')).toBeNull();
});

it('shows a viewer their year on the home page of a classic portal', async () => {
  await renderOnEntityPage(<HomePageGitActivity />, {
    entity: entityOf('User', {}),
  });
  expect(
    await screen.findByText(/commits in the last 12 months/),
  ).toBeVisible();
  expect(screen.getByText('The catalog knows no team of yours.')).toBeVisible();
});

it('leaves the rest of the page alone when a card cannot be loaded', async () => {
  await renderOnEntityPage(
    <>
      <p>Another card</p>
      <EntityGitActivityCard />
    </>,
    { scenario: 'unreachable' },
  );
  expect(
    await screen.findByText('Git activity cannot be loaded'),
  ).toBeVisible();
  expect(screen.getByText('Another card')).toBeVisible();
});

describe('isGitActivityAvailable', () => {
  it.each(['System', 'Domain', 'Group', 'User'])('is so for a %s', kind => {
    expect(isGitActivityAvailable(entityOf(kind, {}))).toBe(true);
  });

  it.each(['Component', 'API', 'Resource', 'Template'])(
    'is so for a %s that names a repository',
    kind => {
      expect(isGitActivityAvailable(entityOf(kind))).toBe(true);
      for (const [annotation, value] of [
        ['backstage.io/source-location', 'url:https://example.com/a/b/'],
        ['github.com/project-slug', 'a/b'],
        ['gitlab.com/project-slug', 'a/b/c'],
        ['git-activity/path', 'services/api'],
      ]) {
        const entity = entityOf(kind, { [annotation]: value });
        expect(isGitActivityAvailable(entity)).toBe(true);
      }
      expect(isGitActivityAvailable(entityOf(kind, {}))).toBe(false);
    },
  );

  it('is not so for a Location', () => {
    expect(isGitActivityAvailable(entityOf('Location'))).toBe(false);
  });
});
