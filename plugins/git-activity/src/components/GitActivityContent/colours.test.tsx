import { screen, waitFor, within } from '@testing-library/react';
import { FakeBackend } from '../../../dev/FakeBackend';
import {
  backendOf,
  renderTab,
  squareOf,
  stopTheClock,
} from '../../../dev/renderTab';
import { sampleCommit } from '../../../dev/sampleLedger';

const address = () => screen.getByLabelText('Address').textContent;

/** The legend, item by item. */
const legend = async () =>
  within(await screen.findByRole('list', { name: 'Commits per day' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

/** A backend that has so many commits on each of some days. */
function backendWith(counts: Record<string, number>): FakeBackend {
  const backend = backendOf('busy');
  const days = Object.entries(counts).flatMap(([day, count]) =>
    Array<string>(count).fill(day),
  );
  backend.update({
    commits: days.map((day, index) => sampleCommit({ index, day })),
  });
  return backend;
}

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

describe('colours', () => {
  // 2024 was busy, 2026 is quiet
  const backend = () =>
    backendWith({
      '2024-05-01': 40,
      '2024-05-02': 50,
      '2024-05-03': 55,
      '2026-05-04': 2,
      '2026-05-05': 3,
    });

  it.each(['range=2024', 'range=2026', 'range=2026&bots=include', 'person=2'])(
    'mean the same whatever is shown: %s',
    async query => {
      const all = backend();
      all.update({
        commits: [
          ...all.ledger.commits,
          ...backendOf('busy')
            .ledger.commits.filter(({ author }) => author.id === '2')
            .slice(-1),
        ],
      });
      renderTab({ backend: all, query });
      const words = ['0', '1–4', '5–14', '15–29', '30–59', '60+'];
      expect((await legend()).slice(0, 6)).toEqual(words);
    },
  );

  it('cost one more request, and no more when another year is shown', async () => {
    const one = backend();
    let requests = 0;
    one.beforeCalendar = () => {
      requests += 1;
    };
    const { user } = renderTab({ backend: one, query: 'range=2026' });
    await legend();
    // the calendar, the one of the year before, and the widest
    await waitFor(() => expect(requests).toBe(3));
    await user.selectOptions(screen.getByLabelText('Period'), '2024');
    await screen.findByText('145 commits');
    await waitFor(() => expect(requests).toBe(5));
  });
});

describe('days that have no number', () => {
  it('before the first commit are told from those without commits', async () => {
    renderTab({
      backend: backendWith({ '2026-05-04': 1 }),
      query: 'range=2026',
    });
    expect(await legend()).toContain('Before the first commit');
    expect(squareOf('2026-05-03')).toHaveAccessibleName(
      'Before the first commit: Sunday, May 3, 2026',
    );
    expect(squareOf('2026-05-05')).toHaveAccessibleName(
      'No commits on Tuesday, May 5, 2026',
    );
  });

  it.each([
    ['syncing', ['Not synced yet', 'At least so many', 'Still to come']],
    [
      'out-of-date',
      ['Not known since Nov 3, 2026', 'At least so many', 'Still to come'],
    ],
    ['busy', ['Still to come']],
  ])('are in the legend: %s', async (scenario, words) => {
    renderTab({ backend: backendOf(scenario) });
    expect((await legend()).slice(6)).toEqual(words);
  });
});

describe('a day far above all others', () => {
  it('is said, marked, and can be left out of the totals', async () => {
    const backend = backendWith({
      '2026-05-11': 990,
      '2026-05-12': 6,
      '2026-06-01': 4,
    });
    const { user } = renderTab({ backend, query: 'range=2026' });
    expect(
      await screen.findByText(
        '990 commits on May 11, 2026 are 99% of this total.',
      ),
    ).toBeVisible();
    expect(await legend()).toContain('Far above all other days');
    expect(screen.getByText('1,000 commits')).toBeVisible();

    await user.click(
      screen.getByRole('button', { name: 'Show without that day' }),
    );

    expect(screen.getByText('10 commits')).toBeVisible();
    expect(
      screen.getByText('without May 11, 2026, which has 990 commits'),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: '6 commits in May 2026' }),
    ).toBeVisible();
    expect(squareOf('2026-05-11')).toHaveAccessibleName(/^990 commits/);
    expect(address()).toBe('/?range=2026&without=2026-05-11');

    await user.click(
      screen.getByRole('button', { name: 'Show with that day' }),
    );
    expect(screen.getByText('1,000 commits')).toBeVisible();
  });

  it('is not spoken of where days are alike', async () => {
    renderTab({ backend: backendOf('busy') });
    await legend();
    expect(screen.queryByText(/of this total/)).toBeNull();
  });
});
