import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import {
  backendOf,
  entityOf,
  renderExtension,
  stopTheClock,
} from '../../../dev/renderTab';

function renderCard(scenario: string, entity = entityOf()) {
  return renderExtension({
    extension: 'entity-card:git-activity',
    backend: backendOf(scenario),
    entity,
  });
}

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

it('shows the last twelve months and how fresh they are', async () => {
  const counted = backendOf('busy').ledger.commits.filter(
    ({ day, merge, author }) => day >= '2025-11-25' && !merge && !author.bot,
  );
  renderCard('busy');
  expect(
    await screen.findByText(`${counted.length} commits in the last 12 months`),
  ).toBeVisible();
  expect(screen.getByText(/^As of 3 minutes ago/)).toBeVisible();
});

it.each([
  ['loading', 'Git activity'],
  ['pending', 'Not synced yet'],
  ['syncing', 'Still syncing'],
  ['partly-failed', /2 of 14 repositories could not be synced/],
  ['all-failed', 'No repository could be read'],
  ['refused', 'A repository cannot be followed'],
  ['out-of-date', 'Not known since November 3, 2026'],
  ['no-repository', 'Not discovered yet'],
  ['forbidden', 'You may not see this'],
  ['not-found', 'Nothing found here'],
  ['unreachable', 'Git activity cannot be loaded'],
])('%s: says so', async (scenario, words) => {
  renderCard(scenario);
  expect((await screen.findAllByText(words))[0]).toBeVisible();
});

it('has no confident zero for a User whom nothing lets anybody recognise', async () => {
  renderCard('unrecognised', entityOf('User', {}));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /lets us recognise commits of shop/,
  );
  expect(screen.queryByText(/0 commits|No commits/)).toBeNull();
});

it('has nothing that axe finds', async () => {
  renderCard('unreachable');
  await screen.findByText('Git activity cannot be loaded');
  const { violations } = await axe(document.body, {
    rules: { region: { enabled: false } },
  });
  expect(violations).toEqual([]);
});
