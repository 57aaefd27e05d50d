import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import {
  backendOf,
  entityOf,
  LAST_TODAY,
  renderTab,
  stopTheClock,
} from '../../../dev/renderTab';

const MONTH = 'from=2026-10-26&to=2026-11-24';

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

describe('what is counted', () => {
  it.each([
    ['Group', '30 repositories owned by shop.'],
    ['System', '30 repositories of the parts of shop.'],
    ['Domain', '30 repositories of the systems and components of shop.'],
  ])('%s: is said in words, and what is not', async (kind, words) => {
    renderTab({
      backend: backendOf('team'),
      entity: entityOf(kind, {}),
      query: MONTH,
    });
    expect(
      await screen.findByText(
        `${words} Not in it: 1 entity with a repository that cannot be followed.`,
      ),
    ).toBeVisible();
  });

  it('goes without saying for a component', async () => {
    renderTab({ backend: backendOf('busy'), query: MONTH });
    await screen.findByRole('grid');
    expect(screen.queryByText(/^1 repository/)).toBeNull();
  });

  it('names sub-teams where a team has some', async () => {
    renderTab({
      backend: backendOf('portfolio'),
      entity: {
        ...entityOf('Group', {}),
        relations: [{ type: 'parentOf', targetRef: 'group:default/till' }],
      },
      query: `${MONTH}&repository=3&repository=4`,
    });
    expect(
      await screen.findByText(
        '2 of the repositories owned by shop and its sub-teams.',
      ),
    ).toBeVisible();
  });
});

describe('the lens on a team', () => {
  it('shows what its members did, in all repositories, once that is chosen, and says who they are', async () => {
    const backend = backendOf('team');
    const [{ author }] = backend.ledger.commits.filter(
      commit => commit.author.userEntityRef,
    );
    backend.ledger.members = [author.userEntityRef!];
    const { user } = renderTab({
      backend,
      entity: {
        ...entityOf('Group', {}),
        relations: [{ type: 'parentOf', targetRef: 'group:default/till' }],
      },
      query: MONTH,
    });
    const theirs = backend.ledger.commits.filter(
      commit =>
        commit.day >= '2026-10-26' &&
        commit.day <= '2026-11-24' &&
        !commit.merge &&
        [commit.author, ...commit.coAuthors].some(
          ({ userEntityRef }) => userEntityRef === author.userEntityRef,
        ),
    );
    await screen.findByRole('grid');
    await user.click(screen.getByRole('button', { name: 'Who we are' }));
    expect(
      await screen.findByText(
        'What 1 member of shop and its sub-teams did in any repository that you may see. Members are those of today.',
        { exact: false },
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('heading', { name: `${theirs.length} commits` }),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Who we are' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(screen.queryByRole('button', { name: 'Sub-team' })).toBeNull();
    await user.click(screen.getByRole('checkbox', { name: 'With sub-teams' }));
    await screen.findByText(/^What 1 member of shop did in any repository/);
    expect(screen.getByLabelText('Address')).toHaveTextContent(
      'lens=members&subgroups=exclude',
    );
  });

  it('is no question for a component', async () => {
    renderTab({ backend: backendOf('busy'), query: MONTH });
    await screen.findByRole('grid');
    expect(screen.queryByRole('button', { name: 'Who we are' })).toBeNull();
  });
});

describe('months compared', () => {
  it('tell which one is out of the ordinary, and how it was a year before', async () => {
    const { backend } = renderTab({
      backend: backendOf('team'),
      entity: entityOf('Group', {}),
    });
    const within12 = (from: string, to: string) =>
      backend.ledger.commits.filter(
        ({ day, merge, author }) =>
          day >= from && day <= to && !merge && !author.bot,
      ).length;
    const months = await screen.findByRole('region', {
      name: 'Months compared',
    });
    const may = within12('2026-05-01', '2026-05-31');
    expect(
      within(months).getByText(
        new RegExp(`^May 2026: ${may} commits; usual are \\d+ to \\d+\\.$`),
      ),
    ).toBeVisible();
    const year = within12('2025-11-25', LAST_TODAY);
    const before = within12('2024-11-25', '2025-11-24');
    expect(
      within(months).getByText(
        `${year} commits; ${before} on the same days a year before.`,
      ),
    ).toBeVisible();
    const row = within(months).getByText('March 2026').closest('tr')!;
    expect(
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => Number(textContent)),
    ).toEqual([
      within12('2026-03-01', '2026-03-31'),
      within12('2025-03-01', '2025-03-31'),
    ]);
    expect(
      within(months).getByText('November 2026, not complete'),
    ).toBeInTheDocument();
  });

  it.each([
    ['a component', 'busy', 'Component', ''],
    ['a range of days', 'portfolio', 'System', MONTH],
    ['a history without a year before', 'portfolio', 'System', 'range=2023'],
  ])('are not shown for %s', async (_, scenario, kind, query) => {
    renderTab({
      backend: backendOf(scenario),
      entity: entityOf(kind),
      query,
    });
    await screen.findAllByText('shop/shop');
    expect(screen.queryByText('Months compared')).toBeNull();
  });
});

describe('axe finds nothing', () => {
  it.each([
    ['search=part-13&from=2026-11-16&to=2026-11-23', /Waiting for its first/],
    ['search=nothing&from=2026-11-16&to=2026-11-23', /^No repository is found/],
    ['from=2026-08-01&to=2026-11-23&search=part-3', 'Months compared'],
  ])('%s', async (query, settled) => {
    renderTab({
      backend: backendOf('team'),
      entity: entityOf('Group', {}),
      query,
    });
    await screen.findAllByText(settled);
    const { violations } = await axe(document.body, {
      // the page around the tab is not ours
      rules: { region: { enabled: false } },
    });
    expect(violations).toEqual([]);
  });
});
