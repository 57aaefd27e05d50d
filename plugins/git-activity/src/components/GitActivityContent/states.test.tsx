import { screen, waitFor } from '@testing-library/react';
import { axe } from 'jest-axe';
import {
  backendOf,
  entityOf,
  lookAgain,
  renderTab,
  stopTheClock,
  squareOf,
} from '../../../dev/renderTab';

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

it('shows the shape of a calendar while it loads', async () => {
  renderTab({ backend: backendOf('loading') });
  expect(
    await screen.findByRole('status', { name: 'Loading Git activity' }),
  ).toBeVisible();
  expect(screen.queryByRole('grid')).toBeNull();
  const { violations } = await axe(document.body, {
    rules: { region: { enabled: false } },
  });
  expect(violations).toEqual([]);
});

it('tells an empty history from a quiet year', async () => {
  const { unmount } = renderTab({ backend: backendOf('empty') });
  expect(
    await screen.findByText('There are no commits yet: the history is empty.'),
  ).toBeVisible();
  expect(screen.getByRole('heading', { name: '0 commits' })).toBeVisible();
  unmount();

  renderTab({ backend: backendOf('quiet') });
  expect(
    await screen.findByText('No commits in this selection.'),
  ).toBeVisible();
  expect(squareOf('2026-03-03')).toHaveAccessibleName(
    'No commits on Tuesday, March 3, 2026',
  );
});

it('does not call days empty that are not synced yet', async () => {
  renderTab({ backend: backendOf('pending') });
  expect(
    await screen.findByText(/^1 of 1 repository still to be read/),
  ).toBeVisible();
  expect(squareOf('2026-03-03')).toHaveAccessibleName(
    'Not synced yet: Tuesday, March 3, 2026',
  );
  expect(screen.getByText('No commits read so far')).toBeVisible();
  expect(
    screen.queryByText(/0 commits|history is empty|No commits in/),
  ).toBeNull();
});

it('does not call a chosen day empty that is not synced yet', async () => {
  renderTab({ backend: backendOf('pending'), query: 'day=2026-03-03' });
  expect(
    await screen.findByRole('region', {
      name: 'Not synced yet: Tuesday, March 3, 2026',
    }),
  ).toBeVisible();
});

it('follows a history that is being read, until it is current', async () => {
  const backend = backendOf('syncing');
  renderTab({ backend });
  expect(await screen.findByText('Still syncing')).toBeVisible();
  expect(screen.getByText(/complete from Jul 6, 2026 on/)).toBeVisible();
  expect(squareOf('2026-07-05')).toHaveAccessibleName(/^Not synced yet/);
  const early = backend.ledger.commits.find(
    ({ day, merge, author }) => day < '2026-07-05' && !merge && !author.bot,
  )!;
  expect(squareOf(early.day)).toHaveAccessibleName(/^At least \d+ commits? on/);

  backend.update(backendOf('busy').ledger);
  await lookAgain({ afterMinutes: 1 });

  await waitFor(() => expect(screen.queryByText('Still syncing')).toBeNull());
  expect(squareOf('2026-07-05')).toHaveAccessibleName(/^No commits/);
});

it('lists failed repositories with their reasons, and syncs one on demand', async () => {
  const { user, backend } = renderTab({ backend: backendOf('partly-failed') });
  expect(
    await screen.findByText(/^2 of 14 repositories could not be synced/),
  ).toBeVisible();
  expect(
    await screen.findByText('The host refused the credentials (403).'),
  ).toBeVisible();
  expect(
    screen.getByText('The repository no longer exists (404).'),
  ).toBeVisible();

  await user.click(screen.getByLabelText('Sync now: shop/shop-part-4'));

  expect(await screen.findByText('Sync asked for')).toBeVisible();
  expect(backend.syncRequests).toEqual(['4']);
});

it('says until when the limit of a host holds repositories back', async () => {
  renderTab({ backend: backendOf('held-back') });
  const notice = await screen.findByText(
    /^A host’s limit on requests holds back 2 of 14 repositories until/,
  );
  expect(notice.querySelector('time')).toHaveAttribute(
    'datetime',
    '2026-11-23T23:59:00.000Z',
  );
  expect(screen.queryByText(/could not be synced/)).toBeNull();

  const waiting = await screen.findAllByText(/^Waits until/);
  expect(waiting).toHaveLength(2);
  expect(waiting[0]).toHaveTextContent(/reserved for the portal’s other/);
  const syncs = screen
    .getAllByText('Sync now')
    .map(one => one.closest('button')!);
  const held = waiting.map(one => one.closest('tr'));
  expect(syncs).toHaveLength(14);
  expect(
    syncs
      .filter(({ disabled }) => disabled)
      .map(button => button.closest('tr')),
  ).toEqual(held);
  expect(
    screen.getByText(/^Current; archived on the host; last synced/),
  ).toBeVisible();
});

it('does not speak of a limit that has passed', async () => {
  const backend = backendOf('held-back');
  for (const repository of backend.ledger.repositories) {
    repository.heldBack = repository.heldBack && {
      ...repository.heldBack,
      until: '2026-11-23T11:59:00.000Z',
    };
  }
  renderTab({ backend });
  await screen.findByText('shop/shop-part-14');
  expect(screen.queryByText(/limit|Waits until/)).toBeNull();
});

