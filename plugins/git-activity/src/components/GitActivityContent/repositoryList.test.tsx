import { screen, waitFor, within } from '@testing-library/react';
import {
  backendOf,
  entityOf,
  LAST_TODAY,
  renderTab,
  stopTheClock,
} from '../../../dev/renderTab';
import {
  countedIn,
  listedNames,
  nameOfSample,
  rowOf,
} from '../../../dev/repositoryRows';
import { TEAM, TEAM_REPOSITORIES } from '../../../dev/team';

const TEAM_PAGE = entityOf('Group', {});
/** Little to draw, where it is not about what is drawn. */
const MONTH = 'from=2026-10-26&to=2026-11-24';
const RANGE = { from: '2026-10-26', to: LAST_TODAY };
/** The first of the 90 days that end with the range. */
const QUIET_SINCE = '2026-08-27';
const PER_PAGE = 25;

const IDS = Array.from({ length: TEAM_REPOSITORIES }, (_, index) =>
  String(index + 1),
);
const NAMES = IDS.map(nameOfSample);

beforeEach(stopTheClock);

afterEach(() => {
  jest.useRealTimers();
});

const address = () =>
  screen.getByLabelText('Address').textContent?.replace(`?${MONTH}`, '?');

function renderTeam(query: string = '') {
  return renderTab({
    backend: backendOf('team'),
    entity: TEAM_PAGE,
    query: `${MONTH}${query}`,
  });
}

it('lists by name, page by page, and remembers the way back', async () => {
  const { user } = renderTeam();
  await rowOf('2');
  expect(listedNames()).toEqual(NAMES.slice(0, PER_PAGE));
  expect(screen.getByText('1–25 of 30')).toBeVisible();

  const next = screen.getByLabelText('Next repositories');
  await user.click(next);
  await rowOf('30');
  expect(listedNames()).toEqual(NAMES.slice(PER_PAGE));
  expect(screen.getByText('26–30 of 30')).toBeVisible();
  expect(next).toBeDisabled();

  await user.click(screen.getByLabelText('Previous repositories'));
  await rowOf('2');
  expect(listedNames()).toEqual(NAMES.slice(0, PER_PAGE));
});

it('begins anew where the repository that ended a page is gone from the list', async () => {
  const { user, backend } = renderTeam();
  await rowOf('2');
  backend.lostCursors = true;
  await user.click(screen.getByLabelText('Next repositories'));
  await waitFor(() =>
    expect(
      backend.breakdownQueries.some(
        ({ cursor }) => cursor === String(PER_PAGE),
      ),
    ).toBe(true),
  );
  expect(await screen.findByText('1–25 of 30')).toBeVisible();
  await rowOf('2');
  expect(screen.queryByText('This selection was refused')).toBeNull();
});

it('is sorted by the server, from the keyboard, too, and the address says how', async () => {
  const { user, backend } = renderTeam();
  await rowOf('2');
  const header = (title: string) =>
    screen.getByText(title, { selector: 'th, th *' }).closest('th')!;
  expect(header('Repository')).toHaveAttribute('aria-sort', 'ascending');

  const byCommits = within(header('Commits')).getByRole('button');
  byCommits.focus();
  await user.keyboard('{Enter}');
  await user.keyboard('{Enter}');

  expect(byCommits).toHaveFocus();
  expect(address()).toBe('/?&sort=commits&order=desc');
  expect(header('Commits')).toHaveAttribute('aria-sort', 'descending');
  expect(header('Repository')).not.toHaveAttribute('aria-sort');
  const most = IDS.map(id => ({
    name: nameOfSample(id),
    commits: countedIn(backend, { id, ...RANGE }).length,
  })).sort((a, b) => b.commits - a.commits);
  await waitFor(() =>
    expect(listedNames()).toEqual(
      most.slice(0, PER_PAGE).map(({ name }) => name),
    ),
  );
});

