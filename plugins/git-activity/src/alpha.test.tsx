import { screen } from '@testing-library/react';
import { BACKEND_URL } from '../dev/FakeBackend';
import {
  backendOf,
  entityOf,
  renderExtension,
  stopTheClock,
} from '../dev/renderTab';
import { server } from '../dev/server';

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
    backend: backendOf('busy'),
    entity: entityOf(kind),
  });
  expect(
    await screen.findByRole('grid', { name: /^Commits by day/ }),
  ).toBeVisible();
});

it('shows nothing to a component without a repository', async () => {
  renderExtension({
    extension: tab,
    backend: backendOf('busy'),
    entity: entityOf('Component', {}),
  });
  expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
});

it('asks the backend that the portal discovers, with the portal’s fetch', async () => {
  const asked: Request[] = [];
  server.events.on('request:start', ({ request }) => asked.push(request));
  const backend = backendOf('forbidden');
  renderExtension({ extension: tab, backend });

  expect(await screen.findByText('You may not see this')).toBeVisible();
  const { origin, pathname, searchParams } = new URL(asked[0].url);
  expect(`${origin}${pathname}`).toBe(
    `${BACKEND_URL}/api/git-activity/calendar`,
  );
  // what the last twelve months are, the backend says
  expect([...searchParams]).toEqual([['entityRef', 'component:default/shop']]);
  server.events.removeAllListeners();
});
