import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import {
  apiOf,
  entityOf,
  renderExtension,
  stopTheClock,
} from '../dev/renderTab';
import plugin from './alpha';

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

const tab = 'entity-content:git-activity';
const card = 'entity-card:git-activity';

it.each([
  ['Component', tab],
  ['Component', card],
  ['System', tab],
  ['Group', card],
])('shows a %s its %s', async (kind, extension) => {
  renderExtension({
    extension: extension as typeof tab | typeof card,
    api: apiOf('busy'),
    entity: entityOf(kind),
  });
  expect(await screen.findByText('Git activity')).toBeVisible();
});

it('shows nothing to a component without a repository', async () => {
  renderExtension({
    extension: tab,
    api: apiOf('busy'),
    entity: entityOf('Component', {}),
  });
  expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
});

it('asks the backend that the portal discovers, with the portal’s fetch', async () => {
  const asked: string[] = [];
  renderTestApp({
    extensions: [
      createTestEntityPage({ entity: entityOf('Component') }),
      plugin.getExtension(tab),
      plugin.getExtension('api:git-activity'),
    ],
    apis: [
      mockApis.permission(),
      mockApis.discovery({ baseUrl: 'http://backend.example.com' }),
      mockApis.fetch({
        baseImplementation: async input => {
          asked.push(new Request(input).url);
          return new Response(
            JSON.stringify({
              error: { name: 'NotAllowedError', message: 'No' },
            }),
            { status: 403, headers: { 'Content-Type': 'application/json' } },
          );
        },
      }),
    ],
  });

  expect(await screen.findByText('You may not see this')).toBeVisible();
  const { origin, pathname, searchParams } = new URL(asked[0]);
  expect(`${origin}${pathname}`).toBe(
    'http://backend.example.com/api/git-activity/calendar',
  );
  expect(Object.fromEntries(searchParams)).toEqual({
    entityRef: 'component:default/shop',
    from: '2025-11-24',
    to: '2026-11-23',
  });
});
