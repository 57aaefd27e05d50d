import { screen } from '@testing-library/react';
import {
  backendOf,
  entityOf,
  renderExtension,
  renderTab,
  stopTheClock,
} from '../../../dev/renderTab';

/** How many commits of the last twelve months count, worked out from the ledger and not by the calendar. */
function countOf(scenario: string, options: { whole: boolean }): number {
  const { commits, folders } = backendOf(scenario).ledger;
  return commits.filter(
    commit =>
      commit.day >= '2025-11-25' &&
      commit.day <= '2026-11-24' &&
      !commit.merge &&
      !commit.author.bot &&
      (options.whole || folders?.changedBy(commit)),
  ).length;
}

const total = (count: number) =>
  screen.findByRole('heading', { name: new RegExp(`^${count} commits`) });

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

it('counts what changed the folder that a component lives in, and says so', async () => {
  renderTab({ backend: backendOf('folder') });
  expect(await total(countOf('folder', { whole: false }))).toBeVisible();
  expect(screen.getByText(/^Only commits that changed/)).toHaveTextContent(
    'Only commits that changed services/api are counted.',
  );
});

it('counts the whole repository when asked to, and keeps that in the address', async () => {
  const { user } = renderTab({ backend: backendOf('folder') });
  await user.click(
    await screen.findByRole('checkbox', {
      name: 'Include the rest of the repository',
    }),
  );
  expect(await total(countOf('folder', { whole: true }))).toBeVisible();
  expect(screen.getByLabelText('Address')).toHaveTextContent(
    'scope=repository',
  );
  expect(screen.getByText(/^All commits of/)).toHaveTextContent(
    /lives in services\/api\.$/,
  );
});

it('opens with the whole repository where the address says so', async () => {
  renderTab({ backend: backendOf('folder'), query: 'scope=repository' });
  expect(await total(countOf('folder', { whole: true }))).toBeVisible();
});

it('says that a folder may be misspelt that no commit ever changed', async () => {
  renderTab({ backend: backendOf('folder-untouched') });
  expect(await screen.findByText(/^No commit ever changed/)).toHaveTextContent(
    'No commit ever changed services/apy. If that cannot be, correct the path in the catalog.',
  );
});

it('says where a source cannot tell, and offers nothing that it cannot keep', async () => {
  renderTab({ backend: backendOf('folder-untold') });
  expect(await total(countOf('folder-untold', { whole: true }))).toBeVisible();
  expect(
    screen.getByText(/^The source of the repository cannot tell/),
  ).toHaveTextContent('services/api');
  expect(
    screen.queryByRole('checkbox', {
      name: 'Include the rest of the repository',
    }),
  ).not.toBeInTheDocument();
});

it('says of a team only that folders count', async () => {
  renderTab({ backend: backendOf('folder'), entity: entityOf('Group') });
  expect(
    await screen.findByText(
      'Where a component lives in a folder of a repository, only commits that changed it are counted: 1 folder.',
    ),
  ).toBeVisible();
});

it('names the folder on the card', async () => {
  renderExtension({
    backend: backendOf('folder'),
    extension: 'entity-card:git-activity',
  });
  expect(
    await screen.findByText(/^Only commits that changed/),
  ).toHaveTextContent('services/api');
});
