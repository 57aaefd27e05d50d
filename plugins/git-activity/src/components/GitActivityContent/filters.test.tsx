import { screen, waitFor, within } from '@testing-library/react';
import { peopleOf, selectCommits } from '../../../dev/fakeLedger';
import {
  backendOf,
  entityOf,
  renderTab,
  squareOf,
  stopTheClock,
} from '../../../dev/renderTab';

const address = () => screen.getByLabelText('Address').textContent;

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

describe('filters', () => {
  it('show one person’s commits, and are kept in the address', async () => {
    const backend = backendOf('busy');
    const ofBo = backend.ledger.commits.filter(
      ({ day, merge, author, coAuthors }) =>
        day >= '2025-11-25' &&
        !merge &&
        !author.bot &&
        [author, ...coAuthors].some(({ name }) => name === 'Bo Chen'),
    );
    const { user } = renderTab({ backend });

    await user.click(await screen.findByLabelText('People'));
    await user.click(await screen.findByRole('option', { name: 'Bo Chen' }));

    expect(await screen.findByText(`${ofBo.length} commits`)).toBeVisible();
    // a User’s ref outlives whatever is learnt of them
    expect(address()).toBe('/?person=user%3Adefault%2Fbo');
  });

  it('look for people on the server, and say that they offer a part of them', async () => {
    const backend = backendOf('busy');
    const [sample] = backend.ledger.commits;
    const known = peopleOf(
      selectCommits(backend.ledger, { merges: 'exclude', bots: 'exclude' })
        .counted,
    );
    for (let id = 10_001; id <= 11_100; id++) {
      backend.ledger.commits.push({
        ...sample,
        day: '2026-10-29',
        sha: id.toString(16).padStart(40, '0'),
        author: { id: String(id), name: `Zed ${11_100 - id}`, bot: false },
        coAuthors: [],
      });
    }
    const { user } = renderTab({ backend });
    const field = await screen.findByLabelText('People');

    await user.click(field);
    const all = (known.length + 1_100).toLocaleString('en-US');
    expect(
      await screen.findByText(`200 of ${all} shown, type to find`),
    ).toBeVisible();
    const list = within(screen.getByRole('listbox'));
    expect(list.getAllByRole('option')).toHaveLength(200);

    await user.type(field, 'Zed 99');
    await waitFor(() =>
      expect(
        within(screen.getByRole('listbox'))
          .getAllByRole('option')
          .map(({ textContent }) => textContent),
      ).toEqual([
        'Zed 99',
        ...Array.from({ length: 10 }, (_, digit) => `Zed 99${digit}`),
      ]),
    );
    expect(screen.queryByText(/type to find/)).toBeNull();
    // what is typed letter by letter is asked for once
    expect(backend.peopleQueries.flatMap(({ search }) => search ?? [])).toEqual(
      ['Zed 99'],
    );

    await user.click(screen.getByRole('option', { name: 'Zed 99' }));
    expect(address()).toBe('/?person=11001');
    expect(await screen.findByRole('button', { name: 'Zed 99' })).toBeVisible();
  });

  it('name who is chosen, however far down the list they are', async () => {
    const backend = backendOf('busy');
    const [sample] = backend.ledger.commits;
    for (let id = 10_001; id <= 10_400; id++) {
      backend.ledger.commits.push({
        ...sample,
        day: '2026-10-29',
        sha: id.toString(16).padStart(40, '0'),
        author: { id: String(id), name: `Zed ${id}`, bot: false },
        coAuthors: [],
      });
    }
    renderTab({ backend, query: 'person=10400' });
    expect(
      await screen.findByRole('button', { name: 'Zed 10400' }),
    ).toBeVisible();
  });

  it('show only the viewer’s own commits by a switch', async () => {
    const { user } = renderTab({
      backend: backendOf('busy'),
      viewer: 'user:default/bo',
    });
    const onlyMe = await screen.findByLabelText('Only me');
    expect(onlyMe).not.toBeChecked();

    await user.click(onlyMe);

    expect(address()).toBe('/?person=user%3Adefault%2Fbo');
    expect(await screen.findByLabelText('Only me')).toBeChecked();
    expect(
      await screen.findByRole('button', { name: 'Bo Chen' }),
    ).toBeVisible();

    await user.click(screen.getByLabelText('Only me'));
    expect(address()).toBe('/');
  });

  it('have no such switch for a viewer who did nothing there', async () => {
    const { user } = renderTab({
      backend: backendOf('busy'),
      viewer: 'user:default/nobody',
    });
    await user.click(await screen.findByLabelText('People'));
    await screen.findByRole('option', { name: 'Bo Chen' });
    expect(screen.queryByLabelText('Only me')).toBeNull();
  });

  it('show one repository’s commits', async () => {
    const backend = backendOf('portfolio');
    const inThird = backend.ledger.commits.filter(
      ({ day, merge, author, repository }) =>
        day >= '2025-11-25' && !merge && !author.bot && repository.id === '3',
    );
    const { user } = renderTab({ backend });

    await user.click(await screen.findByLabelText('Repositories'));
    await user.click(
      await screen.findByRole('option', { name: 'shop/shop-part-3' }),
    );

    expect(await screen.findByText(`${inThird.length} commits`)).toBeVisible();
    // a URL outlives the row that a repository is in
    expect(address()).toBe(
      '/?repository=https%3A%2F%2Fgithub.example.com%2Fshop%2Fshop-part-3',
    );
  });

  it('say that a repository is not there, and count nothing', async () => {
    const gone = 'https://github.example.com/shop/gone';
    const { user } = renderTab({
      backend: backendOf('portfolio'),
      query: `repository=${encodeURIComponent(gone)}`,
    });
    expect(
      await screen.findByText('The filter names what is not there'),
    ).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent(gone);
    expect(screen.queryByRole('grid')).toBeNull();

    await user.click(screen.getByRole('button', { name: 'Drop the filter' }));

    expect(await screen.findByRole('grid')).toBeVisible();
    expect(address()).toBe('/');
  });

  it('are what a link says', async () => {
    renderTab({
      backend: backendOf('portfolio'),
      query: 'person=2&repository=3',
    });
    await screen.findByRole('grid');
    expect(
      await screen.findByRole('button', { name: 'Bo Chen' }),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'shop/shop-part-3' }),
    ).toBeVisible();
  });

  it('do not ask a person’s page whose commits to show', async () => {
    renderTab({ backend: backendOf('busy'), entity: entityOf('User', {}) });
    await screen.findByRole('grid');
    expect(screen.queryByLabelText('People')).toBeNull();
  });

  it('open from links that say author for person', async () => {
    const { user } = renderTab({
      backend: backendOf('busy'),
      query: 'author=2',
    });
    expect(
      await screen.findByRole('button', { name: 'Bo Chen' }),
    ).toBeVisible();
    await user.click(screen.getByLabelText('Include bots'));
    expect(address()).toBe('/?person=2&bots=include');
  });

  it('say that a person is not there, and can be dropped', async () => {
    const { user } = renderTab({
      backend: backendOf('busy'),
      query: 'person=99',
    });
    expect(
      await screen.findByText('The filter names what is not there'),
    ).toBeVisible();
    expect(screen.getByText("There is no person '99'")).toBeVisible();
    expect(screen.queryByText(/No commits|0 commits/)).toBeNull();

    await user.click(screen.getByRole('button', { name: 'Drop the filter' }));

    expect(await screen.findByRole('grid')).toBeVisible();
    expect(address()).toBe('/');
  });
});

