import { screen, waitFor, within } from '@testing-library/react';
import {
  backendOf,
  entityOf,
  LAST_TODAY,
  lookAgain,
  renderTab,
  stopTheClock,
} from '../../../dev/renderTab';
import { countedIn, listedNames, rowOf } from '../../../dev/repositoryRows';
import { sampleCommit } from '../../../dev/sampleLedger';
import { TEAM } from '../../../dev/team';

const TEAM_PAGE = entityOf('Group', {});
const WEEK_MS = 7 * 86_400_000;
const YEAR = { from: '2025-11-25', to: LAST_TODAY };
const YEAR_BEFORE = { from: '2024-11-25', to: '2025-11-24' };
/** Little to draw, where it is not about what is drawn. */
const MONTH = 'from=2026-10-26&to=2026-11-24';

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

describe('the table of a team’s repositories', () => {
  it('says of each what it comes to, and what it came to before', async () => {
    const { backend } = renderTab({
      backend: backendOf('team'),
      entity: TEAM_PAGE,
    });
    const now = countedIn(backend, { id: '3', ...YEAR });
    const before = countedIn(backend, { id: '3', ...YEAR_BEFORE });
    expect(now.length).toBeLessThan(before.length);
    const lastDay = now
      .map(({ day }) => day)
      .sort()
      .at(-1)!;
    const weeksBack = now.map(({ day }) =>
      Math.floor((Date.parse(LAST_TODAY) - Date.parse(day)) / WEEK_MS),
    );

    const row = await rowOf('3');

    expect(within(row).getByText(`${now.length} commits`)).toBeInTheDocument();
    expect(
      within(row).getByText(
        `${before.length - now.length} fewer than in the 365 days before`,
      ),
    ).toBeInTheDocument();
    expect(row.querySelector('time')).toHaveAttribute('datetime', lastDay);
    expect(within(row).getByRole('img')).toHaveAccessibleName(
      new RegExp(`^Commits in ${new Set(weeksBack).size} of 53 weeks, at most`),
    );
    const [host, entity] = within(row).getAllByRole('link');
    expect(host).toHaveAttribute(
      'href',
      'https://github.example.com/shop/shop-part-3',
    );
    expect(entity).toHaveTextContent('shop-part-3');
    expect(within(row).getByText(/^Current; last synced/)).toBeVisible();
  });

  it('does not call zero what is not known', async () => {
    const { backend } = renderTab({
      backend: backendOf('team'),
      entity: TEAM_PAGE,
      query: 'from=2026-08-01&to=2026-11-24',
    });
    const known = countedIn(backend, {
      id: TEAM.stale,
      from: '2026-08-01',
      to: LAST_TODAY,
    });
    expect(known.length).toBeGreaterThan(1);
    const failed = await rowOf(TEAM.failed);
    expect(within(failed).getAllByText('Not known')).toHaveLength(4);
    expect(within(failed).getByText(/refused the credentials/)).toBeVisible();
    expect(failed).not.toHaveTextContent(/\b0\b|None/);

    const stale = await rowOf(TEAM.stale);
    expect(
      within(stale).getByText(`At least ${known.length} commits`),
    ).toBeInTheDocument();
    // how much more or less than before
    expect(within(stale).getAllByText('Not known')).toHaveLength(1);
  });

  it('turns grey while other numbers are on the way', async () => {
    const { user, backend } = renderTab({
      backend: backendOf('team'),
      entity: TEAM_PAGE,
      query: MONTH,
    });
    const row = await rowOf('3');
    expect(row.closest('[aria-busy]')).toHaveAttribute('aria-busy', 'false');
    backend.silent = true;
    await user.click(screen.getByText(/^Not complete/));
    await waitFor(() =>
      expect(row.closest('[aria-busy]')).toHaveAttribute('aria-busy', 'true'),
    );
    expect(row).toBeVisible();
  });

  it('follows the calendar to the next revision', async () => {
    const backend = backendOf('team');
    renderTab({ backend, entity: TEAM_PAGE });
    const { length } = countedIn(backend, { id: '3', ...YEAR });
    const row = await rowOf('3');
    const { commits, repositories } = backend.ledger;
    backend.update({
      commits: [
        ...commits,
        sampleCommit({
          index: commits.length,
          day: '2026-11-22',
          repository: repositories[2],
        }),
      ],
    });
    await lookAgain({ afterMinutes: 1 });
    // in the same row, so that nobody loses their place
    expect(
      await within(row).findByText(`${length + 1} commits`),
    ).toBeInTheDocument();
  });

  it('says that it cannot be had, and tries again', async () => {
    const { user, backend } = renderTab({
      backend: backendOf('portfolio'),
      entity: TEAM_PAGE,
      query: MONTH,
    });
    await rowOf('3');
    backend.failure = 'unreachable';
    await user.click(screen.getByRole('button', { name: /^Active/ }));
    expect(
      await screen.findByText('Repositories cannot be loaded'),
    ).toBeVisible();
    // nothing of all repositories, while the active ones were asked for
    expect(listedNames()).toEqual([]);

    backend.failure = undefined;
    await user.click(screen.getByText('Retry'));
    expect(await rowOf('3')).toBeVisible();
  });

  it('has the shape of rows while it loads', async () => {
    const backend = backendOf('team');
    renderTab({ backend, entity: TEAM_PAGE, query: MONTH });
    await screen.findByRole('status', { name: 'Loading repositories' });
    expect(await rowOf('3')).toBeVisible();
  });

  it('offers syncs only to those who may ask for one', async () => {
    const { unmount } = renderTab({
      backend: backendOf('team'),
      entity: TEAM_PAGE,
      query: MONTH,
    });
    expect(
      await screen.findByLabelText('Sync now: shop/shop-part-7'),
    ).toBeVisible();
    unmount();
    renderTab({
      backend: backendOf('team'),
      entity: TEAM_PAGE,
      query: MONTH,
      maySync: false,
    });
    await rowOf('7');
    expect(screen.queryByText('Sync now')).toBeNull();
  });
});

describe('a person’s page', () => {
  it('lists where they did something, without a word on syncs', async () => {
    const { backend } = renderTab({
      backend: backendOf('person'),
      entity: entityOf('User', {}),
      query: MONTH,
    });
    const range = { from: '2026-10-26', to: LAST_TODAY };
    const active = backend.ledger.repositories
      .filter(({ id }) => countedIn(backend, { id, ...range }).length > 0)
      .map(({ url }) => url.replace('https://github.example.com/', ''));
    expect(active.length).toBeLessThan(25);
    expect(await screen.findByText('Repositories worked on')).toBeVisible();
    await waitFor(() => expect(listedNames()).toEqual(active));
    expect(screen.queryByText(/Completeness|last synced|Sync now/)).toBeNull();
    expect(screen.queryByText(/^Quiet for/)).toBeNull();
  });

  it('lists nothing of somebody whom nothing lets us recognise', async () => {
    renderTab({
      backend: backendOf('unrecognised'),
      entity: entityOf('User', {}),
    });
    await screen.findByText('Commits not recognised');
    expect(screen.queryByText(/Repositories worked on|Nothing was/)).toBeNull();
  });
});
