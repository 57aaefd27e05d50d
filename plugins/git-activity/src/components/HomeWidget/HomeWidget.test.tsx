import { Entity } from '@backstage/catalog-model';
import { addDays } from 'backstage-plugin-git-activity-common';
import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { FakeBackend } from '../../../dev/FakeBackend';
import {
  backendOf,
  entityOf,
  LAST_TODAY,
  renderHome,
  stopTheClock,
} from '../../../dev/renderTab';
import { TEAM } from '../../../dev/team';

const team: Entity = {
  ...entityOf('Group', {}),
  metadata: { name: 'payments', namespace: 'default', title: 'Payments' },
};
const user = entityOf('User', {});

function renderWidget(options: Partial<Parameters<typeof renderHome>[0]>) {
  return renderHome({
    backend: backendOf('team'),
    entities: [user, team],
    owns: ['user:default/shop', 'group:default/payments'],
    ...options,
  });
}

const myYear = () => screen.findByRole('region', { name: 'My year' });
const quiet = () =>
  screen.findByRole('region', { name: 'Gone quiet in my teams' });

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
  localStorage.clear();
});

it('shows the viewer their own year, and leads to all of it', async () => {
  const { backend } = renderWidget({});
  const count = backend.ledger.commits.filter(
    ({ day, merge, author }) =>
      day >= addDays(LAST_TODAY, -364) && !merge && !author.bot,
  ).length;
  const section = within(await myYear());
  expect(
    await section.findByText(`${count} commits in the last 12 months`),
  ).toBeVisible();
  expect(
    section.getByRole('link', { name: 'All my Git activity' }),
  ).toHaveAttribute('href', '/catalog/default/user/shop/git-activity');
});

it('opens a day of that year on the viewer’s own tab', async () => {
  const { user: hand } = renderWidget({});
  const grid = await within(await myYear()).findByRole('grid');
  await hand.click(grid.querySelector('[data-day="2026-10-29"]')!);
  expect(screen.getByLabelText('Address')).toHaveTextContent(
    '/catalog/default/user/shop/git-activity?day=2026-10-29',
  );
});

it('lists which repositories of the viewer’s teams went quiet, and leads to those of each team', async () => {
  const { backend } = renderWidget({});
  const section = within(await quiet());
  const items = await section.findAllByRole('listitem');
  const [quietOne] = items;
  // its last commit was 250 days ago or a little more
  expect(quietOne).toHaveTextContent(
    new RegExp(`^shop/shop-part-${TEAM.quiet}.*, last commit 8 months ago$`),
  );
  const { repositories, commits } = backend.ledger;
  const expected = repositories.filter(
    ({ id, coverage }) =>
      coverage.completeFrom !== null &&
      commits.every(
        ({ repository, day, merge, author }) =>
          repository.id !== id ||
          merge ||
          author.bot ||
          day <= addDays(LAST_TODAY, -90),
      ),
  );
  expect(items.map(item => item.textContent?.split(',')[0])).toEqual(
    expected.map(({ url }) => url.split('/').slice(-2).join('/')),
  );
  expect(
    section.getByText(
      '2 repositories have been without a commit for 90 days or more:',
    ),
  ).toBeVisible();
  expect(
    section.getByText(/repositories are not completely known\.$/),
  ).toBeVisible();
  expect(section.getByRole('link', { name: 'Payments' })).toHaveAttribute(
    'href',
    '/catalog/default/group/payments/git-activity?state=quiet',
  );
  expect(backend.breakdownQueries).toEqual([
    expect.objectContaining({
      entityRef: ['group:default/payments'],
      state: ['quiet'],
    }),
  ]);
});

it('asks only for teams that the catalog knows', async () => {
  const { backend } = renderWidget({
    owns: ['group:default/payments', 'group:default/of-the-directory'],
  });
  await within(await quiet()).findAllByRole('listitem');
  expect(backend.breakdownQueries[0].entityRef).toEqual([
    'group:default/payments',
  ]);
});

it('says how many more there are than it lists', async () => {
  const backend = backendOf('team');
  backend.update({ commits: [] });
  renderWidget({ backend });
  const section = within(await quiet());
  expect(await section.findAllByRole('listitem')).toHaveLength(5);
  const known = backend.ledger.repositories.filter(
    ({ coverage }) => coverage.completeFrom !== null,
  ).length;
  expect(section.getByText(`and ${known - 5} more`)).toBeVisible();
});

it('says that none is quiet', async () => {
  renderWidget({ backend: backendOf('busy') });
  expect(
    await screen.findByText(
      'No repository of your teams has been without a commit for 90 days.',
    ),
  ).toBeVisible();
});

it.each<[string, Partial<Parameters<typeof renderHome>[0]>, string | RegExp]>([
  [
    'a viewer whom the catalog does not know',
    { entities: [team] },
    /The catalog does not know you as a User/,
  ],
  [
    'a viewer without teams',
    { owns: ['user:default/shop'] },
    'The catalog knows no team of yours.',
  ],
  [
    'teams without repositories',
    { backend: backendOf('no-repository') },
    'Nothing that your teams own has a repository that is followed.',
  ],
  [
    'a backend that does not answer',
    { backend: backendOf('unreachable') },
    'Repositories cannot be loaded',
  ],
  [
    'a viewer who may not see it',
    { backend: backendOf('forbidden') },
    'You may not see this',
  ],
])('says so to %s', async (_, options, words) => {
  renderWidget(options);
  expect((await screen.findAllByText(words))[0]).toBeVisible();
});

it('has no zero for a viewer whose commits nothing lets anybody recognise', async () => {
  renderWidget({ backend: backendOf('unrecognised') });
  expect(await within(await myYear()).findByRole('alert')).toHaveTextContent(
    /lets us recognise commits of shop/,
  );
  expect(screen.queryByText(/0 commits|No commits/)).toBeNull();
});

it('shows that it is loading', async () => {
  const backend: FakeBackend = backendOf('loading');
  renderWidget({ backend });
  expect(await within(await quiet()).findByRole('status')).toHaveAccessibleName(
    'Loading repositories',
  );
  expect(within(await myYear()).getByRole('status')).toHaveAccessibleName(
    'Loading Git activity',
  );
});

it('speaks German', async () => {
  renderWidget({ language: 'de' });
  const section = within(
    await screen.findByRole('region', {
      name: 'Still geworden in meinen Teams',
    }),
  );
  expect((await section.findAllByRole('listitem'))[0]).toHaveTextContent(
    /, letzter Commit vor 8 Monaten$/,
  );
});

it('has nothing that axe finds', async () => {
  renderWidget({});
  await within(await quiet()).findAllByRole('listitem');
  const { violations } = await axe(document.body, {
    rules: { region: { enabled: false } },
  });
  expect(violations).toEqual([]);
});
