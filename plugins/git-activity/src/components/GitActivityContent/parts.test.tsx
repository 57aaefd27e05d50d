import { Entity } from '@backstage/catalog-model';
import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import {
  backendOf,
  entityOf,
  LAST_TODAY,
  renderTab,
  stopTheClock,
} from '../../../dev/renderTab';
import { countedIn, rowOf } from '../../../dev/repositoryRows';
import { SUB_TEAMS } from '../../../dev/team';

const MONTH = 'from=2026-10-26&to=2026-11-24';
const RANGE = { from: '2026-10-26', to: LAST_TODAY };

const wholeOf = (kind: string, type: string): Entity => ({
  ...entityOf(kind, {}),
  relations: [{ type, targetRef: 'group:default/fraud' }],
});
const TEAM_PAGE = wholeOf('Group', 'parentOf');

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

const address = () =>
  screen.getByLabelText('Address').textContent?.replace(`?${MONTH}`, '?');

function renderTeam(query: string = '', entity: Entity = TEAM_PAGE) {
  return renderTab({
    ...{ backend: backendOf('team'), entity },
    query: `${MONTH}${query}`,
  });
}

async function partRowOf(name: string): Promise<HTMLElement> {
  const found = await screen.findByText(name, { selector: 'td bdi' });
  return found.closest('tr')!;
}

/** Their names, as they stand in the rows. */
const listedParts = () =>
  [...document.querySelectorAll('td:first-child bdi')].map(
    name => name.parentElement?.textContent,
  );

it('is grouped by sub-team on demand, from the keyboard, too, and the address says so', async () => {
  const { user, backend } = renderTeam('&sort=commits');
  await rowOf('2');
  const group = screen.getByRole('group', { name: 'Grouped by' });
  const choice = within(group).getByRole('button', { name: 'Sub-team' });
  expect(choice).toHaveAttribute('aria-pressed', 'false');
  choice.focus();
  await user.keyboard('{Enter}');

  await partRowOf('checkout');
  expect(choice).toHaveFocus();
  expect(choice).toHaveAttribute('aria-pressed', 'true');
  expect(address()).toBe('/?&by=part&sort=commits');
  expect(backend.partQueries.at(-1)).toMatchObject({
    entityRef: ['group:default/shop'],
    sort: 'commits',
    ...RANGE,
  });
  expect(screen.getByText('Sub-team', { selector: 'th, th *' })).toBeVisible();
  expect(screen.queryByText('Only this')).toBeNull();

  await user.click(within(group).getByText('Repository'));
  await rowOf('2');
  expect(address()).toBe('/?&sort=commits');
});

it('tells of each sub-team, and of what the team itself owns, what is in their repositories', async () => {
  const { backend } = renderTeam('&by=part');
  await partRowOf('rentals');
  expect(listedParts()).toEqual([
    'checkout',
    'fraud',
    'ledger',
    'rentals',
    'shop itself',
  ]);
  for (const name of ['checkout', 'ledger']) {
    const row = await partRowOf(name);
    const ids = SUB_TEAMS[name];
    const commits = ids.flatMap(id => countedIn(backend, { id, ...RANGE }));
    expect(commits.length).toBeGreaterThan(0);
    expect(within(row).getByText('3 repositories')).toBeVisible();
    // of the ninth repository the last days are not known
    const number = name === 'ledger' ? `≥ ${commits.length}` : commits.length;
    expect(within(row).getByText(String(number))).toBeVisible();
  }
});

it('says of a sub-team how complete it is, and that what is not known is not nothing', async () => {
  renderTeam('&by=part');
  const fraud = await partRowOf('fraud');
  expect(fraud).toHaveTextContent('1 of 2 repositories current');
  const rentals = await partRowOf('rentals');
  expect(rentals).toHaveTextContent('1 of 1 repository current');
  // its only repository is quiet
  expect(rentals).toHaveTextContent('8 months ago');
});

it('leads to a sub-team with the same days and filters, and not to the team itself', async () => {
  renderTeam('&by=part&merges=include&state=active&repository=4');
  const link = within(await partRowOf('fraud')).getByRole('link');
  expect(link).toHaveTextContent('fraud');
  expect(link.getAttribute('href')).toMatch(
    new RegExp(`\\?${MONTH}&merges=include$`),
  );
  expect(within(await partRowOf('shop')).queryByRole('link')).toBeNull();
});

it('lists sub-teams that are quiet, and finds them by name', async () => {
  const { user } = renderTeam('&by=part');
  await user.click(await screen.findByText('Quiet for 90 days: 1'));
  await waitFor(() => expect(listedParts()).toEqual(['rentals']));
  await user.type(screen.getByLabelText('Search by name'), 'nobody');
  expect(
    await screen.findByText('Nothing is found for “nobody”.'),
  ).toBeVisible();
  await user.click(screen.getByText('Show all'));
  await partRowOf('fraud');
  expect(address()).toBe('/?&by=part');
});

it('can still be changed back where sub-teams cannot be loaded', async () => {
  const { user, backend } = renderTeam();
  await rowOf('2');
  backend.failure = { status: 500, name: 'Error', message: 'Out of order' };
  await user.click(screen.getByText('Sub-team'));
  expect(
    await screen.findByText('Repositories cannot be loaded'),
  ).toBeVisible();
  backend.failure = undefined;
  await user.click(screen.getByText('Repository'));
  await rowOf('2');
});

it.each([
  ['Domain', 'System'],
  ['System', 'Component'],
])('calls the parts of a %s what they are', async (kind, name) => {
  renderTeam('', wholeOf(kind, 'hasPart'));
  await rowOf('2');
  const group = screen.getByRole('group', { name: 'Grouped by' });
  expect(
    within(group)
      .getAllByRole('button')
      .map(({ textContent }) => textContent),
  ).toEqual(['Repository', name]);
});

it('is not offered where there are no parts, whatever the address says', async () => {
  const { backend } = renderTeam('&by=part', entityOf('Group', {}));
  await rowOf('2');
  expect(screen.queryByText('Grouped by')).toBeNull();
  expect(backend.partQueries).toEqual([]);
});

it('has nothing that axe finds', async () => {
  renderTeam('&by=part');
  await partRowOf('fraud');
  const { violations } = await axe(document.body, {
    // the page around the tab is not ours
    rules: { region: { enabled: false } },
  });
  expect(violations).toEqual([]);
});
