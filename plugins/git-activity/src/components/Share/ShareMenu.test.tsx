import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import {
  backendOf,
  entityOf,
  renderTab,
  squareOf,
  stopTheClock,
} from '../../../dev/renderTab';

const shop = entityOf();

/** What was saved as files, by name. */
const saved = new Map<string, Blob>();
const blobs = new Map<string, Blob>();
let clicks: jest.SpyInstance;

beforeEach(() => {
  stopTheClock();
  saved.clear();
  // which jsdom does not have
  Object.assign(URL, {
    createObjectURL: (blob: Blob) => {
      blobs.set(`blob:${blobs.size}`, blob);
      return `blob:${blobs.size - 1}`;
    },
    revokeObjectURL: () => undefined,
  });
  clicks = jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(function click(this: HTMLAnchorElement) {
      saved.set(this.download, blobs.get(this.href)!);
    });
});

afterEach(() => {
  clicks.mockRestore();
  jest.useRealTimers();
  localStorage.clear();
});

async function openMenu(options: Partial<Parameters<typeof renderTab>[0]>) {
  const tab = renderTab({ backend: backendOf('busy'), ...options });
  await screen.findByRole('grid');
  await tab.user.click(screen.getByRole('button', { name: /Share|Teilen/ }));
  return { ...tab, menu: screen.getByRole('menu') };
}

/** The picture that is saved of a page. */
async function drawn(options: Partial<Parameters<typeof renderTab>[0]>) {
  const { user, backend, menu } = await openMenu(options);
  await user.click(within(menu).getByRole('menuitem', { name: /SVG/ }));
  await waitFor(() => expect(saved.size).toBe(1));
  const [[name, file]] = saved;
  const svg = new DOMParser().parseFromString(
    await file.text(),
    'image/svg+xml',
  );
  expect(svg.querySelector('parsererror')).toBeNull();
  const texts = [...svg.querySelectorAll('text')].map(
    ({ textContent }) => textContent,
  );
  return { backend, name, svg, texts };
}

it('copies the address, in which the selection is', async () => {
  const { user, menu } = await openMenu({});
  const copied: string[] = [];
  // what a browser copies is what is selected
  document.execCommand = () => {
    copied.push(String(document.getSelection()));
    return true;
  };
  await user.click(within(menu).getByRole('menuitem', { name: 'Copy link' }));
  expect(await screen.findByText('Link copied')).toBeVisible();
  expect(copied).toEqual([window.location.href]);
  Reflect.deleteProperty(document, 'execCommand');
});

it('is opened, walked and closed by keyboard', async () => {
  const { user } = renderTab({ backend: backendOf('busy') });
  const button = await screen.findByRole('button', { name: 'Share' });
  expect(button).toHaveAttribute('aria-haspopup', 'menu');
  button.focus();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('menuitem', { name: 'Copy link' })).toHaveFocus();
  await user.keyboard('{ArrowDown}');
  expect(
    screen.getByRole('menuitem', { name: 'Download as PNG' }),
  ).toHaveFocus();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  expect(button).toHaveFocus();
});

it('saves a picture of what is seen, which says what it is of', async () => {
  const { backend, name, svg, texts } = await drawn({
    query: 'range=2025&merges=include',
    entity: {
      ...shop,
      metadata: { ...shop.metadata, title: 'Shop & "Co"' },
    },
  });
  expect(name).toBe('git-activity-2025-01-01-2025-12-31.svg');
  const counted = backend.ledger.commits.filter(
    ({ day, author }) => day.startsWith('2025') && !author.bot,
  ).length;
  expect(texts).toEqual(
    expect.arrayContaining([
      'Git activity of Shop & "Co"',
      `${counted} commits`,
      'Jan 1, 2025 to Dec 31, 2025',
      'As of November 23, 2026; 1 of 1 repository current',
      'Commits per day',
      'Jan',
      'Dec',
    ]),
  );
  const square = (day: string) =>
    squareOf(day).getAttribute('aria-label')!.startsWith('No commits');
  // a square for each day, and one for each of zero and five steps of the legend; and the paper
  expect(svg.querySelectorAll('rect')).toHaveLength(365 + 6 + 1);
  const zeros = [...svg.querySelectorAll('rect[fill="#eeeeee"]')].length - 1;
  const quiet = [...document.querySelectorAll<HTMLElement>('[data-day]')];
  expect(zeros).toBe(
    quiet.filter(({ dataset }) => square(dataset.day!)).length,
  );
});