describe('the period', () => {
  it('can be an earlier year, which a link then shows', async () => {
    const { user } = renderTab({ backend: backendOf('busy') });
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
      backend: backendOf('busy'),
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
      backend: backendOf('busy'),
      query: 'from=2026-01-01&to=2026-02-03',
    });
    await user.clear(await screen.findByLabelText('From'));
    await user.type(screen.getByLabelText('From'), '2026-05-01');
    expect(screen.getByRole('button', { name: 'Apply' })).toBeDisabled();
    expect(
      screen.getByText('The last day must not be before the first'),
    ).toBeVisible();
  });

  it('opens a mangled link, and says what of it cannot be read', async () => {
    const { user } = renderTab({
      backend: backendOf('busy'),
      query: 'range=abc&day=2026-99-99&bots=include',
    });
    expect(
      await screen.findByRole('grid', {
        name: 'Commits by day, Nov 25, 2025 to Nov 24, 2026',
      }),
    ).toBeVisible();
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('range=abc');
    expect(alert).toHaveTextContent('day=2026-99-99');

    await user.click(screen.getByRole('button', { name: 'Remove it' }));

    expect(screen.queryByRole('alert')).toBeNull();
    expect(address()).toBe('/?bots=include');
  });

  it('can be a quarter, or a year that has commits', async () => {
    const { user } = renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');
    const period = screen.getByLabelText('Period');
    expect(
      [...period.querySelectorAll('option')].map(({ text }) => text),
    ).toEqual([
      'Last 12 months',
      'This quarter',
      'Last quarter',
      // the sample begins three years before
      '2026',
      '2025',
      '2024',
      '2023',
      'From … to …',
    ]);
    await user.selectOptions(period, 'Last quarter');
    expect(
      await screen.findByRole('grid', {
        name: 'Commits by day, Jul 1, 2026 to Sep 30, 2026',
      }),
    ).toBeVisible();
    expect(address()).toBe('/?range=last-quarter');
  });

  it('that is empty says where commits begin', async () => {
    const backend = backendOf('busy');
    const [first] = backend.ledger.commits
      .filter(({ merge, author }) => !merge && !author.bot)
      .map(({ day }) => day)
      .sort();
    renderTab({ backend, query: 'range=2019' });
    const begin = new Intl.DateTimeFormat('en-US', {
      dateStyle: 'long',
      timeZone: 'UTC',
    }).format(new Date(first));
    expect(
      await screen.findByText(
        `No commits in this selection. They begin on ${begin}.`,
      ),
    ).toBeVisible();
    expect(squareOf('2019-05-01')).toHaveAccessibleName(
      'Before the first commit: Wednesday, May 1, 2019',
    );
    expect(screen.getByText('2019', { selector: 'option' })).toBeVisible();
  });
});
