import { addDays } from 'backstage-plugin-git-activity-common';
import { screen, waitFor } from '@testing-library/react';
import { axe } from 'jest-axe';
import { FakeBackend } from '../../../dev/FakeBackend';
import {
  backendOf,
  entityOf,
  LAST_TODAY,
  renderExtension,
  stopTheClock,
  TODAY,
} from '../../../dev/renderTab';
import { sampleCommit, samplePeople } from '../../../dev/sampleLedger';

const FIRST_OF_YEAR = addDays(LAST_TODAY, -364);

function renderCard(
  scenario: string | FakeBackend,
  entity = entityOf(),
  language?: string,
) {
  return renderExtension({
    extension: 'entity-card:git-activity',
    backend: typeof scenario === 'string' ? backendOf(scenario) : scenario,
    entity,
    language,
  });
}

/** What counts in some days, worked out from the ledger and not by the calendar. */
function countedIn(backend: FakeBackend, from: string, to: string) {
  return backend.ledger.commits.filter(
    ({ day, merge, author }) =>
      day >= from && day <= to && !merge && !author.bot,
  );
}

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
  localStorage.clear();
});

it('shows the last twelve months, those before, and how fresh they are', async () => {
  const { backend } = renderCard('busy');
  const now = countedIn(backend, FIRST_OF_YEAR, LAST_TODAY).length;
  const before = countedIn(
    backend,
    addDays(FIRST_OF_YEAR, -365),
    addDays(FIRST_OF_YEAR, -1),
  ).length;
  expect(
    await screen.findByText(`${now} commits in the last 12 months`),
  ).toBeVisible();
  expect(screen.getByText(`${before} in those before`)).toBeVisible();
  expect(screen.getByText(/^As of 3 minutes ago/)).toBeVisible();
  expect(screen.getByText('Nov 25, 2025')).toBeVisible();
  expect(screen.getByText('Nov 24, 2026')).toBeVisible();
});

it('says when it was last, by whom, and what', async () => {
  const backend = backendOf('busy');
  backend.update({
    commits: [
      ...backend.ledger.commits,
      sampleCommit({
        index: 9_999,
        day: TODAY,
        time: '19:00:00',
        person: samplePeople[1],
        subject: 'Say when it was last',
      }),
    ],
  });
  renderCard(backend);
  const link = await screen.findByRole('link', {
    name: /Say when it was last/,
  });
  expect(link.parentElement).toHaveTextContent(
    // at 19:00 in UTC+8, which is an hour before the tests' noon
    /^Last commit 1 hour ago by Bo Chen: Say when it was last/,
  );
});

it('says that nothing had begun in the months before', async () => {
  const backend = backendOf('busy');
  backend.update({ commits: [sampleCommit({ index: 1, day: '2026-03-03' })] });
  renderCard(backend);
  expect(await screen.findByText('not begun in those before')).toBeVisible();
});

it('colours as the tab does, by the whole history, which it asks for once', async () => {
  const backend = backendOf('busy');
  const once = sampleCommit({ index: 0, day: '2026-03-03' });
  backend.update({
    commits: [
      once,
      ...Array.from({ length: 150 }, (_, index) =>
        sampleCommit({ index: index + 1, day: '2020-05-05' }),
      ),
    ],
  });
  renderCard(backend);
  expect(
    await screen.findByRole('img', {
      name: 'Commits per day, from pale to strong: 0, 1–19, 20–49, 50–99, 100–199, 200+',
    }),
  ).toBeVisible();
  await waitFor(() => expect(backend.calendarAnswers).toHaveLength(2));
});

it('says whose numbers a team’s are, and what is not in them', async () => {
  renderCard('team', entityOf('Group', {}));
  expect(
    await screen.findByText(
      '30 repositories owned by shop. Not in it: 1 entity with a repository that cannot be followed.',
    ),
  ).toBeVisible();
});

it('shows a person theirs', async () => {
  renderCard('person', entityOf('User', {}));
  expect(
    await screen.findByText(/commits in the last 12 months$/),
  ).toBeVisible();
  expect(screen.queryByText(/repositories owned by/)).toBeNull();
});

it('speaks German in whole sentences', async () => {
  const { backend } = renderCard('busy', entityOf(), 'de');
  const before = countedIn(
    backend,
    addDays(FIRST_OF_YEAR, -365),
    addDays(FIRST_OF_YEAR, -1),
  ).length;
  expect(await screen.findByText(`${before} in denen davor`)).toBeVisible();
  const [commit] = countedIn(backend, FIRST_OF_YEAR, LAST_TODAY).sort((a, b) =>
    b.authoredAt.localeCompare(a.authoredAt),
  );
  const link = await screen.findByRole('link', {
    name: new RegExp(commit.subject),
  });
  expect(link.parentElement).toHaveTextContent(
    new RegExp(`^Letzter Commit vor .+ von ${commit.author.name}: `),
  );
});

it.each([
  ['loading', 'Git activity'],
  ['pending', 'Not synced yet: 1 of 1 repository still to be read'],
  [
    'syncing',
    'Still syncing: 1 of 1 repository still to be read; complete from Jul 6, 2026 on',
  ],
  ['partly-failed', '2 of 14 repositories could not be synced'],
  ['held-back', /^2 of 14 repositories wait until .* for a host’s limit$/],
  ['all-failed', 'No repository could be read'],
  ['refused', 'A repository cannot be followed'],
  [
    'out-of-date',
    'Not known since Nov 3, 2026: 1 of 3 repositories could not be synced',
  ],
  ['no-repository', 'Not discovered yet'],
  ['forbidden', 'You may not see this'],
  ['not-found', 'Nothing found here'],
  ['unreachable', 'Git activity cannot be loaded'],
])('%s: says so', async (scenario, words) => {
  renderCard(scenario);
  expect((await screen.findAllByText(words))[0]).toBeVisible();
});

it('has no confident zero for a User whom nothing lets anybody recognise', async () => {
  renderCard('unrecognised', entityOf('User', {}));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /lets us recognise commits of shop/,
  );
  expect(screen.queryByText(/0 commits|No commits/)).toBeNull();
});

it.each(['unreachable', 'partly-failed'])(
  '%s: has nothing that axe finds',
  async scenario => {
    renderCard(scenario);
    await screen.findByText(/cannot be loaded|could not be synced/);
    const { violations } = await axe(document.body, {
      rules: { region: { enabled: false } },
    });
    expect(violations).toEqual([]);
  },
);
