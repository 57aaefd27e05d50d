import { expect, test } from '@playwright/test';
import { commitsOf, counted, lastTwelveMonths, within } from './git';
import {
  browserToday,
  calendarOf,
  cellOf,
  countOf,
  listedCommits,
  total,
  visit,
  visitTab,
  written,
} from './portal';

test('A newcomer comes in, goes through the first door, and opens a day’s commits', async ({
  page,
}) => {
  const commits = within(
    counted(commitsOf(['payments-api.git'])),
    lastTwelveMonths(),
  );

  await visit(page, '/');
  for (const door of ['A component', 'A team', 'You']) {
    await expect(page.getByText(door, { exact: true })).toBeVisible();
  }
  await page
    .getByRole('link', { name: /Git activity of payments-api/ })
    .click();
  await expect(total(page, commits.length)).toBeVisible();

  const { day } = commits[0];
  const ofDay = commits.filter(commit => commit.day === day);
  expect(await countOf(page, day)).toBe(ofDay.length);
  await cellOf(page, day).click();
  await expect(listedCommits(page)).toHaveCount(ofDay.length);
  for (const { subject } of ofDay) {
    await expect(
      listedCommits(page).filter({ hasText: subject }).first(),
    ).toBeVisible();
  }
});

test('Every day of a component’s year has the number that git gives', async ({
  page,
}) => {
  for (const [entity, repository] of [
    ['component/payments-api', 'payments-api.git'],
    // Its folder has a space in it, its authors live from Los Angeles to Auckland.
    ['component/storefront-web', 'storefront web.git'],
    // Its history was rewritten: committed on one day, authored on many.
    ['component/mobile-app', 'mobile-app.git'],
  ]) {
    const range = lastTwelveMonths();
    const all = counted(commitsOf([repository]));
    const [first] = all.map(({ day }) => day).sort();
    const commits = within(all, range);
    const expected: Record<string, number> = {};
    for (const { day } of commits) {
      expected[day] = (expected[day] ?? 0) + 1;
    }

    await visitTab(page, { entity });
    await expect(total(page, commits.length)).toBeVisible();
    const shown = await calendarOf(page)
      .locator('[data-day]')
      .evaluateAll(cells =>
        cells.map(cell => [
          cell.getAttribute('data-day') ?? '',
          cell.getAttribute('aria-label') ?? '',
        ]),
      );
    expect(shown).toHaveLength(365);
    for (const [day, label] of shown) {
      const count = expected[day] ?? 0;
      const words =
        count === 1 ? '1 commit on ' : `${written(count)} commits on `;
      // The last day has begun somewhere, but may still be to come for the browser.
      const past = day < first ? 'Before the first commit: ' : 'No commits on ';
      const none = day > browserToday() ? 'Still to come: ' : past;
      expect(label, day).toContain(count === 0 ? none : words);
    }
  }
});

test('Merges and bots are left out, said so, and can be counted in', async ({
  page,
}) => {
  const commits = within(commitsOf(['payments-api.git']), lastTwelveMonths());
  const merges = commits.filter(({ merge }) => merge).length;
  const bots = commits.filter(({ merge, bot }) => bot && !merge).length;

  await visitTab(page, { entity: 'component/payments-api' });
  await expect(
    page.getByText(
      `${written(merges)} merges, ${written(bots)} by bots left out`,
    ),
  ).toBeVisible();
  await page.getByRole('checkbox', { name: 'Include merges' }).check();
  await expect(total(page, counted(commits).length + merges)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Include bots' }).check();
  await expect(total(page, commits.length)).toBeVisible();

  // The address says the same to whoever opens it.
  await page.goto(page.url());
  await expect(total(page, commits.length)).toBeVisible();
});

test('An import on one day is that day’s number', async ({ page }) => {
  const commits = within(counted(commitsOf(['parcel-tracking.git'])), {
    from: '2024-01-01',
    to: '2024-12-31',
  });
  const imported = commits.filter(({ day }) => day === '2024-03-12').length;
  expect(imported).toBe(260);

  await visitTab(page, {
    entity: 'component/parcel-tracking',
    query: '?range=2024',
  });
  await expect(total(page, commits.length)).toBeVisible();
  expect(await countOf(page, '2024-03-12')).toBe(imported);
});

test('A repository without commits says so', async ({ page }) => {
  await visitTab(page, { entity: 'component/loyalty-points' });
  await expect(
    total(page, 0).or(page.getByText('the history is empty')).first(),
  ).toBeVisible();
});
