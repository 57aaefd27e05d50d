import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import {
  backendOf,
  entityOf,
  renderTab,
  stopTheClock,
} from '../../../dev/renderTab';

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

function renderPublished(until: string | null) {
  const backend = backendOf('team');
  backend.ledger.published = {
    minimumPeople: 5,
    until,
    spans: until
      ? [
          { from: '2026-10-01', to: '2026-10-31', commits: 12 },
          { from: '2026-10-08', to: '2026-10-14', commits: 30 },
        ]
      : [],
  };
  return renderTab({ backend, entity: entityOf('Group', {}) });
}

describe('figures that rest on several people', () => {
  it('are told by spans of days, the latest first, with why there are no single days', async () => {
    renderPublished('2026-10-31');
    expect(
      await screen.findByRole('heading', { name: '42 commits' }),
    ).toBeVisible();
    expect(
      screen.getByText(/^Whatever is told here rests on at least 5 people/),
    ).toHaveTextContent('so far up to');
    const table = screen.getByRole('table', {
      name: 'A longer span has what is in no shorter one.',
    });
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map(({ parentElement }) => parentElement?.textContent),
    ).toEqual([
      'Oct 8, 2026 to Oct 14, 202630',
      'Oct 1, 2026 to Oct 31, 202612',
    ]);
    const { violations } = await axe(document.body, {
      // the page around the tab is not ours
      rules: { region: { enabled: false } },
    });
    expect(violations).toEqual([]);
  });

  it('come without a calendar, people, hours or members, which would tell of fewer', async () => {
    renderPublished('2026-10-31');
    await screen.findByRole('heading', { name: '42 commits' });
    expect(screen.queryByRole('grid')).toBeNull();
    expect(screen.queryByLabelText('People')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Who we are' })).toBeNull();
    expect(screen.queryByText('Months compared')).toBeNull();
    expect(screen.queryByText(/no commits/i)).toBeNull();
  });

  it('are said not to be there yet, and not to be zero', async () => {
    renderPublished(null);
    expect(
      await screen.findByRole('heading', { name: 'No figures yet' }),
    ).toBeVisible();
  });
});