it('saves the rows of what is seen, whole and in the right letters', async () => {
  const { user, menu, backend } = await openMenu({
    backend: backendOf('team'),
    entity: entityOf('Group', {}),
    query: 'range=2025&merges=include&person=user:default/bo',
  });
  await user.click(
    within(menu).getByRole('menuitem', { name: 'Download days as CSV' }),
  );
  await waitFor(() => expect(saved.size).toBe(1));
  const [[name, file]] = saved;
  expect(name).toBe('git-activity-days-2025-01-01-2025-12-31.csv');
  const bytes = new Uint8Array(await file.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toMatch(/^day,person\r\n2025-/);
  const [{ searchParams }] = backend.exportRequests;
  expect(Object.fromEntries(searchParams)).toEqual({
    entityRef: 'group:default/shop',
    person: 'user:default/bo',
    from: '2025-01-01',
    to: '2025-12-31',
    merges: 'include',
    rows: 'days',
  });
});

it('says that rows could not be had', async () => {
  const { user, menu, backend } = await openMenu({});
  backend.failure = { status: 403, name: 'NotAllowedError', message: 'no' };
  await user.click(
    within(menu).getByRole('menuitem', { name: 'Download commits as CSV' }),
  );
  expect(
    await screen.findByText('That did not work. Try another way.'),
  ).toBeVisible();
  expect(saved.size).toBe(0);
});

it('says in the picture whom and which repositories it is filtered for', async () => {
  const { texts } = await drawn({
    backend: backendOf('team'),
    entity: entityOf('Group', {}),
    query: 'person=user:default/bo&repository=1',
  });
  expect(texts).toContain('Only commits of 1 person');
  expect(texts).toContain('Only 1 repository');
});

it('draws a year below the other where there are several', async () => {
  const { texts } = await drawn({ query: 'from=2024-06-01&to=2026-03-31' });
  expect(texts).toEqual(expect.arrayContaining(['2026', '2025', '2024']));
});

it('draws days that are not known by patterns, and says which', async () => {
  const { svg, texts } = await drawn({ backend: backendOf('out-of-date') });
  expect(svg.querySelector('rect[fill="url(#missed)"]')).not.toBeNull();
  expect(texts).toContain('Not known since Nov 3, 2026');
});

it('draws in German', async () => {
  const { texts } = await drawn({ language: 'de' });
  expect(texts).toEqual(
    expect.arrayContaining(['Git-Aktivität von shop', 'Commits pro Tag']),
  );
});

it('draws from right to left where one reads so', async () => {
  const { svg } = await drawn({ messages: { language: 'ar' } });
  const { documentElement: root } = svg;
  const width = Number(root.getAttribute('width'));
  expect(root.getAttribute('direction')).toBe('rtl');
  const startOf = (selector: string) =>
    Number(svg.querySelector(selector)!.getAttribute('x'));
  // the title, and the first day after the paper
  expect(startOf('text')).toBe(width - 24);
  expect(startOf('rect[x]')).toBeGreaterThan(width / 2);
});

it('says that it did not work where the browser cannot draw', async () => {
  const { user, menu } = await openMenu({});
  // jsdom cannot
  await user.click(
    within(menu).getByRole('menuitem', { name: 'Download as PNG' }),
  );
  expect(
    await screen.findByText('That did not work. Try another way.'),
  ).toBeVisible();
});

it('says by which rules is counted, and whose days are meant', async () => {
  const { user, menu } = await openMenu({ backend: backendOf('zoned') });
  await user.click(
    within(menu).getByRole('menuitem', { name: 'How this is counted' }),
  );
  const dialog = await screen.findByRole('dialog', {
    name: 'How this is counted',
  });
  expect(within(dialog).getAllByRole('listitem')[0]).toHaveTextContent(
    'Europe/Berlin',
  );
  const { violations } = await axe(dialog);
  expect(violations).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
