import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  backendOf,
  renderTab,
  squareOf,
  stopTheClock,
} from '../../../dev/renderTab';

const address = () => screen.getByLabelText('Address').textContent;

/** How many commits count in a range of days, worked out from the ledger and not by the calendar. */
function countOf(from: string, to: string): number {
  return backendOf('busy').ledger.commits.filter(
    ({ day, merge, author }) =>
      day >= from && day <= to && !merge && !author.bot,
  ).length;
}

/** The list of that name, once as many commits as expected are listed, or all the same in the end. */
async function listed(name: RegExp, count: number) {
  const list = await screen.findByRole('region', { name });
  const items = () => within(list).queryAllByRole('listitem');
  await waitFor(() => expect(items()).toHaveLength(count));
  return { list, items: items().length };
}

async function open(query = '') {
  const tab = renderTab({ backend: backendOf('busy'), query });
  await screen.findByRole('grid');
  return tab;
}

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

describe('several days', () => {
  const count = countOf('2026-10-12', '2026-10-20');
  const name = /from Oct 12, 2026 to Oct 20, 2026/;

  it('are listed after a click and another one with Shift', async () => {
    const { user } = await open();
    await user.click(squareOf('2026-10-20'));
    await user.keyboard('{Shift>}');
    await user.click(squareOf('2026-10-12'));
    await user.keyboard('{/Shift}');

    expect((await listed(name, count)).items).toBe(count);
    expect(address()).toBe('/?day=2026-10-12..2026-10-20');
    expect(squareOf('2026-10-15')).toHaveAttribute('aria-selected', 'true');
    expect(squareOf('2026-10-21')).toHaveAttribute('aria-selected', 'false');
  });

  it('are listed after they were dragged over', async () => {
    await open();
    fireEvent.mouseDown(squareOf('2026-10-12'));
    fireEvent.mouseOver(squareOf('2026-10-15'));
    fireEvent.mouseOver(squareOf('2026-10-20'));
    expect(squareOf('2026-10-13')).toHaveAttribute('aria-selected', 'true');
    expect(address()).toBe('/?');
    fireEvent.mouseUp(squareOf('2026-10-20'));
    expect((await listed(name, count)).items).toBe(count);
  });

  it('are chosen by Shift and arrows, said, and listed by Enter', async () => {
    const { user } = await open();
    squareOf('2026-10-12').focus();
    await user.keyboard(
      '{Shift>}{ArrowRight}{ArrowDown}{ArrowUp}{ArrowDown}{/Shift}',
    );
    expect(squareOf('2026-10-20')).toHaveFocus();
    expect(
      screen
        .getAllByRole('status')
        .some(status => name.test(status.textContent ?? '')),
    ).toBe(true);
    await user.keyboard('{Enter}');
    expect((await listed(name, count)).items).toBe(count);
  });

  it('are not chosen any more after Escape', async () => {
    const { user } = await open();
    squareOf('2026-10-12').focus();
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}{Escape}');
    expect(squareOf('2026-10-15')).toHaveAttribute('aria-selected', 'false');
    expect(screen.queryByRole('region', { name: /commits/ })).toBeNull();
  });

  it('are what a link says', async () => {
    await open('day=2026-10-12..2026-10-20');
    expect((await listed(name, count)).items).toBe(count);
  });

  it('are listed by repository', async () => {
    const backend = backendOf('portfolio');
    const commits = backend.ledger.commits.filter(
      ({ day, merge, author }) =>
        day >= '2026-10-12' && day <= '2026-10-20' && !merge && !author.bot,
    );
    const names = new Set(
      commits.map(({ repository }) => repository.url.slice(-6)),
    );
    expect(names.size).toBeGreaterThan(2);
    renderTab({ backend, query: 'day=2026-10-12..2026-10-20' });
    const { list } = await listed(name, commits.length);
    const headings = within(list).getAllByRole('heading', { level: 3 });
    expect(headings).toHaveLength(names.size);
    for (const heading of headings) {
      const own = commits
        .filter(({ repository }) =>
          repository.url.endsWith(`/${heading.textContent}`),
        )
        .map(({ subject }) => subject);
      const group = heading.parentElement!;
      const items = within(group).getAllByRole('listitem');
      expect(items).toHaveLength(own.length);
      // each has its date, since several are listed
      expect(items[0]).toHaveTextContent(/Oct \d+, 2026, \d/);
    }
  });
});

