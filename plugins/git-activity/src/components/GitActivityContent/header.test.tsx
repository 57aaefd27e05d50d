import { screen } from '@testing-library/react';
import {
  backendOf,
  entityOf,
  renderTab,
  stopTheClock,
} from '../../../dev/renderTab';

/** How many commits count in a range of days, worked out from the ledger and not by the calendar. */
function countOf(from: string, to: string, author?: string): number {
  return backendOf('busy').ledger.commits.filter(
    commit =>
      commit.day >= from &&
      commit.day <= to &&
      !commit.merge &&
      !commit.author.bot &&
      (!author ||
        [commit.author, ...commit.coAuthors].some(({ id }) => id === author)),
  ).length;
}

/** The figure of a name, with what is said of it. */
const figure = async (name: string) =>
  (await screen.findByText(name)).parentElement;

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

it.each([
  ['', '2024-11-25', '2025-11-24', 'Nov 25, 2024 to Nov 24, 2025'],
  ['range=2025', '2024-01-01', '2024-12-31', 'Jan 1, 2024 to Dec 31, 2024'],
  ['range=2026', '2025-01-01', '2025-11-23', 'Jan 1, 2025 to Nov 23, 2025'],
  [
    'range=last-quarter',
    '2026-04-01',
    '2026-06-30',
    'Apr 1, 2026 to Jun 30, 2026',
  ],
])('says what the period before came to: %s', async (query, from, to, days) => {
  renderTab({ backend: backendOf('busy'), query });
  const before = await figure('Same time before');
  expect(before).toHaveTextContent(`${countOf(from, to)} commits`);
  expect(before).toHaveTextContent(days);
});

it('compares what is filtered for', async () => {
  renderTab({ backend: backendOf('busy'), query: 'person=2' });
  expect(await figure('Same time before')).toHaveTextContent(
    `${countOf('2024-11-25', '2025-11-24', '2')} commits`,
  );
});

it('does not call the time before empty that is not known, or had not begun', async () => {
  const { unmount } = renderTab({ backend: backendOf('syncing') });
  expect(await figure('Same time before')).toHaveTextContent('Not known');
  unmount();
  renderTab({ backend: backendOf('busy'), query: 'range=2023' });
  expect(await figure('Same time before')).toHaveTextContent('Not begun yet');
});

it('says when the last commit was, however long ago', async () => {
  const { unmount } = renderTab({ backend: backendOf('busy') });
  expect(await figure('Last commit')).toHaveTextContent(/ago|just now/);
  unmount();

  const quiet = backendOf('quiet');
  const last = quiet.ledger.commits
    .filter(({ merge, author }) => !merge && !author.bot)
    .map(({ day }) => day)
    .sort()
    .at(-1)!;
  renderTab({ backend: quiet });
  const figureOfQuiet = await figure('Last commit');
  expect(figureOfQuiet).toHaveTextContent(/1 year ago/);
  expect(figureOfQuiet).toHaveTextContent(
    new Intl.DateTimeFormat('en-US', {
      dateStyle: 'medium',
      timeZone: 'UTC',
    }).format(new Date(last)),
  );
});

it('does not repeat what the page is called', async () => {
  renderTab({ backend: backendOf('busy'), entity: entityOf() });
  await screen.findByRole('grid');
  expect(screen.queryByRole('heading', { name: 'Git activity' })).toBeNull();
  expect(
    screen.getByRole('heading', { level: 2, name: /^\d+ commits$/ }),
  ).toBeVisible();
});
