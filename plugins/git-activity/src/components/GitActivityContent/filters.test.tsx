import { screen, waitFor } from '@testing-library/react';
import {
  apiOf,
  entityOf,
  renderTab,
  stopTheClock,
} from '../../../dev/renderTab';

const address = () => screen.getByLabelText('Address').textContent;

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

describe('filters', () => {
  it('show one author’s commits, and are kept in the address', async () => {
    const api = apiOf('busy');
    const ofBo = api.ledger.commits.filter(
      ({ day, merge, author, coAuthors }) =>
        day >= '2025-11-24' &&
        !merge &&
        !author.bot &&
        [author, ...coAuthors].some(({ name }) => name === 'Bo Chen'),
    );
    const { user } = renderTab({ api });

    await user.click(await screen.findByLabelText('People'));
    await user.click(await screen.findByRole('option', { name: 'Bo Chen' }));

    expect(await screen.findByText(`${ofBo.length} commits`)).toBeVisible();
    expect(address()).toBe('/?person=2');
  });

  it('show one repository’s commits', async () => {
    const api = apiOf('portfolio');
    const inThird = api.ledger.commits.filter(
      ({ day, merge, author, repository }) =>
        day >= '2025-11-24' && !merge && !author.bot && repository.id === '3',
    );
    const { user } = renderTab({ api });

    await user.click(await screen.findByLabelText('Repositories'));
    await user.click(
      await screen.findByRole('option', { name: 'shop/shop-part-3' }),
    );

    expect(await screen.findByText(`${inThird.length} commits`)).toBeVisible();
    expect(address()).toBe('/?repository=3');
  });

  it('are what a link says', async () => {
    renderTab({ api: apiOf('portfolio'), query: 'person=2&repository=3' });
    await screen.findByRole('grid');
    expect(
      await screen.findByRole('button', { name: 'Bo Chen' }),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'shop/shop-part-3' }),
    ).toBeVisible();
  });

  it('do not ask a person’s page whose commits to show', async () => {
    renderTab({ api: apiOf('busy'), entity: entityOf('User', {}) });
    await screen.findByRole('grid');
    expect(screen.queryByLabelText('People')).toBeNull();
  });

  it('can be given up where nothing matches them', async () => {
    const api = apiOf('busy');
    api.failure = {
      status: 404,
      name: 'NotFoundError',
      message: 'No person 9',
    };
    const { user } = renderTab({ api, query: 'person=9' });
    await screen.findByText('Nothing found here');
    api.failure = undefined;

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));

    expect(await screen.findByRole('grid')).toBeVisible();
    expect(address()).toBe('/');
  });
});

describe('the period', () => {
  it('can be an earlier year, which a link then shows', async () => {
    const { user } = renderTab({ api: apiOf('busy') });
    await user.selectOptions(await screen.findByLabelText('Period'), '2025');

    expect(
      await screen.findByRole('grid', {
        name: 'Commits by day, Jan 1, 2025 to Dec 31, 2025',
      }),
    ).toBeVisible();
    expect(address()).toBe('/?range=2025');
  });

  it('can be any days, as strips by year with the newest first', async () => {
    const { user } = renderTab({
      api: apiOf('busy'),
      query: 'from=2024-06-01&to=2026-02-03',
    });
    await screen.findByRole('grid');
    expect(
      screen.getAllByRole('rowgroup').map(strip => strip.ariaLabel),
    ).toEqual(['2026', '2025', '2024']);

    await user.clear(screen.getByLabelText('From'));
    await user.type(screen.getByLabelText('From'), '2025-12-30');
    await user.click(screen.getByRole('button', { name: 'Apply' }));

    await waitFor(() =>
      expect(address()).toBe('/?from=2025-12-30&to=2026-02-03'),
    );
    expect(
      await screen.findByRole('grid', { name: /Dec 30, 2025 to Feb 3, 2026/ }),
    ).toBeVisible();
  });

  it('is not applied as long as it ends before it begins', async () => {
    const { user } = renderTab({
      api: apiOf('busy'),
      query: 'from=2026-01-01&to=2026-02-03',
    });
    await user.clear(await screen.findByLabelText('From'));
    await user.type(screen.getByLabelText('From'), '2026-05-01');
    expect(screen.getByRole('button', { name: 'Apply' })).toBeDisabled();
    expect(
      screen.getByText('The last day must not be before the first'),
    ).toBeVisible();
  });

  it('opens a mangled link as if it said nothing', async () => {
    renderTab({ api: apiOf('busy'), query: 'range=abc&day=2026-99-99' });
    expect(
      await screen.findByRole('grid', {
        name: 'Commits by day, Nov 24, 2025 to Nov 23, 2026',
      }),
    ).toBeVisible();
  });
});