describe('a month', () => {
  it.each([
    ['the total below it', '[data-from="2026-10-01"]:is(button)'],
    ['its name above it', 'span[data-from="2026-10-01"]'],
  ])('is listed after a click on %s', async (_, selector) => {
    const { user } = await open();
    await user.click(document.querySelector(selector)!);
    const count = countOf('2026-10-01', '2026-10-31');
    const { items } = await listed(/commits in October 2026/, count);
    expect(items).toBe(count);
  });

  it('has what its days have together, and what it had a year before', async () => {
    await open();
    for (const [month, from, to, fromBefore, toBefore] of [
      ['October 2026', '2026-10-01', '2026-10-31', '2025-10-01', '2025-10-31'],
      ['February 2026', '2026-02-01', '2026-02-28', '2025-02-01', '2025-02-28'],
    ]) {
      const count = countOf(from, to);
      const before = countOf(fromBefore, toBefore);
      const total = screen.getByRole('button', {
        name: `${count} commits in ${month}. A year before: ${before} commits`,
      });
      expect(total).toHaveTextContent(String(count));
      expect(within(total).getByTestId('year-before')).toBeInTheDocument();
    }
  });

  it('is compared by the filters that are chosen, without another request', async () => {
    const query = 'merges=include';
    const { backend } = renderTab({ backend: backendOf('busy'), query });
    await screen.findByRole('grid');
    const all = (from: string, to: string) =>
      backend.ledger.commits.filter(
        ({ day, author }) => day >= from && day <= to && !author.bot,
      ).length;
    expect(
      await screen.findByRole('button', {
        name: `${all(
          '2026-10-01',
          '2026-10-31',
        )} commits in October 2026. A year before: ${all(
          '2025-10-01',
          '2025-10-31',
        )} commits`,
      }),
    ).toBeVisible();
    // the calendar, the one of the period before, and the widest
    expect(backend.calendarAnswers).toHaveLength(3);
  });

  it('has no year before where that was not read, or had not begun', async () => {
    const backend = backendOf('busy');
    const commits = backend.ledger.commits.filter(
      ({ day }) => day >= '2025-12-01',
    );
    backend.update({ commits });
    renderTab({ backend });
    await screen.findByRole('grid');
    expect(
      screen.getByRole('button', { name: /commits in October 2026$/ }),
    ).toBeVisible();
    expect(screen.queryByTestId('year-before')).toBeNull();
    expect(screen.queryByText(/^Bars under the months/)).toBeNull();
  });

  it('says that there may be more, or that nothing is known', async () => {
    renderTab({ backend: backendOf('syncing') });
    await screen.findByRole('grid');
    expect(
      screen.getByRole('button', {
        name: /^At least \d+ commits in July 2026; not completely synced$/,
      }),
    ).toHaveTextContent(/^≥\d+At least/);
    expect(
      screen.getByRole('button', { name: 'Not known: March 2026' }),
    ).toHaveTextContent(/^–/);
  });
});

describe('a week', () => {
  // an American week begins on Sunday
  const week = { from: '2026-10-11', to: '2026-10-17' };
  const name = /from Oct 11, 2026 to Oct 17, 2026/;

  it('is listed after a click on what stands above it', async () => {
    const { user } = await open();
    await user.click(
      document.querySelector(
        `[data-from="${week.from}"][data-to="${week.to}"]`,
      )!,
    );
    expect((await listed(name, countOf(week.from, week.to))).items).toBe(
      countOf(week.from, week.to),
    );
  });

  it('is listed by Ctrl and Space', async () => {
    const { user } = await open();
    squareOf('2026-10-15').focus();
    await user.keyboard('{Control>} {/Control}');
    expect((await listed(name, countOf(week.from, week.to))).items).toBe(
      countOf(week.from, week.to),
    );
  });
});

describe('what is opened', () => {
  const scrolled = jest.fn();

  beforeEach(() => {
    scrolled.mockReset();
    Element.prototype.scrollIntoView = function scrollIntoView() {
      scrolled(this);
    };
  });

  afterEach(() => {
    Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  });

  it('moves into view and has the focus, whenever it is something else', async () => {
    const { user } = await open();
    await user.click(squareOf('2026-10-29'));
    const list = await screen.findByRole('region', { name: /October 29/ });
    expect(list).toHaveFocus();
    expect(scrolled).toHaveBeenLastCalledWith(list);

    scrolled.mockReset();
    await user.click(squareOf('2026-10-28'));
    const next = await screen.findByRole('region', { name: /October 28/ });
    expect(next).toHaveFocus();
    expect(scrolled).toHaveBeenLastCalledWith(next);
  });

  it('moves once more when the list has its height, and stays there while others are counted in', async () => {
    const { user } = await open('day=2026-10-29');
    await screen.findAllByRole('button', { name: /^Copy SHA/ });
    await waitFor(() => expect(scrolled).toHaveBeenCalledTimes(2));

    await user.click(screen.getByLabelText('Include merges'));

    const count = backendOf('busy').ledger.commits.filter(
      ({ day, author }) => day === '2026-10-29' && !author.bot,
    ).length;
    const list = await screen.findByRole('region', {
      name: new RegExp(`^${count} commits on Thursday`),
    });
    await waitFor(() =>
      expect(within(list).getAllByRole('listitem')).toHaveLength(count),
    );
    expect(screen.getByLabelText('Include merges')).toHaveFocus();
    expect(scrolled).toHaveBeenCalledTimes(2);
  });

  it('has SHAs to copy', async () => {
    const copied: string[] = [];
    // what a browser copies is what is selected
    document.execCommand = () => {
      copied.push(String(document.getSelection()));
      return true;
    };
    const { user } = await open('day=2026-10-29');
    const [copy] = await screen.findAllByRole('button', { name: /^Copy SHA/ });
    await user.click(copy);
    expect(await screen.findByText('Copied')).toBeVisible();
    expect(copied).toEqual([copy.title]);
    expect(copy.title).toMatch(/^[0-9a-f]{40}$/);
    Reflect.deleteProperty(document, 'execCommand');
  });

  it('marks merges and bots where they are counted in', async () => {
    const backend = backendOf('busy');
    const both = backend.ledger.commits.find(
      ({ merge, author, day }) => merge && author.bot && day > '2025-12-01',
    )!;
    renderTab({
      backend,
      query: `day=${both.day}&merges=include&bots=include`,
    });
    const item = (
      await screen.findByRole('button', {
        name: `Copy SHA ${both.sha.slice(0, 7)}`,
      })
    ).closest<HTMLElement>('li')!;
    expect(within(item).getByText('Merge')).toBeVisible();
    expect(within(item).getByText('Bot')).toBeVisible();
  });
});
