import { expect, test } from '@playwright/test';
import {
  commitsOf,
  counted,
  doneBy,
  lastTwelveMonths,
  PAYMENTS_REPOSITORIES,
  within,
} from './git';
import { countOf, total, visitTab } from './portal';

test('A team’s tab counts its repositories’ commits, shared ones once', async ({
  page,
}) => {
  // While upstream and fork still shared everything.
  const range = { from: '2024-01-01', to: '2024-12-31' };
  const once = within(counted(commitsOf(PAYMENTS_REPOSITORIES)), range);
  const one = PAYMENTS_REPOSITORIES.flatMap(repository =>
    within(counted(commitsOf([repository])), range),
  );
  expect(one.length).toBeGreaterThan(once.length);

  await visitTab(page, { entity: 'group/team-payments', query: '?range=2024' });
  await expect(total(page, once.length)).toBeVisible();
  const { day } = once[0];
  expect(await countOf(page, day)).toBe(
    once.filter(commit => commit.day === day).length,
  );
});

test('A system’s and a team’s tab show the same, as they have the same repositories', async ({
  page,
}) => {
  const commits = within(
    counted(commitsOf(PAYMENTS_REPOSITORIES)),
    lastTwelveMonths(),
  );
  for (const entity of ['group/team-payments', 'system/payments']) {
    await visitTab(page, { entity });
    await expect(total(page, commits.length)).toBeVisible();
  }
});

test('A person’s tab counts what they authored or co-authored, under all their addresses', async ({
  page,
}) => {
  const range = { from: '2024-01-01', to: '2024-12-31' };
  const shas = doneBy({ emails: ['lucia.fernandez@harbour.example'], range });
  expect(shas.size).toBeGreaterThan(100);

  await visitTab(page, {
    entity: 'user/lucia.fernandez',
    query: '?range=2024',
  });
  await expect(total(page, shas.size)).toBeVisible();
});

test('A team is seen by what its members did in any repository, each commit once', async ({
  page,
}) => {
  const members = ['amara.okafor', 'kenji.watanabe', 'priya.raghunathan'];
  const range = { from: '2024-01-01', to: '2024-12-31' };
  const theirs = doneBy({
    emails: members.map(name => `${name}@harbour.example`),
    range,
  });
  expect(theirs.size).toBeGreaterThan(300);

  await visitTab(page, { entity: 'group/team-payments', query: '?range=2024' });
  await page.getByRole('button', { name: 'Who we are' }).click();
  await expect(
    page.getByText(/^What 3 members of Payments team/),
  ).toBeVisible();
  await expect(total(page, theirs.size)).toBeVisible();
});
