import { screen, waitFor, within } from '@testing-library/react';
import {
  backendOf,
  renderTab,
  stopTheClock,
  squareOf,
} from '../../../dev/renderTab';

const address = () => screen.getByLabelText('Address').textContent;
const heading = (name: RegExp) => screen.findByRole('heading', { name });

/** How many commits of a scenario count on a day, worked out from its ledger and not by the calendar. */
function countOf(scenario: string, day: string): number {
  return backendOf(scenario).ledger.commits.filter(
    commit => commit.day === day && !commit.merge && !commit.author.bot,
  ).length;
}

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

describe('totals', () => {
  it('equal the commits of the last twelve months, less merges and bots', async () => {
    const backend = backendOf('busy');
    const year = backend.ledger.commits.filter(
      ({ day }) => day >= '2025-11-25',
    );
    const merges = year.filter(({ merge }) => merge).length;
    const bots = year.filter(
      ({ merge, author }) => !merge && author.bot,
    ).length;
    renderTab({ backend });

    expect(
      await screen.findByText(`${year.length - merges - bots} commits`),
    ).toBeVisible();
    expect(
      screen.getByText(`${merges} merges, ${bots} by bots left out`),
    ).toBeVisible();
  });

  it('count merges and bots in when their switches are on', async () => {
    const backend = backendOf('busy');
    const year = backend.ledger.commits.filter(
      ({ day }) => day >= '2025-11-25',
    );
    const { user } = renderTab({ backend });

    await user.click(await screen.findByLabelText('Include merges'));
    await user.click(screen.getByLabelText('Include bots'));

    expect(await screen.findByText(`${year.length} commits`)).toBeVisible();
    expect(screen.queryByText(/left out/)).toBeNull();
    expect(address()).toBe('/?merges=include&bots=include');
  });

  it('mention commits whose dates are unusable', async () => {
    renderTab({ backend: backendOf('portfolio') });
    expect(
      await screen.findByText(
        '3 commits set aside, because their dates are unusable',
      ),
    ).toBeVisible();
  });

  it('say how fresh they are and whose days they count', async () => {
    renderTab({ backend: backendOf('partly-failed') });
    expect(
      await screen.findByText(
        'As of 3 minutes ago; 12 of 14 repositories current',
      ),
    ).toBeVisible();
    expect(screen.getByText(/author’s own time zone/)).toBeVisible();
  });

  it('say which time zone an organisation counts in', async () => {
    renderTab({ backend: backendOf('zoned') });
    expect(await screen.findByText(/Europe\/Berlin/)).toBeVisible();
  });
});

describe('a day', () => {
  it('lists as many commits as its square says', async () => {
    const count = countOf('busy', '2026-10-29');
    expect(count).toBeGreaterThan(5);
    const { user } = renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');

    await user.click(squareOf('2026-10-29'));

    await heading(new RegExp(`^${count} commits on Thursday`));
    const list = screen.getByRole('region', { name: /October 29/ });
    await waitFor(() =>
      expect(within(list).getAllByRole('listitem')).toHaveLength(count),
    );
    expect(squareOf('2026-10-29')).toHaveAccessibleName(
      `${count} commits on Thursday, October 29, 2026`,
    );
    expect(address()).toBe('/?day=2026-10-29');
  });

  it('is opened by a link, and closed by going back', async () => {
    const { user } = renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');
    await user.click(squareOf('2026-10-29'));
    await heading(/October 29/);

    await user.click(screen.getByRole('button', { name: 'Back' }));

    await waitFor(() =>
      expect(screen.queryByRole('heading', { name: /October 29/ })).toBeNull(),
    );
    expect(address()).not.toContain('day');
  });

  it('shows who wrote a commit, and when by their clock', async () => {
    const backend = backendOf('busy');
    const commit = backend.ledger.commits.find(
      ({ coAuthors, merge, author, day }) =>
        coAuthors.length > 0 && !merge && !author.bot && day > '2025-12-01',
    )!;
    renderTab({ backend, query: `day=${commit.day}` });

    const item = (
      await screen.findByText(commit.sha.slice(0, 7))
    ).closest<HTMLElement>('li')!;
    expect(within(item).getByText(commit.author.name)).toBeVisible();
    expect(within(item).getByText(commit.coAuthors[0].name)).toBeVisible();
    expect(item).toHaveTextContent(`UTC${commit.authoredAt.slice(-6)}`);
    expect(
      within(item).getByRole('link', { name: new RegExp(commit.subject) }),
    ).toHaveAttribute('href', commit.url);
  });

  it('of ten thousand commits is listed page by page', async () => {
    const { user } = renderTab({
      backend: backendOf('imported'),
      query: 'day=2026-08-15',
    });
    const count = countOf('imported', '2026-08-15').toLocaleString('en-US');
    const list = await screen.findByRole('region', { name: /August 15/ });
    expect(
      await within(list).findByText(`100 of ${count} shown`),
    ).toBeVisible();

    await user.click(within(list).getByRole('button', { name: 'Show more' }));

    expect(
      await within(list).findByText(`200 of ${count} shown`),
    ).toBeVisible();
    expect(within(list).getAllByRole('listitem')).toHaveLength(200);
  });

  it('without commits says so', async () => {
    renderTab({ backend: backendOf('quiet'), query: 'day=2026-03-03' });
    expect(
      await heading(/^No commits on Tuesday, March 3, 2026$/),
    ).toBeVisible();
  });
});

describe('the table', () => {
  it('has the same numbers, by month and day', async () => {
    const { user } = renderTab({ backend: backendOf('busy') });
    await user.click(
      await screen.findByRole('button', { name: 'Show as table' }),
    );
    const row = (await screen.findByText('October 2026')).closest('tr')!;
    const cells = [...row.querySelectorAll('td')];
    const expected = Array.from({ length: 31 }, (_, index) =>
      countOf('busy', `2026-10-${String(index + 1).padStart(2, '0')}`),
    );
    expect(cells.map(cell => Number(cell.textContent))).toEqual([
      ...expected,
      expected.reduce((sum, count) => sum + count),
    ]);
    expect(address()).toBe('/?view=table');
  });

  it('opens a day', async () => {
    const { user } = renderTab({
      backend: backendOf('busy'),
      query: 'view=table',
    });
    await user.click(
      await screen.findByLabelText(/October 29, 2026/, { selector: 'button' }),
    );
    expect(await heading(/October 29/)).toBeVisible();
  });
});
