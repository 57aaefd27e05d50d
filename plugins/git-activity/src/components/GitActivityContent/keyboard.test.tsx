import { screen, waitFor } from '@testing-library/react';
import {
  backendOf,
  renderTab,
  stopTheClock,
  squareOf,
} from '../../../dev/renderTab';

const heading = (name: RegExp) => screen.findByRole('heading', { name });

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

describe('by keyboard', () => {
  it('has one tab stop among all its days', async () => {
    renderTab({ backend: backendOf('busy') });
    const grid = await screen.findByRole('grid');
    expect(grid.querySelectorAll('[data-day][tabindex="0"]')).toHaveLength(1);
    expect(squareOf('2026-11-23')).toHaveAttribute('tabindex', '0');
  });

  it('walks the days and says each', async () => {
    const { user } = renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');
    squareOf('2026-11-23').focus();

    await user.keyboard('{ArrowUp}');
    expect(squareOf('2026-11-22')).toHaveFocus();
    await user.keyboard('{ArrowLeft}');
    expect(squareOf('2026-11-15')).toHaveFocus();
    expect(squareOf('2026-11-15')).toHaveAccessibleName(
      'No commits on Sunday, November 15, 2026',
    );
    await user.keyboard('{Home}');
    expect(squareOf('2025-11-25')).toHaveFocus();
    expect(screen.getByTestId('day-tooltip')).toHaveTextContent(
      'Tuesday, November 25, 2025',
    );
  });

  it('opens a day with Enter and closes it with Escape', async () => {
    const { user } = renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');
    squareOf('2026-10-29').focus();

    await user.keyboard('{Enter}');
    await heading(/October 29/);
    expect(screen.getByRole('region', { name: /October 29/ })).toHaveFocus();
    expect(squareOf('2026-10-29')).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Escape}');

    await waitFor(() =>
      expect(screen.queryByRole('heading', { name: /October 29/ })).toBeNull(),
    );
    expect(squareOf('2026-10-29')).toHaveFocus();
  });

  it('gives the focus back to the day when Escape closes its list', async () => {
    const { user } = renderTab({
      backend: backendOf('busy'),
      query: 'day=2026-10-29',
    });
    (await screen.findByLabelText('Close the list of commits')).focus();
    await user.keyboard('{Escape}');
    expect(squareOf('2026-10-29')).toHaveFocus();
  });
});

describe('tooltips', () => {
  it('are on every day, and on those without commits too', async () => {
    const { user } = renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');
    await user.hover(squareOf('2026-11-22'));
    expect(screen.getByTestId('day-tooltip')).toHaveTextContent(
      'No commits on Sunday, November 22, 2026',
    );
    await user.unhover(screen.getByRole('grid'));
    await waitFor(() => expect(screen.queryByTestId('day-tooltip')).toBeNull());
  });
});