it('shows what is quiet, new or not complete, each with its number', async () => {
  const { user, backend } = renderTeam();
  const quiet = IDS.filter(
    id =>
      ![TEAM.failed, TEAM.never].includes(id) &&
      countedIn(backend, { id, from: QUIET_SINCE, to: LAST_TODAY }).length ===
        0,
  );
  expect(quiet).toContain(TEAM.quiet);
  const chip = (
    await screen.findByText(`Quiet for 90 days: ${quiet.length}`)
  ).closest('button')!;
  expect(screen.getByText('New this year: 1')).toBeVisible();
  expect(screen.getByText('Not complete: 3')).toBeVisible();
  expect(chip).toHaveAttribute('aria-pressed', 'false');

  await user.click(chip);

  await waitFor(() => expect(listedNames()).toEqual(quiet.map(nameOfSample)));
  expect(chip).toHaveAttribute('aria-pressed', 'true');
  expect(address()).toBe('/?&state=quiet');
});

it('lists what is several things at once', async () => {
  const { backend } = renderTab({
    backend: backendOf('team'),
    entity: TEAM_PAGE,
    query: 'from=2026-08-01&to=2026-11-24&state=active&state=incomplete',
  });
  const range = { from: '2026-08-01', to: LAST_TODAY };
  expect(
    countedIn(backend, { id: TEAM.stale, ...range }).length,
  ).toBeGreaterThan(0);
  await rowOf(TEAM.stale);
  expect(listedNames()).toEqual([nameOfSample(TEAM.stale)]);
});

it('says so where no repository is of a kind, and goes back to all', async () => {
  const { user } = renderTab({
    backend: backendOf('portfolio'),
    entity: TEAM_PAGE,
    query: `${MONTH}&state=incomplete`,
  });
  expect(
    await screen.findByText('Every repository is complete.'),
  ).toBeVisible();
  await user.click(screen.getByText('Show all'));
  expect(await rowOf('14')).toBeVisible();
  expect(address()).toBe('/?');
});

it('searches on the server once the typing pauses, and clears', async () => {
  const { user, backend } = renderTeam();
  await rowOf('2');
  const search = screen.getByLabelText('Search repositories');
  await user.type(search, 'part-3');
  await waitFor(() => expect(address()).toBe('/?&search=part-3'));
  await waitFor(() =>
    expect(listedNames()).toEqual([nameOfSample('3'), nameOfSample('30')]),
  );
  const searched = backend.breakdownQueries.flatMap(
    query => query.search ?? [],
  );
  expect([...new Set(searched)]).toEqual(['part-3']);

  await user.click(screen.getByLabelText('Clear search'));
  await rowOf('2');
  expect(search).toHaveValue('');
  expect(address()).toBe('/?');
});

it('narrows the calendar to one repository, and Back widens it again', async () => {
  const { user, backend } = renderTeam('&state=active');
  const row = await rowOf('4');
  const { length } = countedIn(backend, { id: '4', ...RANGE });
  const only = within(row).getByText('Only this').closest('button')!;

  await user.click(only);

  expect(
    await screen.findByText(`1 of the repositories owned by shop.`, {
      exact: false,
    }),
  ).toBeVisible();
  expect(
    screen.getByText(length === 1 ? '1 commit' : `${length} commits`, {
      selector: 'h2',
    }),
  ).toBeVisible();
  expect(address()).toBe(
    '/?&repository=https%3A%2F%2Fgithub.example.com%2Fshop%2Fshop-part-4&state=active',
  );
  await waitFor(() => expect(only).toHaveAttribute('aria-pressed', 'true'));
  // the others stay in the table, to go on to
  expect(listedNames().length).toBeGreaterThan(1);

  await user.click(screen.getByText('Back'));
  expect(address()).toBe('/?&state=active');
  await waitFor(() => expect(only).toHaveAttribute('aria-pressed', 'false'));
});
