import { expect, test } from '@playwright/test';
import {
  commitsOf,
  counted,
  git,
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
  const shas = new Set<string>();
  for (const repository of [
    'storefront web.git',
    'settlement-engine.git',
    'settlement-engine-brazil.git',
    'parcel-tracking.git',
    'payments-api.git',
    'mobile-app.git',
  ]) {
    const lines = git(repository, [
      '-c',
      'mailmap.blob=HEAD:.mailmap',
      'log',
      '--no-merges',
      '--date=format:%Y-%m-%d',
      '--format=%H%x09%ad%x09%aE%x09%(trailers:key=co-authored-by,valueonly,separator=%x2C)',
      'HEAD',
    ]);
    for (const line of lines.split('\n').filter(Boolean)) {
      const [sha, day, email, coAuthors] = line.split('\t');
      const hers =
        email === 'lucia.fernandez@harbour.example' ||
        coAuthors.includes('<lucia.fernandez@harbour.example>');
      if (hers && day >= range.from && day <= range.to) {
        shas.add(sha);
      }
    }
  }
  expect(shas.size).toBeGreaterThan(100);

  await visitTab(page, {
    entity: 'user/lucia.fernandez',
    query: '?range=2024',
  });
  await expect(total(page, shas.size)).toBeVisible();
});
