import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DayLookup } from '../../calendar/dayCells';
import { formatIn } from '../../../dev/formatIn';
import { Compactness } from './WeekStrip';
import { ActivityCalendar } from './ActivityCalendar';

const RANGE = { from: '2025-11-24', to: '2026-11-23' };
const onOpen = jest.fn();

/** A calendar in so much room; layout is not what jsdom does. */
function renderCalendar(options: {
  width: number;
  compact?: Compactness;
  from?: string;
}) {
  const range = { ...RANGE, from: options.from ?? RANGE.from };
  jest
    .spyOn(HTMLElement.prototype, 'clientWidth', 'get')
    .mockReturnValue(options.width);
  const lookup = new DayLookup(
    {
      ...range,
      days: [{ date: '2026-10-13', commits: 3 }],
      coverage: {
        completeFrom: range.from,
        completeUntil: RANGE.to,
        syncedAt: null,
        repositories: { total: 1, current: 1, pending: 0, failed: 0 },
        problems: [],
      },
    },
    { today: RANGE.to },
  );
  render(
    <ActivityCalendar
      {...{ lookup, onOpen }}
      format={formatIn('en-GB')}
      scale={[1, 2, 3, 4, 5]}
      compact={options.compact}
    />,
  );
  return userEvent.setup({ delay: null });
}

const squareOf = (day: string) =>
  document.querySelector<HTMLElement>(`[data-day="${day}"]`)!;

beforeEach(() => {
  onOpen.mockReset();
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

afterEach(() => {
  jest.restoreAllMocks();
  Reflect.deleteProperty(window, 'ResizeObserver');
});

describe('on a phone', () => {
  it('months stand below each other, the newest first, with their totals', async () => {
    const user = renderCalendar({ width: 330 });
    const months = screen.getAllByRole('rowgroup');
    expect(months.map(({ ariaLabel }) => ariaLabel).slice(0, 3)).toEqual([
      'November 2026',
      'October 2026',
      'September 2026',
    ]);
    expect(months).toHaveLength(13);
    expect(screen.getAllByRole('gridcell')).toHaveLength(365);
    // 1 October 2026 was a Thursday
    const [firstWeek] = within(months[1]).getAllByRole('row');
    expect(within(firstWeek).getAllByRole('gridcell')).toHaveLength(4);
    await user.click(
      within(months[1]).getByRole('button', {
        name: '3 commits in October 2026',
      }),
    );
    expect(onOpen).toHaveBeenCalledWith({
      from: '2026-10-01',
      to: '2026-10-31',
    });
  });

  it('arrow keys go where they point', async () => {
    const user = renderCalendar({ width: 330 });
    squareOf('2026-10-13').focus();
    await user.keyboard('{ArrowRight}');
    expect(squareOf('2026-10-14')).toHaveFocus();
    await user.keyboard('{ArrowUp}');
    expect(squareOf('2026-10-07')).toHaveFocus();
  });
});

describe('where not all months have room', () => {
  // 48 px for names, and 27 weeks of 16 px
  const width = 48 + 27 * 16;

  it('says which are in view, as one scrolls', () => {
    renderCalendar({ width });
    const words = screen.getByText(/^In view/);
    expect(words).toHaveTextContent(
      'In view: November 2025 to May 2026. Scroll for the other months.',
    );
    const scroller = screen.getByRole('grid').parentElement!;
    scroller.scrollLeft = 26 * 16;
    fireEvent.scroll(scroller);
    expect(words).toHaveTextContent('In view: May 2026 to November 2026.');
  });

  it('goes on from right to left in languages that are written so', async () => {
    const user = renderCalendar({ width: 900 });
    screen.getByRole('grid').style.direction = 'rtl';
    squareOf('2026-10-13').focus();
    await user.keyboard('{ArrowRight}');
    expect(squareOf('2026-10-06')).toHaveFocus();
  });
});

describe('in a card', () => {
  it('all days have room, however little there is, and nothing else', () => {
    renderCalendar({ width: 330, compact: 'lowest' });
    expect(screen.getAllByRole('gridcell')).toHaveLength(365);
    expect(screen.queryByText(/^In view/)).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('where all months have room', () => {
  it('says so by not saying anything', () => {
    renderCalendar({ width: 900 });
    expect(screen.queryByText(/^In view/)).toBeNull();
    expect(screen.getByRole('button', { name: /October 2026/ })).toBeVisible();
  });
});

it('prints all years that its number is of, not only those that are drawn at once', () => {
  renderCalendar({ width: 900, from: '2014-01-01' });
  const years = () =>
    screen
      .getAllByRole('rowgroup')
      .map(group => group.getAttribute('aria-label'));
  expect(years()).toHaveLength(10);
  fireEvent(window, new Event('beforeprint'));
  expect(years()[0]).toBe('2026');
  expect(years()[12]).toBe('2014');
  expect(screen.queryByText('Show earlier years')).toBeNull();
});
