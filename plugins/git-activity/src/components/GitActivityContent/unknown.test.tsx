import { screen, within } from '@testing-library/react';
import {
  backendOf,
  entityOf,
  renderTab,
  squareOf,
  stopTheClock,
} from '../../../dev/renderTab';
import { rowOf } from '../../../dev/repositoryRows';

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

describe('days after the last good sync', () => {
  // the last good sync was on 2 November
  const scenario = 'out-of-date';

  it('are not called empty, and the page says since when and why', async () => {
    renderTab({ backend: backendOf(scenario) });
    expect(
      await screen.findByText('Not known since November 3, 2026'),
    ).toBeVisible();
    expect(
      screen.getByText(/^1 of 3 repositories could not be synced/),
    ).toBeVisible();
    expect(squareOf('2026-11-01')).toHaveAccessibleName(
      'No commits on Sunday, November 1, 2026',
    );
    expect(squareOf('2026-11-08')).toHaveAccessibleName(
      'Not known since Nov 3, 2026: Sunday, November 8, 2026',
    );
    // the repositories that are up to date have commits on that day
    expect(squareOf('2026-11-05')).toHaveAccessibleName(
      /^At least \d+ commits? on Thursday, November 5, 2026; not completely/,
    );
    const legend = screen.getByRole('list', { name: 'Commits per day' });
    expect(
      within(legend).getByText('Not known since Nov 3, 2026'),
    ).toBeVisible();
  });

  it('are told from empty ones in the table', async () => {
    renderTab({
      backend: backendOf(scenario),
      query: 'view=table&from=2026-11-01&to=2026-11-23',
    });
    const row = (await screen.findByText('November 2026')).closest('tr')!;
    const cells = [...row.querySelectorAll('td')].map(cell => cell.textContent);
    expect(cells[0]).toBe('0');
    expect(cells[7]).toBe('!Not known since Nov 3, 2026');
  });

  it('are of a repository that the list names, with its last day', async () => {
    renderTab({ backend: backendOf(scenario) });
    const item = await rowOf('2');
    expect(item).toHaveTextContent(/Out of date; .* known until Nov 2, 2026/);
    expect(item).toHaveTextContent('The repository no longer exists (404).');
  });

  it('are not counted as zero where nothing else is known', async () => {
    const backend = backendOf(scenario);
    backend.update({ commits: [] });
    renderTab({ backend, query: 'from=2026-11-05&to=2026-11-23' });
    expect(await screen.findByText('No commits known')).toBeVisible();
    const paragraphs = { selector: 'p, h2' };
    expect(
      screen.queryByText(/0 commits|No commits in/, paragraphs),
    ).toBeNull();
    const row = await rowOf('2');
    expect(row).toHaveTextContent('Not known');
    expect(row).not.toHaveTextContent(/0 commits|No commits/);
  });
});

describe('a User whom nothing lets anybody recognise', () => {
  it('has no confident zero on their page', async () => {
    renderTab({
      backend: backendOf('unrecognised'),
      entity: entityOf('User', {}),
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      /Nothing in the catalog lets us recognise commits of shop: add spec.profile.email or the annotation github.com\/user-login to the User\.$/,
    );
    expect(screen.queryByRole('grid')).toBeNull();
    expect(screen.queryByText(/0 commits|No commits/)).toBeNull();
  });

  it('is named beside the commits of others who are filtered for', async () => {
    const backend = backendOf('busy');
    backend.update({ unrecognised: ['user:default/shop'] });
    renderTab({
      backend,
      query: 'person=user:default/bo&person=user:default/shop',
    });
    expect(await screen.findByRole('grid')).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent(/recognise commits of/);
  });
});

describe('repositories', () => {
  it('of which there is something to note are listed with it', async () => {
    renderTab({ backend: backendOf('noted') });
    const clone = await rowOf('1');
    expect(clone).toHaveTextContent(/Current; last synced/);
    expect(clone).toHaveTextContent(
      'This is a shallow clone: its history begins on 3 March 2026.',
    );
  });

  it('that are read again after trouble say so, with what went wrong last', async () => {
    renderTab({ backend: backendOf('noted') });
    const item = await rowOf('2');
    expect(item).toHaveTextContent(/Being read again;/);
    expect(item).toHaveTextContent(
      'Last time: The host told 450 of 6,158 commits. Nothing was removed, and it is read again.',
    );
    expect(item).not.toHaveTextContent(/could not|Out of date/i);
  });
});

describe('names and texts of others', () => {
  const item = async (name: string) =>
    (await screen.findByText(name)).closest('li')!;

  it('show without marks that hide them or turn around what stands beside', async () => {
    renderTab({ backend: backendOf('odd-names'), query: 'day=2026-11-23' });
    const turned = await item('gnp.exe');
    expect(turned).toHaveTextContent('Turn reversed around');
    expect(screen.getByRole('heading', { name: 'shop/pohs' })).toBeVisible();
    expect(await item('Zoë Müller')).toHaveTextContent('Fix [31m the leak');
    expect(document.body.textContent).not.toMatch(
      /[\u200b-\u200f\u202a-\u2069]/,
    );
  });

  it('stand for themselves where nothing of them shows', async () => {
    renderTab({ backend: backendOf('odd-names'), query: 'day=2026-11-23' });
    const nameless = await item('(no name)');
    expect(
      within(nameless).getByRole('link', { name: /^\(no subject\)/ }),
    ).toBeVisible();
  });

  it('are kept apart from what is written in another direction', async () => {
    renderTab({ backend: backendOf('odd-names'), query: 'day=2026-11-23' });
    for (const text of ['דנה לוי', 'תיקון (1) של CSV']) {
      expect((await screen.findByText(text)).closest('bdi')).not.toBeNull();
    }
  });

  it('can be chosen, however they are written', async () => {
    const { user } = renderTab({ backend: backendOf('odd-names') });
    await user.click(await screen.findByLabelText('People'));
    const list = await screen.findByRole('listbox', { name: 'People' });
    const options = within(list).getAllByRole('option');
    expect(options.map(option => option.textContent).sort()).toEqual(
      ['(no name)', 'Zoë Müller', 'gnp.exe', 'דנה לוי'].sort(),
    );
  });
});

describe('tomorrow', () => {
  it('shows what was just written where it has begun', async () => {
    const { user } = renderTab({ backend: backendOf('eastern') });
    await screen.findByRole('grid', {
      name: 'Commits by day, Nov 25, 2025 to Nov 24, 2026',
    });
    expect(squareOf('2026-11-24')).toHaveAccessibleName(
      '1 commit on Tuesday, November 24, 2026',
    );
    await user.click(squareOf('2026-11-24'));
    const list = await screen.findByRole('region', { name: /November 24/ });
    expect(
      await within(list).findByText(/1:15 AM \(UTC\+13:00\)/),
    ).toBeVisible();
  });

  it('is no empty day for those to whom it is still to come', async () => {
    renderTab({ backend: backendOf('busy') });
    await screen.findByRole('grid');
    expect(squareOf('2026-11-24')).toHaveAccessibleName(
      'Still to come: Tuesday, November 24, 2026',
    );
    expect(document.querySelector('[data-day="2026-11-25"]')).toBeNull();
  });

  it('is not shown where days are those of one zone', async () => {
    renderTab({ backend: backendOf('zoned') });
    await screen.findByRole('grid');
    expect(document.querySelector('[data-day="2026-11-24"]')).toBeNull();
  });
});