it('shows how far a first reading has come while a limit interrupts it', async () => {
  renderTab({ backend: backendOf('first-read-held-back') });
  expect(await screen.findByText('Still syncing')).toBeVisible();
  expect(
    await screen.findByText(
      'Being read; 400 commits so far; complete from Jul 6, 2026 on',
    ),
  ).toBeVisible();
  expect(screen.getByText(/holds back 1 of 1 repository until/)).toBeVisible();
});

it('offers no sync to those who may not ask for one', async () => {
  renderTab({ backend: backendOf('partly-failed'), maySync: false });
  await screen.findByText('The repository no longer exists (404).');
  expect(screen.queryByText('Sync now')).toBeNull();
});

it('says when a sync could not be asked for', async () => {
  const { user, backend } = renderTab({ backend: backendOf('busy') });
  const sync = await screen.findByLabelText('Sync now: shop/shop');
  backend.failure = {
    status: 403,
    name: 'NotAllowedError',
    message: 'Not you',
  };
  await user.click(sync);
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The sync could not be asked for: Not you',
  );
});

it('has no numbers to show where no repository could be read', async () => {
  renderTab({ backend: backendOf('all-failed') });
  expect(await screen.findByText('No repository could be read')).toBeVisible();
  expect(
    await screen.findByText('The host refused the credentials (403).'),
  ).toBeVisible();
  expect(screen.queryByRole('grid')).toBeNull();
  expect(screen.queryByText(/0 commits|No commits/)).toBeNull();
});

it('says how to name a repository where none is', async () => {
  renderTab({
    backend: backendOf('no-repository'),
    entity: entityOf('Domain', {}),
  });
  expect(
    await screen.findByText(/systems and components of this domain/),
  ).toBeVisible();
});

it('shows what the backend said of a repository that it refused', async () => {
  renderTab({ backend: backendOf('refused') });
  expect(
    await screen.findByText(/is not below any folder of gitActivity.git.roots/),
  ).toBeVisible();
  expect(screen.queryByText('Not discovered yet')).toBeNull();
});

it('waits for a repository that is named but not discovered', async () => {
  renderTab({ backend: backendOf('no-repository') });
  expect(await screen.findByText('Not discovered yet')).toBeVisible();
});

it.each([
  ['forbidden', 'You may not see this', /\(You may not read git activity\)/],
  ['not-found', 'Nothing found here', /\(No such entity\)/],
  ['unreachable', 'Git activity cannot be loaded', /not lost\.Retry$/],
  ['bad-gateway', 'Git activity cannot be loaded', /not lost\. \(Status 502\)/],
])('%s: says so, and tries again', async (scenario, title, reason) => {
  const { user, backend } = renderTab({ backend: backendOf(scenario) });
  expect(await screen.findByText(title)).toBeVisible();
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent(reason);
  expect(alert).not.toHaveTextContent(/fetch|<h1>/);
  expect(screen.queryByText(/0 commits/)).toBeNull();

  backend.failure = undefined;
  await user.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByRole('grid')).toBeVisible();
});

it('keeps the numbers it has when a refresh fails', async () => {
  const backend = backendOf('syncing');
  renderTab({ backend });
  await screen.findByText('Still syncing');
  backend.failure = 'unreachable';
  await lookAgain({ afterMinutes: 1 });
  expect(
    await screen.findByText('Git activity cannot be loaded'),
  ).toBeVisible();
  expect(screen.getByRole('grid')).toBeVisible();
});

it('never shows the numbers of other filters than those that failed', async () => {
  const { user, backend } = renderTab({ backend: backendOf('busy') });
  await screen.findByRole('grid');
  backend.failure = {
    status: 403,
    name: 'NotAllowedError',
    message: 'No bots',
  };
  await user.click(screen.getByLabelText('Include bots'));
  expect(await screen.findByText('You may not see this')).toBeVisible();
  expect(screen.queryByRole('grid')).toBeNull();
});

describe('axe finds nothing', () => {
  // short ranges: axe takes long, and a day more is nothing new to it
  it.each([
    ['busy', 'day=2026-10-29&from=2026-10-26&to=2026-11-23', /UTC/],
    ['busy', 'view=table&from=2026-10-26&to=2026-11-23', 'October 2026'],
    ['syncing', 'from=2026-07-01&to=2026-07-20', 'Still syncing'],
    [
      'held-back',
      'from=2026-11-01&to=2026-11-20&search=part-2',
      /holds back 2 of 14/,
    ],
    [
      'partly-failed',
      'person=2&from=2026-10-26&to=2026-11-01&search=part-4',
      'Bo Chen',
    ],
    [
      'out-of-date',
      'from=2026-11-01&to=2026-11-20',
      'Not known since November 3, 2026',
    ],
    [
      'out-of-date',
      'view=table&from=2026-11-01&to=2026-11-20',
      'November 2026',
    ],
    ['odd-names', 'day=2026-11-23&from=2026-11-20&to=2026-11-23', '(no name)'],
    ['no-repository', '', 'Not discovered yet'],
    ['refused', '', 'A repository cannot be followed'],
    ['unreachable', '', 'Git activity cannot be loaded'],
  ])('%s %s', async (scenario, query, settled) => {
    renderTab({ backend: backendOf(scenario), query });
    await screen.findAllByText(settled);
    const { violations } = await axe(document.body, {
      // the page around the tab is not ours
      rules: { region: { enabled: false } },
    });
    expect(violations).toEqual([]);
  });
});
